package org.supervision.agreement;

import java.util.Set;

/** The engine's part in a term's life: one instance for each, under the term's key. */
public interface TermInstances {

    /** The keys of all terms whose life goes on. */
    Set<String> running();

    /** Whether the life of a term goes on. */
    boolean isRunning(String termKey);

    /**
     * Gives a term that is in force an instance again, past its signing.
     *
     * @param suspended whether the agreement is suspended now
     */
    void takeUp(String termKey, boolean suspended);
}
