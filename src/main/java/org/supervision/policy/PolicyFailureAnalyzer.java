package org.supervision.policy;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a wrong policy file without a stack trace. */
class PolicyFailureAnalyzer extends AbstractFailureAnalyzer<InvalidPolicyException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, InvalidPolicyException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Correct the file; its location is the setting supervision.policy.file, its profile"
                        + " supervision.policy.profile.",
                cause);
    }
}
