package org.supervision.access;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose something is.
 *
 * @param key its business key
 * @param agreementId row id of the agreement that it belongs to
 * @param supervisor the agreement's supervisor
 * @param supervisee the agreement's supervisee; null while none is named
 * @param heldBy who held the session that it belongs to; null where it belongs to none
 * @param heldOn London date of that session
 * @param givenOn London date on which that session was booked with, or given to, whoever holds it
 * @param passedTo user id of the new supervisor to whom the supervisee let it pass (A5.1); null where nobody
 * @param holdings who has had the agreement's file, the first one first; none where it never changed hands
 */
record Relation(
        String key,
        long agreementId,
        String supervisor,
        @Nullable String supervisee,
        @Nullable String heldBy,
        @Nullable LocalDate heldOn,
        @Nullable LocalDate givenOn,
        @Nullable String passedTo,
        List<Holding> holdings) {

    Relation {
        holdings = List.copyOf(holdings);
    }

    /**
     * That somebody has an agreement's file for a time.
     *
     * @param fromOn first London date
     * @param untilOn the London date from which it is another's; null where it is not known
     */
    record Holding(
            long agreementId,
            String holder,
            LocalDate fromOn,
            @Nullable LocalDate untilOn) {

        boolean includes(LocalDate day) {
            return !day.isBefore(fromOn) && (untilOn == null || day.isBefore(untilOn));
        }
    }

    Relation with(List<Holding> newHoldings) {
        return new Relation(key, agreementId, supervisor, supervisee, heldBy, heldOn, givenOn, passedTo, newHoldings);
    }

    String agreementKey() {
        return "AG-%06d".formatted(agreementId);
    }

    /** Who has the file on this London date. */
    String holderOn(LocalDate day) {
        return holdings.stream()
                .filter(holding -> holding.includes(day))
                .map(Holding::holder)
                .findFirst()
                .orElseGet(
                        () -> holdings.isEmpty() ? supervisor : holdings.get(0).holder());
    }

    /** Whether this person got the file from somebody else. */
    boolean wasHandedTo(String person) {
        return holdings.stream().skip(1).anyMatch(holding -> holding.holder().equals(person));
    }

    /**
     * Whether this person holds a session in the place of whoever had the file on that day. One who had the file when
     * it came to them does not: it came as their own, and goes with the file.
     */
    boolean isCover(String person) {
        return person.equals(heldBy)
                && !(givenOn != null && holderOn(givenOn).equals(person))
                && !Optional.ofNullable(heldOn)
                        .map(this::holderOn)
                        .orElse(supervisor)
                        .equals(person);
    }

    boolean hadFileBefore(String person, LocalDate day) {
        return holdings.stream()
                .anyMatch(holding -> holding.holder().equals(person) && !day.isBefore(holding.fromOn()));
    }

    boolean getsFileAfter(String person, LocalDate day) {
        return holdings.stream().anyMatch(holding -> holding.holder().equals(person) && day.isBefore(holding.fromOn()));
    }
}
