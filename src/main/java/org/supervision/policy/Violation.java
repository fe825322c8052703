package org.supervision.policy;

/** A value that its type allows but the rules do not. */
class Violation extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String key;

    private Violation(String key, String problem) {
        super(problem);
        this.key = key;
    }

    static void when(boolean broken, String key, String problem) {
        if (broken) {
            throw new Violation(key, problem);
        }
    }

    String key() {
        return key;
    }
}
