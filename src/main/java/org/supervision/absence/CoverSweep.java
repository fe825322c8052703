package org.supervision.absence;

import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.SweepTask;

/** Finds what has come to be at risk, or is no more, since an absence was looked at last, and suspends what is due (A-br). */
@Component
@Order(CoverSweep.ORDER)
class CoverSweep implements SweepTask {

    static final int ORDER = 25;

    private final AbsenceRepository absences;
    private final CoverService covers;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;

    CoverSweep(
            AbsenceRepository absences,
            CoverService covers,
            WorkingCalendar calendar,
            ApplicationEventPublisher events) {
        this.absences = absences;
        this.covers = covers;
        this.calendar = calendar;
        this.events = events;
    }

    @Override
    public void sweep(Instant now) {
        for (Absence absence : absences.findLive(calendar.dateOf(now))) {
            covers.suspendWhatIsDue(absence);
            covers.announceLongAbsence(absence);
            if (covers.isStale(absence)) {
                events.publishEvent(new AbsenceChanged(absence.key(), true));
            }
        }
    }
}
