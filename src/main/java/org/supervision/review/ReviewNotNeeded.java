package org.supervision.review;

/**
 * The agreement under review has ended. Published inside the transaction.
 *
 * @param termKey the term under review, such as {@code AG-000123/T1}
 */
public record ReviewNotNeeded(String termKey) {}
