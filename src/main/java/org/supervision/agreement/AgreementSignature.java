package org.supervision.agreement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Column;

/**
 * A party's signature under a term.
 *
 * @param party on which side
 * @param signer user id
 * @param signerName the name as it was then
 * @param textSha256 SHA-256 of the very text that was signed
 * @param signedAt when
 */
public record AgreementSignature(
        @Id @Nullable Long id,
        long termId,
        Party party,
        String signer,
        String signerName,
        @Column("text_sha256") String textSha256,
        Instant signedAt) {}
