package org.supervision.people;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows a wrong people file without a stack trace. */
class PeopleFailureAnalyzer extends AbstractFailureAnalyzer<InvalidPeopleException> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, InvalidPeopleException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Correct the file; its location is the setting supervision.people.file. Nothing of it was taken.",
                cause);
    }
}
