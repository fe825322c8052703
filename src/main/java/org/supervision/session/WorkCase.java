package org.supervision.session;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A case or piece of work of a supervisee, by its reference only (B7).
 *
 * @param id the row id; null before the row exists
 * @param supervisee user id of whose it is
 * @param reference as in the case system
 * @param priority whether it needs attention at shorter intervals
 * @param addedOn London date on which it was first heard of
 * @param lastDiscussedOn London date of the last session in which it was discussed; null before the first
 * @param lastInDepthOn London date of the last session in which it was reviewed in depth; null before the first
 */
@Table("work_case")
public record WorkCase(
        @Id @Nullable Long id,
        String supervisee,
        String reference,
        boolean priority,
        LocalDate addedOn,
        @Nullable LocalDate lastDiscussedOn,
        @Nullable LocalDate lastInDepthOn) {

    static WorkCase unknown(String supervisee, String reference, LocalDate today) {
        return new WorkCase(null, supervisee, reference, false, today, null, null);
    }

    WorkCase discussed(LocalDate on, boolean inDepth, boolean newPriority) {
        return new WorkCase(
                id,
                supervisee,
                reference,
                newPriority,
                addedOn,
                later(lastDiscussedOn, on),
                inDepth ? later(lastInDepthOn, on) : lastInDepthOn);
    }

    private static LocalDate later(@Nullable LocalDate known, LocalDate on) {
        return known == null || known.isBefore(on) ? on : known;
    }

    long requireId() {
        return Objects.requireNonNull(id, "The case is not stored yet");
    }

    /** Since when it has waited to be discussed. */
    public LocalDate waitingSince() {
        return lastDiscussedOn == null ? addedOn : lastDiscussedOn;
    }
}
