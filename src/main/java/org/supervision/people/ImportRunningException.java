package org.supervision.people;

/** Another import is refused while what follows from one is still being set up. */
public class ImportRunningException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ImportRun running;

    ImportRunningException(ImportRun running) {
        super("What follows from " + running.key() + " is still being set up");
        this.running = running;
    }

    /** The one that is not through yet. */
    public ImportRun running() {
        return running;
    }
}
