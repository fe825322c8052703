package org.supervision.taskform;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What one person typed into one task's form so far, valid or not.
 *
 * @param values as they came, less the password
 * @param version counts the saves; 0 where nothing was saved yet
 */
record FormDraft(JsonNode values, int version) {

    /** The field that is checked at once and never stored. */
    static final String PASSWORD = "password";

    /** Stands where a character was that could not be kept. */
    static final char LOST = '\uFFFD';
}
