package org.supervision.unallocated;

/**
 * Whoever was to follow does not: the manager is to allocate somebody else.
 *
 * @param key business key, such as {@code UA-000012}
 */
public record AllocationFailed(String key) {}
