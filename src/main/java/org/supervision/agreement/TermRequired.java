package org.supervision.agreement;

/**
 * A term has been opened otherwise than by its supervisor, and its process is to start. Published inside the transaction.
 *
 * @param termKey the new term, such as {@code AG-000123/T2}
 */
public record TermRequired(String termKey) {}
