package org.supervision.agreement;

/**
 * Both have signed the next term, so this one no longer counts. Published inside the transaction.
 *
 * @param termKey the old term, such as {@code AG-000123/T1}
 */
public record TermRenewed(String termKey) {}
