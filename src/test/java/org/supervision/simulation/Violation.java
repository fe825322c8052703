package org.supervision.simulation;

/**
 * Something that must never be.
 *
 * @param invariant name of what does not hold
 * @param clause of the two documents, the requirements or the rules of reliability
 * @param found what was found instead
 */
public record Violation(String invariant, String clause, String found) {

    @Override
    public String toString() {
        return invariant + " (" + clause + "): " + found;
    }
}
