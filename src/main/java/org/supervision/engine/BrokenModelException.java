package org.supervision.engine;

import java.util.List;

/** The models cannot be run as they are; the message names each file and element. */
public class BrokenModelException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenModelException(List<String> findings) {
        super("The models are broken:\n  " + String.join("\n  ", findings));
    }
}
