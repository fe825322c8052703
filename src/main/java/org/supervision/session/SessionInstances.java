package org.supervision.session;

import java.util.Set;

/** The engine's part in a session's life: one instance for each, under the session's key. */
public interface SessionInstances {

    /** Starts the life of a session that was just booked. */
    void start(String sessionKey);

    /** The keys of all sessions whose life goes on. */
    Set<String> running();

    /** Whether the life of a session goes on. */
    boolean isRunning(String sessionKey);

    /** Starts at the record: the session is now known to have been held. */
    void startHeldLate(String sessionKey);

    /** Goes on at the new time of a session that was moved by somebody who has no task in it. */
    void moved(String sessionKey);

    /** Gives the open tasks of whoever holds a session to the person who holds it now. */
    void handOver(String sessionKey, String from, String to);

    /** Ends the life of a session that fell away with its agreement. */
    void end(String sessionKey);
}
