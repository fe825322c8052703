package org.supervision.review;

/**
 * A review has been opened and its process is to start. Published inside the transaction.
 *
 * @param termKey the term under review, such as {@code AG-000123/T1}
 */
public record ReviewStarted(String termKey) {}
