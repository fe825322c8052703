package org.supervision.caseload;

/**
 * Something wrong in a line of the register.
 *
 * @param line line of the file, from 1; 0 for what was typed on the page
 * @param column name of the column, or empty where it is the whole line
 * @param message what to put right; never repeats what was written
 */
public record CaseProblem(int line, String column, String message) {}
