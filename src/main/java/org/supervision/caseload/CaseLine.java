package org.supervision.caseload;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What people write in the register of cases: on its page, and in a line of its file (B7).
 *
 * @param reference as in the case system
 * @param initials up to four letters; null for none
 * @param caseType what it is
 * @param priority whether it needs attention at shorter intervals
 * @param openedOn first London date
 * @param closedOn last London date; null while open
 */
public record CaseLine(
        String reference,
        @Nullable String initials,
        CaseType caseType,
        boolean priority,
        LocalDate openedOn,
        @Nullable LocalDate closedOn) {}
