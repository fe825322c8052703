package org.supervision.disclosure;

/**
 * A party has withdrawn the agreement to a disclosure before anything was released (A6.2).
 *
 * @param disclosureKey such as {@code DI-000012}
 */
public record ConsentTakenBack(String disclosureKey) {}
