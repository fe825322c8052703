package org.supervision.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * What became of an action between sessions (B5, F53), or that it passed on to somebody else (B6).
 *
 * @param id the row id; null before the row exists
 * @param actionId which action
 * @param state where it stands since
 * @param note in the owner's words; null where there are none
 * @param notedBy user id of its owner until then
 * @param notedAt when
 * @param passedTo user id of its owner from then on; null where that stays the same
 */
@Table("action_event")
public record ActionEvent(
        @Id @Nullable Long id,
        long actionId,
        ActionState state,
        @Nullable String note,
        String notedBy,
        Instant notedAt,
        @Nullable String passedTo) {}
