package org.supervision.people;

/**
 * Something wrong in a people file.
 *
 * @param line line of the file, from 1
 * @param column name of the column, or empty where it is the whole line
 * @param message what to put right
 */
public record ImportProblem(int line, String column, String message) {

    @Override
    public String toString() {
        return "line " + line + (column.isEmpty() ? "" : ", " + column) + ": " + message;
    }
}
