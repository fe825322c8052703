package org.supervision.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A disclosure from its request to the end of access. What is asked for is null while the request is being filled in.
 *
 * @param id the row id; null before the row exists
 * @param requestedBy user id
 * @param explanation why, in the requester's words
 * @param recipient on whose behalf the reader reads
 * @param sessionsFrom London date of the first session
 * @param sessionsTo London date of the last session
 * @param viewer user id of the one who reads
 * @param accessUntil London date by whose end access ends
 * @param noticeOn London date on which both parties are told; null: when it is released
 * @param progress where it stands
 */
@Table("disclosure")
public record Disclosure(
        @Id @Nullable Long id,
        String requestedBy,
        Instant requestedAt,
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
        @Embedded.Empty DisclosureProgress progress,
        @Version int rowVersion) {

    private static final String KEY = "DI-%06d";
    private static final int PREFIX = 3;

    static Disclosure begun(String by, Instant at, LocalDate requestBy) {
        return new Disclosure(
                null,
                by,
                at,
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
                DisclosureProgress.begun(requestBy),
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

    /** Where it stands. */
    public DisclosureState state() {
        return progress.state();
    }

    /** The London date by whose end the step that it waits for is done. */
    public LocalDate stepDueOn() {
        return progress.stepDueOn();
    }

    /** When both parties were told. */
    public @Nullable Instant noticedAt() {
        return progress.noticedAt();
    }

    /** When it was opened to its reader. */
    public @Nullable Instant releasedAt() {
        return progress.releasedAt();
    }

    Disclosure requested(DisclosureRequest request) {
        return new Disclosure(
                id,
                requestedBy,
                requestedAt,
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
                progress,
                rowVersion);
    }

    Disclosure onBasis(Basis newBasis) {
        return new Disclosure(
                id,
                requestedBy,
                requestedAt,
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
                progress,
                rowVersion);
    }

    Disclosure authorised(String newViewer, LocalDate newAccessUntil, @Nullable LocalDate newNoticeOn) {
        return new Disclosure(
                id,
                requestedBy,
                requestedAt,
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
                progress,
                rowVersion);
    }

    private Disclosure with(DisclosureProgress newProgress) {
        return new Disclosure(
                id,
                requestedBy,
                requestedAt,
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
                newProgress,
                rowVersion);
    }

    Disclosure waitingFor(DisclosureState next, LocalDate by) {
        return with(progress.waitingFor(next, by));
    }

    Disclosure released(Instant at) {
        return with(progress.released(at));
    }

    Disclosure noticed(Instant at) {
        return with(progress.noticed(at));
    }

    Disclosure closed(DisclosureState end, Instant at) {
        return with(progress.closed(end, at));
    }
}
