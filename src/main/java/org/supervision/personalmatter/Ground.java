package org.supervision.personalmatter;

/** Why a personal matter is disclosed without the supervisee's agreement (A5.1). */
public enum Ground {
    RISK_TO_CHILD("Risk to a child"),
    RISK_TO_SELF("Risk to the supervisee"),
    FITNESS_TO_PRACTISE("Fitness to practise"),
    OTHER("Another reason");

    private final String words;

    Ground(String words) {
        this.words = words;
    }

    /** What people read. */
    public String words() {
        return words;
    }
}
