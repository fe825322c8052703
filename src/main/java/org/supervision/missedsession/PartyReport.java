package org.supervision.missedsession;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;
import org.supervision.agreement.Party;

/**
 * What one of the two owes the supervisor's line manager, and what was written (B8).
 *
 * @param reporter user id
 * @param dueAt by when it is owed
 * @param passedOnAt since when the line manager can see it
 * @param claimsHeld whether it says that the session was held
 */
@Table("missed_report")
public record PartyReport(
        @Id @Nullable Long id,
        long caseId,
        Party party,
        String reporter,
        State state,
        Instant dueAt,
        @Nullable Instant reportedAt,
        @Nullable Instant passedOnAt,
        boolean claimsHeld,
        @Nullable String whatHappened,
        @Nullable String attempts,
        @Nullable String wouldHelp) {

    /** Whether the report came. */
    public enum State {
        OWED,
        REPORTED,
        /** The deadline passed without it (E7). */
        NOT_REPORTED,
        /** Whoever owed it is no longer the supervisor (E16). */
        RELEASED
    }

    /**
     * What a party wrote.
     *
     * @param claimsHeld whether it says that the session was held
     */
    public record Content(
            String whatHappened,
            @Nullable String attempts,
            @Nullable String wouldHelp,
            boolean claimsHeld) {}

    static PartyReport owed(long caseId, Party party, String reporter, Instant dueAt) {
        return new PartyReport(null, caseId, party, reporter, State.OWED, dueAt, null, null, false, null, null, null);
    }

    /** Not owed any more: whoever owed it is no longer the supervisor (E16). */
    PartyReport released() {
        return new PartyReport(id, caseId, party, reporter, State.RELEASED, dueAt, null, null, false, null, null, null);
    }

    PartyReport reported(Content content, Instant now) {
        return new PartyReport(
                id,
                caseId,
                party,
                reporter,
                State.REPORTED,
                dueAt,
                now,
                null,
                content.claimsHeld(),
                content.whatHappened(),
                content.attempts(),
                content.wouldHelp());
    }

    PartyReport passedOn(Instant now) {
        return new PartyReport(
                id,
                caseId,
                party,
                reporter,
                state,
                dueAt,
                reportedAt,
                now,
                claimsHeld,
                whatHappened,
                attempts,
                wouldHelp);
    }

    PartyReport notReported() {
        return new PartyReport(
                id, caseId, party, reporter, State.NOT_REPORTED, dueAt, null, null, false, null, null, null);
    }
}
