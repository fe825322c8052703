package org.supervision.disclosure;

/** The decision table {@code disclosure-basis.dmn} (D5). */
@FunctionalInterface
public interface DisclosureTable {

    /** The basis on which records may be shown for this purpose. */
    Basis basisOf(Purpose purpose);
}
