package org.supervision.confidential;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says plainly that the keys don't fit the database. */
class WrongKeysAnalyzer extends AbstractFailureAnalyzer<WrongKeysException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, WrongKeysException cause) {
        return new FailureAnalysis(
                "Supervision can't start: the texts in its database were encrypted with other keys.",
                "Set " + EncryptionProperties.PREFIX + ".keyset-file (or .keyset) to the keyset that this database was"
                        + " used with. Nothing was changed.",
                cause);
    }
}
