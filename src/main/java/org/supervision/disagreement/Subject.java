package org.supervision.disagreement;

/**
 * Something that a disagreement can be raised about.
 *
 * @param key business key of an agreement, or of the session of a record
 * @param words what it is, as people read it
 */
public record Subject(String key, String words) {}
