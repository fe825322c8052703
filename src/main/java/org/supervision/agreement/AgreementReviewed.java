package org.supervision.agreement;

/**
 * Both have agreed on the outcome of a review, and the agreement goes on: the next is due six months later (B9, C26).
 * Published inside the transaction.
 *
 * @param termKey the term in force, such as {@code AG-000123/T1}
 */
public record AgreementReviewed(String termKey) {}
