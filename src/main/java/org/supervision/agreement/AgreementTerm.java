package org.supervision.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Column;
import org.supervision.persistence.Documents;

/**
 * One term of an agreement, about six months (B9): from its draft over both signatures to its end. Once both have signed,
 * its terms never change; an amendment is a new term.
 *
 * @param id the row id; null before the row exists
 * @param agreementId the agreement it belongs to
 * @param termNumber 1 for the first
 * @param status where it stands
 * @param carriedOver whether the earlier terms stand unchanged and are only signed again
 * @param startedOn London date on which drafting began
 * @param stepDueOn London date by whose end the step in hand is due; null once in force
 * @param unsignedChaseAt when the line manager is told that it is still unsigned
 * @param chaseDueOn London date by whose end the line manager has then chased it
 * @param chasedBy who chased it
 * @param chasedAt when it was chased
 * @param chaseNote what the line manager noted
 * @param termsDocument the terms in hand or in force as a document; null before the first draft
 * @param termsVersion how many versions of the terms were put to the other party
 * @param policyVersion the policy that the terms were checked against (A1.2)
 * @param signedText the text that both sign, names as they were then; null until the terms are agreed
 * @param signedTextSha256 its SHA-256
 * @param effectiveOn London date from which it counts: the later of both signatures (A-sig)
 * @param reviewDueOn London date by whose end it is to be reviewed (B9)
 * @param reviewStartsAt when the review begins, so that there is time to prepare it
 * @param endedOn London date from which it no longer counts
 * @param rowVersion guards against two changes at once
 */
public record AgreementTerm(
        @Id @Nullable Long id,
        long agreementId,
        int termNumber,
        TermStatus status,
        boolean carriedOver,
        LocalDate startedOn,
        @Nullable LocalDate stepDueOn,
        Instant unsignedChaseAt,
        LocalDate chaseDueOn,
        @Nullable String chasedBy,
        @Nullable Instant chasedAt,
        @Nullable String chaseNote,
        @Column("terms") @Nullable String termsDocument,
        int termsVersion,
        @Nullable String policyVersion,
        @Nullable String signedText,
        @Column("signed_text_sha256") @Nullable String signedTextSha256,
        @Nullable LocalDate effectiveOn,
        @Nullable LocalDate reviewDueOn,
        @Nullable Instant reviewStartsAt,
        @Nullable LocalDate endedOn,
        @Version int rowVersion) {

    private static final Pattern KEY = Pattern.compile("AG-\\d{6,18}/T(\\d{1,9})");

    /** Whether this is a term's business key. */
    public static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    /**
     * The number in a term's business key.
     *
     * @throws IllegalArgumentException if it is no term's key
     */
    public static int numberOf(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("No term's key: " + key);
        }
        return Integer.parseInt(matcher.group(1));
    }

    static AgreementTerm drafting(
            long agreementId,
            int number,
            LocalDate today,
            LocalDate dueOn,
            Instant chaseAt,
            LocalDate chaseDueOn,
            @Nullable String terms) {
        return new AgreementTerm(
                null,
                agreementId,
                number,
                TermStatus.DRAFTING,
                false,
                today,
                dueOn,
                chaseAt,
                chaseDueOn,
                null,
                null,
                null,
                terms,
                0,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0);
    }

    /** The row id of a stored term. */
    public long requireId() {
        return Objects.requireNonNull(id, "The term is not stored yet");
    }

    /** The business key, such as {@code AG-000123/T1}. */
    public String key() {
        return keyOf(agreementId, termNumber);
    }

    static String keyOf(long agreementId, int termNumber) {
        return Agreement.keyOf(agreementId) + "/T" + termNumber;
    }

    /** Whether terms have been drafted. */
    public boolean hasTerms() {
        return termsDocument != null;
    }

    /**
     * The terms in hand or in force.
     *
     * @throws IllegalStateException before the first draft
     */
    public AgreementTerms terms() {
        if (termsDocument == null) {
            throw new IllegalStateException(key() + " has no terms yet");
        }
        return Documents.read(termsDocument, AgreementTerms.class);
    }

    /** Whether this term counted, or counts, on this London date. */
    public boolean countsOn(LocalDate day) {
        return effectiveOn != null && !day.isBefore(effectiveOn) && (endedOn == null || day.isBefore(endedOn));
    }

    AgreementTerm proposing(AgreementTerms terms, String newPolicyVersion) {
        require(status == TermStatus.DRAFTING, "be drafted");
        return with(status, stepDueOn, Documents.write(terms), termsVersion + 1, newPolicyVersion, null);
    }

    AgreementTerm supplemented(AgreementTerms terms) {
        require(status == TermStatus.CONSIDERING, "be supplemented");
        return with(status, stepDueOn, Documents.write(terms), termsVersion, policyVersion, null);
    }

    AgreementTerm at(TermStatus step, LocalDate dueOn) {
        require(status.isOpen() && step.isOpen(), "go on to " + step);
        return with(step, dueOn, termsDocument, termsVersion, policyVersion, signedText);
    }

    AgreementTerm toSign(String text, boolean unchanged, String newPolicyVersion) {
        require(status.isOpen() && hasTerms(), "be signed");
        return new AgreementTerm(
                id,
                agreementId,
                termNumber,
                status,
                unchanged,
                startedOn,
                stepDueOn,
                unsignedChaseAt,
                chaseDueOn,
                chasedBy,
                chasedAt,
                chaseNote,
                termsDocument,
                termsVersion,
                newPolicyVersion,
                text,
                Documents.sha256(text),
                effectiveOn,
                reviewDueOn,
                reviewStartsAt,
                endedOn,
                rowVersion);
    }

    AgreementTerm inForce(LocalDate newEffectiveOn, LocalDate newReviewDueOn, Instant newReviewStartsAt) {
        require(status == TermStatus.SIGNING, "come into force");
        return new AgreementTerm(
                id,
                agreementId,
                termNumber,
                TermStatus.IN_FORCE,
                carriedOver,
                startedOn,
                null,
                unsignedChaseAt,
                chaseDueOn,
                chasedBy,
                chasedAt,
                chaseNote,
                termsDocument,
                termsVersion,
                policyVersion,
                signedText,
                signedTextSha256,
                newEffectiveOn,
                newReviewDueOn,
                newReviewStartsAt,
                null,
                rowVersion);
    }

    AgreementTerm reviewed(LocalDate nextReviewDueOn, Instant nextReviewStartsAt) {
        require(status == TermStatus.IN_FORCE, "be reviewed");
        return ending(status, nextReviewDueOn, nextReviewStartsAt, null);
    }

    AgreementTerm closed(TermStatus end, LocalDate on) {
        require(status.isOpen() || status == TermStatus.IN_FORCE, "become " + end);
        return ending(end, reviewDueOn, reviewStartsAt, on);
    }

    AgreementTerm chased(String by, Instant now, @Nullable String note) {
        return new AgreementTerm(
                id,
                agreementId,
                termNumber,
                status,
                carriedOver,
                startedOn,
                stepDueOn,
                unsignedChaseAt,
                chaseDueOn,
                by,
                now,
                note,
                termsDocument,
                termsVersion,
                policyVersion,
                signedText,
                signedTextSha256,
                effectiveOn,
                reviewDueOn,
                reviewStartsAt,
                endedOn,
                rowVersion);
    }

    private AgreementTerm with(
            TermStatus step,
            @Nullable LocalDate dueOn,
            @Nullable String document,
            int version,
            @Nullable String newPolicyVersion,
            @Nullable String text) {
        return new AgreementTerm(
                id,
                agreementId,
                termNumber,
                step,
                carriedOver,
                startedOn,
                dueOn,
                unsignedChaseAt,
                chaseDueOn,
                chasedBy,
                chasedAt,
                chaseNote,
                document,
                version,
                newPolicyVersion,
                text,
                text == null ? null : signedTextSha256,
                effectiveOn,
                reviewDueOn,
                reviewStartsAt,
                endedOn,
                rowVersion);
    }

    private AgreementTerm ending(
            TermStatus newStatus,
            @Nullable LocalDate newReviewDueOn,
            @Nullable Instant newReviewStartsAt,
            @Nullable LocalDate on) {
        return new AgreementTerm(
                id,
                agreementId,
                termNumber,
                newStatus,
                carriedOver,
                startedOn,
                null,
                unsignedChaseAt,
                chaseDueOn,
                chasedBy,
                chasedAt,
                chaseNote,
                termsDocument,
                termsVersion,
                policyVersion,
                signedText,
                signedTextSha256,
                effectiveOn,
                newReviewDueOn,
                newReviewStartsAt,
                on,
                rowVersion);
    }

    private void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException("%s is %s and cannot %s".formatted(key(), status, what));
        }
    }
}
