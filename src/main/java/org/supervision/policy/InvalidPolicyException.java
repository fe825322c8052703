package org.supervision.policy;

import java.util.List;

/** Stops the start: the policy file is wrong. The message names the file, and key and line of every problem. */
public class InvalidPolicyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidPolicyException(String file, List<String> problems) {
        super("The policy file " + file + " is wrong:\n  " + String.join("\n  ", problems));
    }

    /** Of a file that can be read, together with what was put in force on the policy page. */
    static InvalidPolicyException of(String file, List<PolicyProblem> problems) {
        return new InvalidPolicyException(
                file, problems.stream().map(PolicyProblem::toString).toList());
    }
}
