package org.supervision.absence;

import org.supervision.TestBed;
import org.supervision.calendar.WorkingCalendar;

/** The part of the daily sweep that looks at absences, for tests elsewhere. */
public final class CoverSweeps {

    private CoverSweeps() {}

    /** Runs it now. */
    public static void run(TestBed bed) {
        bed.inTransaction(() ->
                bed.get(CoverSweep.class).sweep(bed.get(WorkingCalendar.class).now()));
    }
}
