package org.supervision.disagreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
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
 * @param attemptBy London date by whose end both have tried to resolve it; null while it is being raised
 * @param referredAt when it went to a manager; null before
 * @param decider user id of that manager
 * @param decideBy London date by whose end the manager decides
 * @param followUp what is to follow from the decision; null where nothing is
 * @param closedAt when it was resolved, decided, withdrawn or ended
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
        ReferralState state,
        @Nullable LocalDate attemptBy,
        @Nullable Instant referredAt,
        @Nullable String decider,
        @Nullable LocalDate decideBy,
        @Nullable String decision,
        @Nullable String reasons,
        @Nullable String followUp,
        @Nullable Instant closedAt,
        @Version int rowVersion) {

    private static final String KEY = "DR-%06d";
    private static final String KEY_PATTERN = "DR-\\d{6,18}";
    private static final int PREFIX = 3;

    static DisagreementReferral raising(String by, Instant at) {
        return new DisagreementReferral(
                null,
                null,
                null,
                null,
                by,
                at,
                null,
                ReferralState.RAISING,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0);
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
        return Objects.requireNonNull(attemptBy, "It is not raised yet");
    }

    /** Who decides; from when it was referred. */
    public String requireDecider() {
        return Objects.requireNonNull(decider, "It is before nobody");
    }

    /** By when it is decided; from when it was referred. */
    public LocalDate requireDecideBy() {
        return Objects.requireNonNull(decideBy, "It is before nobody");
    }

    /** Whether something is still to be done about it. */
    public boolean isOpen() {
        return closedAt == null;
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
                ReferralState.ATTEMPT,
                newAttemptBy,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                rowVersion);
    }

    DisagreementReferral referredTo(String manager, Instant at, LocalDate by) {
        return new DisagreementReferral(
                id,
                agreementId,
                sessionId,
                disagreementId,
                raisedBy,
                raisedAt,
                raisedPosition,
                ReferralState.REFERRED,
                attemptBy,
                at,
                manager,
                by,
                null,
                null,
                null,
                null,
                rowVersion);
    }

    /** Another manager decides it, by the same day. */
    DisagreementReferral before(String manager) {
        return new DisagreementReferral(
                id,
                agreementId,
                sessionId,
                disagreementId,
                raisedBy,
                raisedAt,
                raisedPosition,
                state,
                attemptBy,
                referredAt,
                manager,
                decideBy,
                null,
                null,
                null,
                null,
                rowVersion);
    }

    DisagreementReferral decided(
            String newDecision, String newReasons, @Nullable String newFollowUp, String by, Instant at) {
        return new DisagreementReferral(
                id,
                agreementId,
                sessionId,
                disagreementId,
                raisedBy,
                raisedAt,
                raisedPosition,
                ReferralState.DECIDED,
                attemptBy,
                referredAt,
                by,
                decideBy,
                newDecision,
                newReasons,
                newFollowUp,
                at,
                rowVersion);
    }

    DisagreementReferral closed(ReferralState how, Instant at) {
        return new DisagreementReferral(
                id,
                agreementId,
                sessionId,
                disagreementId,
                raisedBy,
                raisedAt,
                raisedPosition,
                how,
                attemptBy,
                referredAt,
                decider,
                decideBy,
                null,
                null,
                null,
                at,
                rowVersion);
    }
}
