package org.supervision.people;

/**
 * Published inside the transaction that changed the directory, where so much follows from it that it is set up in parts
 * afterwards.
 *
 * @param key of the import, such as {@code PI-000012}
 */
public record ImportBegun(String key) {}
