package org.supervision.subjectaccess;

import org.jspecify.annotations.Nullable;

/**
 * What was decided of an item.
 *
 * @param id the item's
 * @param decision null while it is not decided
 * @param blackOut words to black out in it, one passage a line
 */
public record ItemRow(
        @Nullable String id,
        @Nullable ItemDecision decision,
        @Nullable String blackOut) {

    ItemRow withoutWords() {
        return new ItemRow(id, decision, null);
    }
}
