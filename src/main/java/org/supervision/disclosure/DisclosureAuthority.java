package org.supervision.disclosure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * What the Service Manager decided (A6.3, B6).
 *
 * @param id the row id; null before the row exists
 * @param scope what may be shown; null where it was refused
 * @param noticeReason why both parties are told later; null where they are told at once
 */
@Table("disclosure_authority")
public record DisclosureAuthority(
        @Id @Nullable Long id,
        long disclosureId,
        boolean granted,
        String reason,
        @Nullable String scope,
        @Nullable String noticeReason,
        String decidedBy,
        Instant decidedAt) {}
