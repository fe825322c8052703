package org.supervision.agreement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** Who discarded the draft of a term that nobody wanted, when and why. */
@Table("agreement_draft_discard")
record DraftDiscard(@Id @Nullable Long id, long termId, String reason, String discardedBy, Instant discardedAt) {}
