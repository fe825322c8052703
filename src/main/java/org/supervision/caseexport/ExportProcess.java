package org.supervision.caseexport;

/** The engine's part in handing an extract over: one instance for each, with retries of its own. */
public interface ExportProcess {

    /** Has the extract with this id, such as {@code SE-000456/C12/V1}, put into the folder. */
    void start(String extractId);
}
