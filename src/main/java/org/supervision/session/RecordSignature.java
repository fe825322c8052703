package org.supervision.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;

/**
 * What a party did with a version of a record (A6.2, A7.1); never changed afterwards.
 *
 * @param id the row id; null before the row exists
 * @param sessionId which session
 * @param versionNumber which version
 * @param signer user id
 * @param decision what he did
 * @param remark in words; null where he signed without
 * @param agendaAgreed whether he confirmed that the agenda was agreed at the beginning (A3.1)
 * @param contentSha256 SHA-256 of the very text
 * @param signedAt when
 */
@Table("record_signature")
public record RecordSignature(
        @Id @Nullable Long id,
        long sessionId,
        int versionNumber,
        String signer,
        SignatureDecision decision,
        @Nullable String remark,
        boolean agendaAgreed,
        @Column("content_sha256") String contentSha256,
        Instant signedAt) {}
