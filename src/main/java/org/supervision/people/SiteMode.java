package org.supervision.people;

/** Where somebody works: in the field, or in shifts in a home. */
public enum SiteMode {
    FIELDWORK,
    RESIDENTIAL
}
