package org.supervision.disclosure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;
import org.supervision.persistence.Documents;

/**
 * What the reader of a disclosure sees, as it was prepared once.
 *
 * @param id the row id; null before the row exists
 * @param content {@link BundleContent} as a document, without what was blacked out
 */
@Table("disclosure_bundle")
public record DisclosureBundle(
        @Id @Nullable Long id,
        long disclosureId,
        String content,
        @Column("content_sha256") String contentSha256,
        String preparedBy,
        Instant preparedAt) {

    static DisclosureBundle of(long disclosureId, BundleContent content, String by, Instant at) {
        String document = Documents.write(content);
        return new DisclosureBundle(null, disclosureId, document, Documents.sha256(document), by, at);
    }

    /** What it says. */
    public BundleContent read() {
        return Documents.read(content, BundleContent.class);
    }
}
