package org.supervision.web;

import java.util.List;
import java.util.stream.Collectors;
import org.supervision.policy.PolicyKeys;
import org.supervision.policy.PolicyKeys.PolicyKey;
import org.supervision.policy.PolicyProposals.RefusedException;

/** What is wrong with something that was sent, as the pages' script shows it beside its fields. */
final class Refused {

    private Refused() {}

    /** One thing that is wrong. */
    record FieldError(String field, String message) {}

    static List<FieldError> errors(RefusedException e) {
        var clauses = PolicyKeys.all().stream().collect(Collectors.toMap(PolicyKey::path, PolicyKey::clause));
        return e.problems().stream()
                .map(problem -> {
                    String clause = clauses.getOrDefault(problem.path(), "");
                    return new FieldError(
                            problem.path(),
                            sentence(problem.path(), problem.message())
                                    + (clause.isEmpty() ? "" : " (" + clause + ")"));
                })
                .toList();
    }

    private static String sentence(String path, String message) {
        return path.isEmpty() || Character.isUpperCase(message.charAt(0)) ? message : path + " " + message;
    }
}
