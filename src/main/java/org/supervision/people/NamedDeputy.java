package org.supervision.people;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * That somebody acts as manager for another. All dates are London dates.
 *
 * @param manager user id of whoever is represented
 * @param deputy user id of whoever acts
 * @param until last day; null until further notice
 * @param namedBy user id
 */
public record NamedDeputy(
        long id,
        String manager,
        String deputy,
        LocalDate from,
        @Nullable LocalDate until,
        String namedBy,
        Instant namedAt) {

    /** Whether it shares a day with these. */
    boolean overlaps(LocalDate otherFrom, @Nullable LocalDate otherUntil) {
        return (otherUntil == null || !from.isAfter(otherUntil)) && (until == null || !until.isBefore(otherFrom));
    }

    /** Whether they act on this day. */
    public boolean actsOn(LocalDate day) {
        return overlaps(day, day);
    }
}
