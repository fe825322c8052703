package org.supervision.engine;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import org.supervision.calendar.London;

/** Today in Europe/London, whatever the server's zone, for the expressions of Tasklist's filters. */
@ModelBean("londonDay")
public class LondonDay {

    private static final ZoneId ZONE = London.ZONE;

    private final Clock clock;

    LondonDay(Clock clock) {
        this.clock = clock;
    }

    /** The moment today began, which is also the moment yesterday's deadlines fell. */
    public Date beginning() {
        return startOf(today());
    }

    /** Just past the end of today (24:00), so that a deadline at the very end of today comes before it. */
    public Date pastEnd() {
        return new Date(startOf(today().plusDays(1)).getTime() + 1);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZONE);
    }

    private static Date startOf(LocalDate day) {
        return Date.from(day.atStartOfDay(ZONE).toInstant());
    }
}
