package org.supervision.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

/**
 * Who supervises whom, and whether it is in force. What they agreed on stands in its {@linkplain AgreementTerm terms}.
 *
 * @param id the row id; null before the row exists
 * @param supervisor user id
 * @param supervisee user id; null until the first draft names one
 * @param status where it stands
 * @param livePair both while it lives, unique; null once it is over
 * @param createdAt when drafting began
 * @param inForceOn the London date from which the first term counted
 * @param lastReviewedOn the London date on which a review was last completed (C26)
 * @param suspendedFrom the London date of the suspension; null unless suspended
 * @param suspendedUntil the last London date of the suspension as foreseen; null when not known
 * @param resumedOn the London date on which a suspension ended last; null where none has
 * @param endedOn the London date of the end
 * @param endReason why it ended
 * @param rowVersion guards against two changes at once
 */
public record Agreement(
        @Id @Nullable Long id,
        String supervisor,
        @Nullable String supervisee,
        AgreementStatus status,
        @Nullable String livePair,
        Instant createdAt,
        @Nullable LocalDate inForceOn,
        @Nullable LocalDate lastReviewedOn,
        @Nullable LocalDate suspendedFrom,
        @Nullable LocalDate suspendedUntil,
        @Nullable LocalDate resumedOn,
        @Nullable LocalDate endedOn,
        @Nullable EndReason endReason,
        @Version int rowVersion) {

    private static final Pattern KEY = Pattern.compile("AG-(\\d{6,18})(?:/T\\d{1,9})?");

    /** The business key of the agreement with this row id, such as {@code AG-000123}. */
    public static String keyOf(long id) {
        return "AG-%06d".formatted(id);
    }

    /** Whether this is the business key of an agreement or of one of its terms. */
    public static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    /**
     * The row id in the business key of an agreement or of one of its terms.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static long idOf(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("No agreement's key: " + key);
        }
        return Long.parseLong(matcher.group(1));
    }

    static String pairOf(String supervisor, String supervisee) {
        return supervisor + "|" + supervisee;
    }

    static Agreement draft(String supervisor, Instant now) {
        return new Agreement(
                null, supervisor, null, AgreementStatus.DRAFT, null, now, null, null, null, null, null, null, null, 0);
    }

    /** The row id of a stored agreement. */
    public long requireId() {
        return Objects.requireNonNull(id, "The agreement is not stored yet");
    }

    /** The business key, such as {@code AG-000123}. */
    public String key() {
        return keyOf(requireId());
    }

    /**
     * The two people.
     *
     * @throws IllegalStateException while no supervisee is named
     */
    public Parties parties() {
        if (supervisee == null) {
            throw new IllegalStateException(key() + " has no supervisee yet");
        }
        return new Parties(supervisor, supervisee);
    }

    /** Whether this person is one of the two. */
    public boolean hasParty(String userId) {
        return supervisor.equals(userId) || userId.equals(supervisee);
    }

    Agreement between(String newSupervisee) {
        require(status == AgreementStatus.DRAFT, "name a supervisee");
        return copy(newSupervisee, status, pairOf(supervisor, newSupervisee), inForceOn, lastReviewedOn, null, null);
    }

    Agreement inForce(LocalDate effectiveOn) {
        require(status.isLive(), "come into force");
        AgreementStatus next = status == AgreementStatus.SUSPENDED ? status : AgreementStatus.IN_FORCE;
        LocalDate first = inForceOn == null ? effectiveOn : inForceOn;
        return copy(supervisee, next, livePair, first, lastReviewedOn, suspendedFrom, suspendedUntil);
    }

    /** The same working relationship with another supervisor (B6). */
    Agreement supervisedBy(String newSupervisor) {
        require(status.isSigned(), "get another supervisor");
        return new Agreement(
                id,
                newSupervisor,
                supervisee,
                status,
                pairOf(newSupervisor, Objects.requireNonNull(supervisee)),
                createdAt,
                inForceOn,
                lastReviewedOn,
                suspendedFrom,
                suspendedUntil,
                resumedOn,
                null,
                null,
                rowVersion);
    }

    Agreement reviewed(LocalDate completedOn) {
        require(status.isSigned(), "be reviewed");
        return copy(supervisee, status, livePair, inForceOn, completedOn, suspendedFrom, suspendedUntil);
    }

    Agreement suspended(LocalDate from, @Nullable LocalDate until) {
        require(status.isSigned(), "be suspended");
        return copy(supervisee, AgreementStatus.SUSPENDED, livePair, inForceOn, lastReviewedOn, from, until);
    }

    Agreement resumed(LocalDate today) {
        require(status == AgreementStatus.SUSPENDED, "be resumed");
        return new Agreement(
                id,
                supervisor,
                supervisee,
                AgreementStatus.IN_FORCE,
                livePair,
                createdAt,
                inForceOn,
                lastReviewedOn,
                null,
                null,
                today,
                null,
                null,
                rowVersion);
    }

    Agreement ended(LocalDate on, @Nullable EndReason reason) {
        require(status.isLive(), "end");
        return new Agreement(
                id,
                supervisor,
                supervisee,
                AgreementStatus.ENDED,
                null,
                createdAt,
                inForceOn,
                lastReviewedOn,
                null,
                null,
                resumedOn,
                on,
                reason,
                rowVersion);
    }

    Agreement notAgreed(LocalDate on) {
        return givenUp(AgreementStatus.NOT_AGREED, on);
    }

    Agreement discarded(LocalDate on) {
        return givenUp(AgreementStatus.DISCARDED, on);
    }

    private Agreement givenUp(AgreementStatus end, LocalDate on) {
        require(status == AgreementStatus.DRAFT, "be given up");
        return new Agreement(
                id, supervisor, supervisee, end, null, createdAt, null, null, null, null, null, on, null, rowVersion);
    }

    private Agreement copy(
            @Nullable String newSupervisee,
            AgreementStatus newStatus,
            @Nullable String newLivePair,
            @Nullable LocalDate newInForceOn,
            @Nullable LocalDate newLastReviewedOn,
            @Nullable LocalDate newSuspendedFrom,
            @Nullable LocalDate newSuspendedUntil) {
        return new Agreement(
                id,
                supervisor,
                newSupervisee,
                newStatus,
                newLivePair,
                createdAt,
                newInForceOn,
                newLastReviewedOn,
                newSuspendedFrom,
                newSuspendedUntil,
                resumedOn,
                null,
                null,
                rowVersion);
    }

    private void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalStateException("%s is %s and cannot %s".formatted(key(), status, what));
        }
    }
}
