package org.supervision.migration;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a newer database without a stack trace. */
class NewerDatabaseAnalyzer extends AbstractFailureAnalyzer<NewerDatabaseException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NewerDatabaseException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Start the newer version; or, to go back, restore the backup that was made before the upgrade"
                        + " (docs/operations.md, \"Roll back\").",
                cause);
    }
}
