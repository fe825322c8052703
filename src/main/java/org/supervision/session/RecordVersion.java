package org.supervision.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;
import org.supervision.persistence.Documents;

/**
 * A record as it was written once; never changed afterwards, a correction is a new version.
 *
 * @param id the row id; null before the row exists
 * @param sessionId which session
 * @param versionNumber 1 for the first
 * @param author user id of who wrote it
 * @param writtenAt when
 * @param content {@link RecordContent} as a document
 * @param contentSha256 the document's SHA-256: what both sign
 */
@Table("record_version")
public record RecordVersion(
        @Id @Nullable Long id,
        long sessionId,
        int versionNumber,
        String author,
        Instant writtenAt,
        String content,
        @Column("content_sha256") String contentSha256) {

    static RecordVersion of(RecordContent record, String author, Instant at) {
        String document = Documents.write(record);
        return new RecordVersion(
                null,
                SupervisionSession.idOf(record.session()),
                record.version(),
                author,
                at,
                document,
                Documents.sha256(document));
    }

    /** What it says. */
    public RecordContent read() {
        return Documents.read(content, RecordContent.class);
    }
}
