package org.supervision.disagreement;

/**
 * The manager before whom a disagreement is has left, and nobody may decide it in their place.
 *
 * @param key such as {@code DR-000012}
 */
public record DeciderLost(String key) {}
