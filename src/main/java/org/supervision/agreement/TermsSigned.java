package org.supervision.agreement;

/**
 * Both have signed a term, so nobody need be chased for it. Published inside the transaction.
 *
 * @param termKey the term, such as {@code AG-000123/T1}
 */
public record TermsSigned(String termKey) {}
