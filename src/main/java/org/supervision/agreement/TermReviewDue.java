package org.supervision.agreement;

import java.time.LocalDate;

/**
 * A review of a term is to begin, because it falls due soon or because a party asked for it (B9). Published inside the
 * transaction.
 *
 * @param termKey the term under review, such as {@code AG-000123/T1}
 * @param dueOn the London date by whose end the review is to be held
 */
public record TermReviewDue(String termKey, LocalDate dueOn) {}
