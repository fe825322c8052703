package org.supervision.disagreement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;
import org.supervision.agreement.Party;

/**
 * What one of the two said when they tried to resolve a disagreement (A7.2).
 *
 * @param id the row id; null before the row exists
 * @param ownPosition what this party holds now
 * @param proposal what this party proposes; null where it proposes nothing
 * @param resolved whether it is resolved for this party
 */
@Table("disagreement_attempt")
public record DisagreementAttempt(
        @Id @Nullable Long id,
        long referralId,
        Party party,
        String writtenBy,
        Instant writtenAt,
        String ownPosition,
        @Nullable String proposal,
        boolean resolved) {}
