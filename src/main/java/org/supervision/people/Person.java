package org.supervision.people;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody as the directory knows them at one date. All dates are London dates.
 *
 * @param userId their sign-in
 * @param name what others read
 * @param mail where notices go
 * @param lineManager user id of whoever manages them; nobody at the top
 * @param service the service they belong to
 * @param startedOn first day in post
 * @param deputy user id of whoever acts for them from {@code deputyFrom} to {@code deputyUntil}, both inclusive; without
 *     an end until further notice (A-br)
 * @param leavingOn last day of work, once known
 * @param away the absence of which the directory knows
 */
public record Person(
        String userId,
        String name,
        String mail,
        @Nullable String lineManager,
        String service,
        Role role,
        WorkerType workerType,
        LocalDate startedOn,
        WorkingPattern workingPattern,
        @Nullable String deputy,
        @Nullable LocalDate deputyFrom,
        @Nullable LocalDate deputyUntil,
        @Nullable LocalDate leavingOn,
        SiteMode siteMode,
        @Nullable Away away) {

    /**
     * Days on which somebody is away.
     *
     * @param from first day
     * @param until last day; null while it is not known
     */
    public record Away(LocalDate from, @Nullable LocalDate until) {}

    /** Whether they have not left by this day; somebody who starts later has not either. */
    public boolean activeOn(LocalDate day) {
        return leavingOn == null || !day.isAfter(leavingOn);
    }

    /** Whoever acts for them on this day. */
    public Optional<String> deputyOn(LocalDate day) {
        boolean acting = deputy != null
                && (deputyFrom == null || !day.isBefore(deputyFrom))
                && (deputyUntil == null || !day.isAfter(deputyUntil));
        return acting ? Optional.ofNullable(deputy) : Optional.empty();
    }
}
