package org.supervision.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says plainly what has to be set before the application can start. */
class IncompleteSettingsAnalyzer extends AbstractFailureAnalyzer<IncompleteSettingsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, IncompleteSettingsException cause) {
        return new FailureAnalysis(
                "Supervision can't start until these are set:\n - " + String.join("\n - ", cause.findings()),
                "Set them as arguments (--name=value), in the environment or in application.yaml beside the jar."
                        + " To try the product without any of it, start it with --spring.profiles.active=demo.",
                cause);
    }
}
