package org.supervision.policy;

import java.time.LocalDate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.supervision.TestBed;
import org.supervision.calendar.WorkingCalendar;

/** Open deadlines of a test bed, counted anew as they are when a closure day is added. */
@Import({ClosureDays.class, ClosureRuns.class, PolicyVersions.class})
public class CountedAnew {

    /** Counts them anew with this day off; the bed's calendar has it off no longer than that. */
    public static Moved with(TestBed bed, LocalDate closed) {
        return bed.inTransaction(() -> bed.get(ClosureRuns.class)
                .countAnew(new ClosureDay(
                        0,
                        closed,
                        "Closed",
                        "admin",
                        bed.get(WorkingCalendar.class).now(),
                        0,
                        0,
                        0)));
    }

    @Bean
    ClosureDayProperties closureDayProperties() {
        return new ClosureDayProperties(25);
    }
}
