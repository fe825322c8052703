package org.supervision.policy;

import java.time.LocalDate;
import java.util.function.Supplier;

/** A closure day that a test bed's calendar has while something is done. */
public final class SupposedDayOff {

    private SupposedDayOff() {}

    /** Does this while the day is off, as it is done when a closure day is added. */
    public static <T> T on(LocalDate day, Policies policies, Supplier<T> action) {
        return policies.supposingOff(day, action);
    }
}
