package org.supervision.disclosure;

/** What records are asked for; the decision table makes a {@link Basis} of it. */
public enum Purpose {
    CASEWORK_DECISION("Decisions on cases"),
    NEW_LINE_MANAGER("A new line manager"),
    OWN_DATA("A person's own data"),
    PERFORMANCE("Performance"),
    CONDUCT("Conduct"),
    DISCIPLINARY("A disciplinary matter"),
    COURT("A court"),
    TRIBUNAL("A tribunal"),
    SERIOUS_INCIDENT("A serious-incident review"),
    INSPECTION("An inspection"),
    OTHER("Another purpose");

    private final String words;

    Purpose(String words) {
        this.words = words;
    }

    /** What people read. */
    public String words() {
        return words;
    }
}
