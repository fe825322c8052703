package org.supervision.engine;

import org.jspecify.annotations.Nullable;

/** What the engine last threw in this thread: some of its REST's resources answer with the message of it alone. */
final class LastFailure {

    private static final ThreadLocal<RuntimeException> LAST = new ThreadLocal<>();

    private LastFailure() {}

    static void note(RuntimeException thrown) {
        LAST.set(thrown);
    }

    /** And forgets it. */
    static @Nullable RuntimeException take() {
        RuntimeException last = LAST.get();
        LAST.remove();
        return last;
    }
}
