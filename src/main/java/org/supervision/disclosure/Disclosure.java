package org.supervision.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A disclosure from its request to the end of access. What is asked for is null while the request is being filled in.
 *
 * @param id the row id; null before the row exists
 * @param requestedBy user id
 * @param stepDueOn London date by whose end the step that it waits for is done
 * @param explanation why, in the requester's words
 * @param recipient on whose behalf the reader reads
 * @param sessionsFrom London date of the first session
 * @param sessionsTo London date of the last session
 * @param viewer user id of the one who reads
 * @param accessUntil London date by whose end access ends
 * @param noticeOn London date on which both parties are told; null: when it is released
 * @param noticedAt when they were told
 * @param closedAt when access ended, or when it was settled that there is none
 */
@Table("disclosure")
public record Disclosure(
        @Id @Nullable Long id,
        DisclosureState state,
        String requestedBy,
        Instant requestedAt,
        LocalDate stepDueOn,
        @Nullable Purpose purpose,
        @Nullable Basis basis,
        @Nullable String explanation,
        @Nullable String recipient,
        @Nullable Long agreementId,
        @Nullable LocalDate sessionsFrom,
        @Nullable LocalDate sessionsTo,
        @Nullable String viewer,
        @Nullable LocalDate accessUntil,
        @Nullable LocalDate noticeOn,
        @Nullable Instant noticedAt,
        @Nullable Instant releasedAt,
        @Nullable Instant closedAt,
        @Version int rowVersion) {

    private static final String KEY = "DI-%06d";
    private static final int PREFIX = 3;

    static Disclosure begun(String by, Instant at, LocalDate requestBy) {
        return new Disclosure(
                null,
                DisclosureState.DRAFT,
                by,
                at,
                requestBy,
                null,
                null,
                null,
                null,
                null,
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

    /** Whether this is the key of a disclosure. */
    public static boolean isKey(String key) {
        return key.matches("DI-\\d{6,18}");
    }

    /** The row id behind a key such as {@code DI-000012}. */
    public static long idOf(String key) {
        if (!isKey(key)) {
            throw new IllegalArgumentException("Not the key of a disclosure");
        }
        return Long.parseLong(key.substring(PREFIX));
    }

    /** The business key. */
    public String key() {
        return KEY.formatted(requireId());
    }

    /** The row id of a stored disclosure. */
    public long requireId() {
        return Objects.requireNonNull(id, "The disclosure is not stored yet");
    }

    /** Whose records; only once it is requested. */
    public long requireAgreementId() {
        return Objects.requireNonNull(agreementId, "Not requested yet");
    }

    /** On which basis; only once it is decided. */
    public Basis requireBasis() {
        return Objects.requireNonNull(basis, "The basis is not decided yet");
    }

    /** Who reads; only once it is requested. */
    public String requireViewer() {
        return Objects.requireNonNull(viewer, "Not requested yet");
    }

    /** Until when; only once it is requested. */
    public LocalDate requireAccessUntil() {
        return Objects.requireNonNull(accessUntil, "Not requested yet");
    }

    Disclosure requested(DisclosureRequest request) {
        return new Disclosure(
                id,
                state,
                requestedBy,
                requestedAt,
                stepDueOn,
                request.purpose(),
                basis,
                request.explanation(),
                request.recipient(),
                request.agreementId(),
                request.from(),
                request.to(),
                request.viewer(),
                request.accessUntil(),
                noticeOn,
                noticedAt,
                releasedAt,
                closedAt,
                rowVersion);
    }

    Disclosure onBasis(Basis newBasis) {
        return new Disclosure(
                id,
                state,
                requestedBy,
                requestedAt,
                stepDueOn,
                purpose,
                newBasis,
                explanation,
                recipient,
                agreementId,
                sessionsFrom,
                sessionsTo,
                viewer,
                accessUntil,
                noticeOn,
                noticedAt,
                releasedAt,
                closedAt,
                rowVersion);
    }

    Disclosure waitingFor(DisclosureState newState, LocalDate by) {
        return new Disclosure(
                id,
                newState,
                requestedBy,
                requestedAt,
                by,
                purpose,
                basis,
                explanation,
                recipient,
                agreementId,
                sessionsFrom,
                sessionsTo,
                viewer,
                accessUntil,
                noticeOn,
                noticedAt,
                releasedAt,
                closedAt,
                rowVersion);
    }

    Disclosure authorised(String newViewer, LocalDate newAccessUntil, @Nullable LocalDate newNoticeOn) {
        return new Disclosure(
                id,
                state,
                requestedBy,
                requestedAt,
                stepDueOn,
                purpose,
                basis,
                explanation,
                recipient,
                agreementId,
                sessionsFrom,
                sessionsTo,
                newViewer,
                newAccessUntil,
                newNoticeOn,
                noticedAt,
                releasedAt,
                closedAt,
                rowVersion);
    }

    Disclosure released(Instant at) {
        return new Disclosure(
                id,
                DisclosureState.RELEASED,
                requestedBy,
                requestedAt,
                stepDueOn,
                purpose,
                basis,
                explanation,
                recipient,
                agreementId,
                sessionsFrom,
                sessionsTo,
                viewer,
                accessUntil,
                noticeOn,
                noticedAt,
                at,
                closedAt,
                rowVersion);
    }

    Disclosure noticed(Instant at) {
        return new Disclosure(
                id,
                state,
                requestedBy,
                requestedAt,
                stepDueOn,
                purpose,
                basis,
                explanation,
                recipient,
                agreementId,
                sessionsFrom,
                sessionsTo,
                viewer,
                accessUntil,
                noticeOn,
                at,
                releasedAt,
                closedAt,
                rowVersion);
    }

    Disclosure closed(DisclosureState newState, Instant at) {
        return new Disclosure(
                id,
                newState,
                requestedBy,
                requestedAt,
                stepDueOn,
                purpose,
                basis,
                explanation,
                recipient,
                agreementId,
                sessionsFrom,
                sessionsTo,
                viewer,
                accessUntil,
                noticeOn,
                noticedAt,
                releasedAt,
                at,
                rowVersion);
    }
}
