package org.supervision.handover;

/**
 * The directory of people asks for a change of supervisor.
 *
 * @param key business key, such as {@code CS-000012}
 */
public record SupervisorChangePlanned(String key) {}
