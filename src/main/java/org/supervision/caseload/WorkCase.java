package org.supervision.caseload;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A case or piece of work of a supervisee, by its reference and initials only (B7).
 *
 * @param id the row id; null before the row exists
 * @param supervisee user id of whose it is
 * @param reference as in the case system; see {@link CaseReference}
 * @param initials of the person whom it is about; null where nobody gave any
 * @param caseType what it is
 * @param priority whether it needs attention at shorter intervals
 * @param openedOn London date from which it is the supervisee's
 * @param closedOn London date of its last day; null while it is open
 * @param lastDiscussedOn London date of the last held session whose distributed record has it; null before the first
 * @param lastInDepthOn the same for the last one in which it was reviewed in depth
 */
@Table("work_case")
public record WorkCase(
        @Id @Nullable Long id,
        String supervisee,
        String reference,
        @Nullable String initials,
        CaseType caseType,
        boolean priority,
        LocalDate openedOn,
        @Nullable LocalDate closedOn,
        @Nullable LocalDate lastDiscussedOn,
        @Nullable LocalDate lastInDepthOn) {

    static WorkCase unknown(String supervisee, String reference, LocalDate today) {
        return new WorkCase(null, supervisee, reference, null, CaseType.CASE, false, today, null, null, null);
    }

    static WorkCase of(String supervisee, CaseLine line) {
        return unknown(supervisee, line.reference(), line.openedOn()).changed(line);
    }

    /** The same case with what a line of the register says of it; the reference stays. */
    WorkCase changed(CaseLine line) {
        return new WorkCase(
                id,
                supervisee,
                reference,
                line.initials(),
                line.caseType(),
                line.priority(),
                line.openedOn(),
                line.closedOn(),
                lastDiscussedOn,
                lastInDepthOn);
    }

    /** As a record has it: open on the session's day, and a priority or none. */
    WorkCase discussed(boolean newPriority, LocalDate day) {
        return new WorkCase(
                id,
                supervisee,
                reference,
                initials,
                caseType,
                newPriority,
                openedOn,
                closedOn != null && closedOn.isBefore(day) ? null : closedOn,
                lastDiscussedOn,
                lastInDepthOn);
    }

    WorkCase reviewed(@Nullable LocalDate discussed, @Nullable LocalDate inDepth) {
        return new WorkCase(
                id, supervisee, reference, initials, caseType, priority, openedOn, closedOn, discussed, inDepth);
    }

    /** The row id of a stored case. */
    public long requireId() {
        return Objects.requireNonNull(id, "The case is not stored yet");
    }

    /** Whether it is the supervisee's on this London date. */
    public boolean isOpenOn(LocalDate day) {
        return !day.isBefore(openedOn) && (closedOn == null || !day.isAfter(closedOn));
    }

    /** Since when it has waited to be discussed. */
    public LocalDate waitingSince() {
        return lastDiscussedOn == null ? openedOn : lastDiscussedOn;
    }

    /** What the register says of it. */
    public CaseLine line() {
        return new CaseLine(reference, initials, caseType, priority, openedOn, closedOn);
    }
}
