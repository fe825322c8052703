package org.supervision.agreement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** The line manager's decision on terms that the two could not agree on. */
@Table("agreement_terms_ruling")
record TermsRuling(
        @Id @Nullable Long id, long termId, Ruling ruling, String reason, String decidedBy, Instant decidedAt) {}
