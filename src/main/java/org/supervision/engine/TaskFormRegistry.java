package org.supervision.engine;

import java.util.Set;

/** Knows which user tasks have a form in code. */
public interface TaskFormRegistry {

    /** The ids of those user tasks. */
    Set<String> tasks();
}
