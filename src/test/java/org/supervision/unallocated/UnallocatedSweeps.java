package org.supervision.unallocated;

import java.time.Instant;
import java.util.List;
import org.supervision.TestBed;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.Reminder;

/** What the daily sweep does about supervisees without a supervisor. */
public final class UnallocatedSweeps {

    private UnallocatedSweeps() {}

    /** Runs it. */
    public static void run(TestBed bed) {
        bed.inTransaction(() -> bed.get(UnallocatedSweep.class)
                .sweep(bed.get(WorkingCalendar.class).now()));
    }

    /** Whom it reminds between these moments. */
    public static List<Reminder> reminders(TestBed bed, Instant from, Instant to) {
        return bed.get(UnallocatedReminders.class).due(from, to);
    }
}
