package org.supervision.disclosure;

/**
 * Somebody has ended the reader's access before its day.
 *
 * @param disclosureKey such as {@code DI-000012}
 */
public record AccessTakenBack(String disclosureKey) {}
