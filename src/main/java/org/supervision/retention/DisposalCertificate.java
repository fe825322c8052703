package org.supervision.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;
import org.supervision.persistence.Documents;

/**
 * What is left of a file that was disposed of: ids, dates, counts and hashes, and not a word of what it said.
 *
 * @param id the row id; null before the row exists
 * @param contents rows by table, as JSON
 * @param signedSha256 over the hashes of everything in it that was signed, in order
 * @param certificateSha256 over everything else here, so that a printed certificate can be compared
 */
@Table("disposal_certificate")
public record DisposalCertificate(
        @Id @Nullable Long id,
        long agreementId,
        String supervisor,
        @Nullable String supervisee,
        LocalDate beganOn,
        LocalDate endedOn,
        LocalDate dueOn,
        String reviewedBy,
        Instant reviewedAt,
        String approvedBy,
        Instant approvedAt,
        Instant disposedAt,
        String contents,
        String signedSha256,
        String certificateSha256) {

    /** The row id of a stored certificate. */
    public long requireId() {
        return Objects.requireNonNull(id, "The certificate is not stored yet");
    }

    /** The certificate with its hash. */
    static DisposalCertificate of(
            DueFile file,
            DisposalList list,
            LocalDate dueOn,
            Instant disposedAt,
            String contents,
            String signedSha256) {
        DisposalCertificate bare = new DisposalCertificate(
                null,
                file.agreementId(),
                file.supervisor(),
                file.supervisee(),
                file.beganOn(),
                file.endedOn(),
                dueOn,
                Objects.requireNonNull(list.reviewedBy()),
                Objects.requireNonNull(list.reviewedAt()),
                Objects.requireNonNull(list.approvedBy()),
                Objects.requireNonNull(list.approvedAt()),
                disposedAt,
                contents,
                signedSha256,
                "");
        return bare.with(bare.hash());
    }

    /** Whether it says what it said when it was made. */
    public boolean isIntact() {
        return certificateSha256.equals(hash());
    }

    private DisposalCertificate with(String hash) {
        return new DisposalCertificate(
                id,
                agreementId,
                supervisor,
                supervisee,
                beganOn,
                endedOn,
                dueOn,
                reviewedBy,
                reviewedAt,
                approvedBy,
                approvedAt,
                disposedAt,
                contents,
                signedSha256,
                hash);
    }

    private String hash() {
        return Documents.sha256(String.join(
                "\n", // in none of the parts
                Long.toString(agreementId),
                supervisor,
                String.valueOf(supervisee),
                beganOn.toString(),
                endedOn.toString(),
                dueOn.toString(),
                reviewedBy,
                reviewedAt.toString(),
                approvedBy,
                approvedAt.toString(),
                disposedAt.toString(),
                contents,
                signedSha256));
    }
}
