package org.supervision.policy;

/** Knows how the attempts to do what follows from a closure day went. */
@FunctionalInterface
public interface ClosureAttempts {

    /** Whether one has failed so often that it is not made again by itself; nobody is to wait for it. */
    boolean areGivenUp(String key);
}
