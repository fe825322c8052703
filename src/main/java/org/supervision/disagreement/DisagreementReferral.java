package org.supervision.disagreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A disagreement on its way to a decision (A7.2).
 *
 * @param id the row id; null before the row exists
 * @param agreementId whose it is; null while the party who raises it has not said so
 * @param sessionId on whose record it is; null where it is about the agreement itself
 * @param disagreementId the disagreement in the record that was not resolved; null where a party raised it later
 * @param raisedBy user id of that party, or of the record's author
 * @param raisedPosition what that party holds; null where both positions stand in the record
 * @param followUp what is to follow from the decision; null where nothing is
 */
@Table("disagreement_referral")
public record DisagreementReferral(
        @Id @Nullable Long id,
        @Nullable Long agreementId,
        @Nullable Long sessionId,
        @Nullable Long disagreementId,
        String raisedBy,
        Instant raisedAt,
        @Nullable String raisedPosition,
        @Embedded.Empty ReferralProgress progress,
        @Nullable String decision,
        @Nullable String reasons,
        @Nullable String followUp,
        @Version int rowVersion) {

    private static final String KEY = "DR-%06d";
    private static final String KEY_PATTERN = "DR-\\d{6,18}";
    private static final int PREFIX = 3;

    static DisagreementReferral raising(String by, Instant at) {
        return new DisagreementReferral(
                null, null, null, null, by, at, null, ReferralProgress.RAISING, null, null, null, 0);
    }

    static boolean isKey(String key) {
        return key.matches(KEY_PATTERN);
    }

    /** The row id behind a key such as {@code DR-000012}. */
    static long idOf(String key) {
        if (!isKey(key)) {
            throw new IllegalArgumentException("Not the key of a disagreement");
        }
        return Long.parseLong(key.substring(PREFIX));
    }

    /** The business key, such as {@code DR-000012}. */
    public String key() {
        return KEY.formatted(requireId());
    }

    long requireId() {
        return Objects.requireNonNull(id, "The disagreement is not stored yet");
    }

    /** The row id of the agreement; there is one from when it was raised. */
    public long requireAgreementId() {
        return Objects.requireNonNull(agreementId, "It is not said yet what it is about");
    }

    /** By when both have tried; from when it was raised. */
    public LocalDate requireAttemptBy() {
        return Objects.requireNonNull(progress.attemptBy(), "It is not raised yet");
    }

    /** Who decides; from when it was referred. */
    public String requireDecider() {
        return Objects.requireNonNull(progress.decider(), "It is before nobody");
    }

    /** By when it is decided; from when it was referred. */
    public LocalDate requireDecideBy() {
        return Objects.requireNonNull(progress.decideBy(), "It is before nobody");
    }

    /** Whether something is still to be done about it. */
    public boolean isOpen() {
        return progress.closedAt() == null;
    }

    /** How far it is. */
    public ReferralState state() {
        return progress.state();
    }

    /** User id of the manager who decides it; null before it is referred. */
    public @Nullable String decider() {
        return progress.decider();
    }

    /** When it went to a manager; null before. */
    public @Nullable Instant referredAt() {
        return progress.referredAt();
    }

    /** When it was resolved, decided, withdrawn or ended; null before. */
    public @Nullable Instant closedAt() {
        return progress.closedAt();
    }

    DisagreementReferral about(
            long newAgreementId,
            @Nullable Long newSessionId,
            @Nullable Long newDisagreementId,
            @Nullable String position,
            LocalDate newAttemptBy) {
        return new DisagreementReferral(
                id,
                newAgreementId,
                newSessionId,
                newDisagreementId,
                raisedBy,
                raisedAt,
                position,
                progress.attempted(newAttemptBy),
                null,
                null,
                null,
                rowVersion);
    }

    DisagreementReferral referredTo(String manager, Instant at, LocalDate by) {
        return with(progress.referredTo(manager, at, by), null, null, null);
    }

    /** Another manager decides it, by the same day. */
    DisagreementReferral before(String manager) {
        return with(progress.before(manager), null, null, null);
    }

    /** Nobody has it to decide: it waits for a manager, as before it was referred. */
    DisagreementReferral takenBack() {
        return with(progress.takenBack(), null, null, null);
    }

    DisagreementReferral decided(
            String newDecision, String newReasons, @Nullable String newFollowUp, String by, Instant at) {
        return with(progress.before(by).closed(ReferralState.DECIDED, at), newDecision, newReasons, newFollowUp);
    }

    DisagreementReferral closed(ReferralState how, Instant at) {
        return with(progress.closed(how, at), null, null, null);
    }

    private DisagreementReferral with(
            ReferralProgress newProgress,
            @Nullable String newDecision,
            @Nullable String newReasons,
            @Nullable String newFollowUp) {
        return new DisagreementReferral(
                id,
                agreementId,
                sessionId,
                disagreementId,
                raisedBy,
                raisedAt,
                raisedPosition,
                newProgress,
                newDecision,
                newReasons,
                newFollowUp,
                rowVersion);
    }
}
