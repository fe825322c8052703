package org.supervision.security;

import java.util.List;

/** The application can't start, because settings are missing or wrong. */
class IncompleteSettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> findings;

    /** @param findings one for each setting, beginning with its name */
    IncompleteSettingsException(List<String> findings) {
        super("Settings are missing or wrong: " + String.join("; ", findings));
        this.findings = List.copyOf(findings);
    }

    List<String> findings() {
        return findings;
    }
}
