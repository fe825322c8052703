package org.supervision.agreement;

/**
 * What somebody was about to change has ended. Published inside the transaction.
 *
 * @param key under which the change began: the agreement's, such as {@code AG-000123}, or its own, such as
 *     {@code CH-000012}
 */
public record NothingToChange(String key) {}
