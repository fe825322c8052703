package org.supervision.handover;

import java.time.Instant;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Succession;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.SweepTask;

/** Begins hand-overs in good time before a leaving date, and tells which changes of line management are hand-overs. */
@Component
public class HandoverUpkeep implements SweepTask, Succession {

    private final LeavingSupervisors leaving;
    private final WorkingCalendar calendar;

    HandoverUpkeep(LeavingSupervisors leaving, WorkingCalendar calendar) {
        this.leaving = leaving;
        this.calendar = calendar;
    }

    @Override
    public boolean handsOver(String former, String supervisee) {
        return leaving.handsOver(former, supervisee);
    }

    @Override
    public void sweep(Instant now) {
        leaving.beginHandOvers(calendar.dateOf(now));
    }
}
