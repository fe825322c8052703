package org.supervision.subjectaccess;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;
import org.supervision.persistence.Documents;

/**
 * A request for somebody's own data, from the day it was received to the end of the download. What is asked for is null
 * while the request is being filled in. Days are London dates; what is due on one is due by its end.
 *
 * @param id the row id; null before the row exists
 * @param requestedBy user id of the records officer who took it in
 * @param requestDueOn when it is filled in
 * @param subject user id of the person whose data it is
 * @param identityCheck how it was checked that it is they who ask
 * @param reference by which the person or the council knows it
 * @param dueOn when it is answered
 * @param extensionReason why it takes longer; null where it does not
 * @param overdueAt when somebody was told that it is late
 * @param decisions {@link ItemRows} as a document
 * @param releasedBy user id of the records officer who answered it
 * @param downloadUntil last day of the download
 * @param closedAt when the download ended, or when it was settled that there is none
 */
@Table("subject_access")
public record SubjectAccess(
        @Id @Nullable Long id,
        SubjectAccessState state,
        String requestedBy,
        Instant requestedAt,
        LocalDate requestDueOn,
        @Nullable String subject,
        @Nullable LocalDate receivedOn,
        @Nullable String identityCheck,
        @Nullable String reference,
        @Nullable LocalDate dueOn,
        @Nullable String extensionReason,
        @Nullable Instant extendedAt,
        @Nullable Instant overdueAt,
        @Nullable String decisions,
        @Nullable String releasedBy,
        @Nullable Instant releasedAt,
        @Nullable LocalDate downloadUntil,
        @Nullable Instant closedAt,
        @Version int rowVersion) {

    private static final String KEY = "SA-%06d";
    private static final int PREFIX = 3;

    static SubjectAccess begun(String by, Instant at, LocalDate fillInBy) {
        return new SubjectAccess(
                null,
                SubjectAccessState.DRAFT,
                by,
                at,
                fillInBy,
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

    /** Whether this is the key of such a request. */
    public static boolean isKey(String key) {
        return key.matches("SA-\\d{6,18}");
    }

    /** The row id behind a key such as {@code SA-000012}. */
    public static long idOf(String key) {
        if (!isKey(key)) {
            throw new IllegalArgumentException("Not the key of a subject access request");
        }
        return Long.parseLong(key.substring(PREFIX));
    }

    /** The business key. */
    public String key() {
        return KEY.formatted(requireId());
    }

    /** The row id of a stored request. */
    public long requireId() {
        return Objects.requireNonNull(id, "The request is not stored yet");
    }

    /** Whose data; only once it is filled in. */
    public String requireSubject() {
        return Objects.requireNonNull(subject, "Not filled in yet");
    }

    /** When it was received; only once it is filled in. */
    public LocalDate requireReceivedOn() {
        return Objects.requireNonNull(receivedOn, "Not filled in yet");
    }

    /** When it is to be answered; only once it is filled in. */
    public LocalDate requireDueOn() {
        return Objects.requireNonNull(dueOn, "Not filled in yet");
    }

    /** The last day of the download; only once it is released. */
    public LocalDate requireDownloadUntil() {
        return Objects.requireNonNull(downloadUntil, "Not released yet");
    }

    /** What was decided so far. */
    List<ItemRow> rows() {
        return decisions == null
                ? List.of()
                : Documents.read(decisions, ItemRows.class).rows();
    }

    SubjectAccess requested(
            String newSubject,
            LocalDate newReceivedOn,
            String newIdentityCheck,
            @Nullable String newReference,
            LocalDate newDueOn) {
        return new SubjectAccess(
                id,
                SubjectAccessState.OPEN,
                requestedBy,
                requestedAt,
                requestDueOn,
                newSubject,
                newReceivedOn,
                newIdentityCheck,
                newReference,
                newDueOn,
                extensionReason,
                extendedAt,
                overdueAt,
                decisions,
                releasedBy,
                releasedAt,
                downloadUntil,
                closedAt,
                rowVersion);
    }

    SubjectAccess extended(LocalDate newDueOn, String reason, Instant at, List<ItemRow> rows) {
        return new SubjectAccess(
                id,
                state,
                requestedBy,
                requestedAt,
                requestDueOn,
                subject,
                receivedOn,
                identityCheck,
                reference,
                newDueOn,
                reason,
                at,
                overdueAt,
                Documents.write(new ItemRows(rows)),
                releasedBy,
                releasedAt,
                downloadUntil,
                closedAt,
                rowVersion);
    }

    SubjectAccess overdue(Instant at) {
        return new SubjectAccess(
                id,
                state,
                requestedBy,
                requestedAt,
                requestDueOn,
                subject,
                receivedOn,
                identityCheck,
                reference,
                dueOn,
                extensionReason,
                extendedAt,
                at,
                decisions,
                releasedBy,
                releasedAt,
                downloadUntil,
                closedAt,
                rowVersion);
    }

    SubjectAccess decided(List<ItemRow> rows, String by) {
        return new SubjectAccess(
                id,
                state,
                requestedBy,
                requestedAt,
                requestDueOn,
                subject,
                receivedOn,
                identityCheck,
                reference,
                dueOn,
                extensionReason,
                extendedAt,
                overdueAt,
                Documents.write(new ItemRows(rows)),
                by,
                releasedAt,
                downloadUntil,
                closedAt,
                rowVersion);
    }

    SubjectAccess released(Instant at, LocalDate until) {
        return new SubjectAccess(
                id,
                SubjectAccessState.RELEASED,
                requestedBy,
                requestedAt,
                requestDueOn,
                subject,
                receivedOn,
                identityCheck,
                reference,
                dueOn,
                extensionReason,
                extendedAt,
                overdueAt,
                decisions,
                releasedBy,
                at,
                until,
                closedAt,
                rowVersion);
    }

    SubjectAccess closed(SubjectAccessState newState, Instant at) {
        return new SubjectAccess(
                id,
                newState,
                requestedBy,
                requestedAt,
                requestDueOn,
                subject,
                receivedOn,
                identityCheck,
                reference,
                dueOn,
                extensionReason,
                extendedAt,
                overdueAt,
                decisions,
                releasedBy,
                releasedAt,
                downloadUntil,
                at,
                rowVersion);
    }
}
