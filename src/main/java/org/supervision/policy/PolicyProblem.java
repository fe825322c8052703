package org.supervision.policy;

/**
 * Something wrong in the policy.
 *
 * @param line line of the file, from 1; 0 where it stands in a version that was put in force on the policy page
 * @param path the key, such as {@code record.dueWd}
 * @param message the rule that it breaks
 */
public record PolicyProblem(int line, String path, String message) {

    @Override
    public String toString() {
        return (line == 0 ? "a version from the policy page: " : "line " + line + ": ") + path + " " + message;
    }
}
