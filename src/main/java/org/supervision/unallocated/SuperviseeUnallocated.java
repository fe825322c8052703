package org.supervision.unallocated;

/**
 * Somebody has no supervisor and one is to be found (B8).
 *
 * @param key business key, such as {@code UA-000012}
 */
public record SuperviseeUnallocated(String key) {}
