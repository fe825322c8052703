package org.supervision.subjectaccess;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
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
 * @param extensionReason why it takes longer; null where it does not
 * @param decisions {@link ItemRows} as a document
 * @param releasedBy user id of the records officer who answered it
 */
@Table("subject_access")
public record SubjectAccess(
        @Id @Nullable Long id,
        String requestedBy,
        Instant requestedAt,
        LocalDate requestDueOn,
        @Nullable String subject,
        @Nullable LocalDate receivedOn,
        @Nullable String identityCheck,
        @Nullable String reference,
        @Nullable String extensionReason,
        @Nullable String decisions,
        @Nullable String releasedBy,
        @Embedded.Empty SubjectAccessProgress progress,
        @Version int rowVersion) {

    private static final String KEY = "SA-%06d";
    private static final int PREFIX = 3;

    static SubjectAccess begun(String by, Instant at, LocalDate fillInBy) {
        return new SubjectAccess(
                null, by, at, fillInBy, null, null, null, null, null, null, null, SubjectAccessProgress.BEGUN, 0);
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
        return Objects.requireNonNull(progress.dueOn(), "Not filled in yet");
    }

    /** The last day of the download; only once it is released. */
    public LocalDate requireDownloadUntil() {
        return Objects.requireNonNull(progress.downloadUntil(), "Not released yet");
    }

    /** How far it is. */
    public SubjectAccessState state() {
        return progress.state();
    }

    /** When it was put off; null where it was not. */
    public @Nullable Instant extendedAt() {
        return progress.extendedAt();
    }

    /** When somebody was told that it is late; null before. */
    public @Nullable Instant overdueAt() {
        return progress.overdueAt();
    }

    /** When it was answered; null before. */
    public @Nullable Instant releasedAt() {
        return progress.releasedAt();
    }

    /** When the download ended, or when it was settled that there is none; null before. */
    public @Nullable Instant closedAt() {
        return progress.closedAt();
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
                requestedBy,
                requestedAt,
                requestDueOn,
                newSubject,
                newReceivedOn,
                newIdentityCheck,
                newReference,
                extensionReason,
                decisions,
                releasedBy,
                progress.opened(newDueOn),
                rowVersion);
    }

    SubjectAccess extended(LocalDate newDueOn, String reason, Instant at, List<ItemRow> rows) {
        return with(progress.extended(newDueOn, at), reason, Documents.write(new ItemRows(rows)), releasedBy);
    }

    SubjectAccess overdue(Instant at) {
        return with(progress.overdue(at), extensionReason, decisions, releasedBy);
    }

    SubjectAccess decided(List<ItemRow> rows, String by) {
        return with(progress, extensionReason, Documents.write(new ItemRows(rows)), by);
    }

    SubjectAccess released(Instant at, LocalDate until) {
        return with(progress.released(at, until), extensionReason, decisions, releasedBy);
    }

    SubjectAccess closed(SubjectAccessState newState, Instant at) {
        return with(progress.closed(newState, at), extensionReason, decisions, releasedBy);
    }

    private SubjectAccess with(
            SubjectAccessProgress newProgress,
            @Nullable String newExtensionReason,
            @Nullable String newDecisions,
            @Nullable String newReleasedBy) {
        return new SubjectAccess(
                id,
                requestedBy,
                requestedAt,
                requestDueOn,
                subject,
                receivedOn,
                identityCheck,
                reference,
                newExtensionReason,
                newDecisions,
                newReleasedBy,
                newProgress,
                rowVersion);
    }
}
