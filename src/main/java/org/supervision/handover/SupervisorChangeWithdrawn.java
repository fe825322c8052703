package org.supervision.handover;

/**
 * A change of supervisor is not wanted any more, or was replaced by another.
 *
 * @param key business key, such as {@code CS-000012}
 */
public record SupervisorChangeWithdrawn(String key) {}
