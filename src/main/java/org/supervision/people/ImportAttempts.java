package org.supervision.people;

/** Knows how the attempts to set up what follows from an import went. */
public interface ImportAttempts {

    /** Whether one has failed so often that it is not made again by itself; another import may put right why. */
    boolean areGivenUp(String key);
}
