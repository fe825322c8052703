package org.supervision.agreement;

/**
 * A further term has been opened and its process is to start. Published inside the transaction.
 *
 * @param termKey the new term, such as {@code AG-000123/T2}
 */
public record TermRequired(String termKey) {}
