package org.supervision.audit;

/** An answer to one of an audit's questions. */
public enum Verdict {
    YES("Yes"),
    NO("No"),
    NOT_APPLICABLE("Not applicable");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** What people read. */
    public String words() {
        return words;
    }
}
