package org.supervision.policy;

/**
 * Much follows from a closure day that was added: it is to be done in parts.
 *
 * @param key of the closure day, such as {@code CD-000012}
 */
public record ClosureDayBegun(String key) {}
