package org.supervision.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.supervision.policy.PolicyDryRun.Findings;

/**
 * What a dry run is about: at how many of the agreements in force it looked.
 *
 * @param inWords what a reader should know of it; null where all were looked at
 */
record DryRunScope(int lookedAt, int inForce, @Nullable String inWords) {

    /** So many differences are listed, the worst; the others are counted. */
    static final int LISTED = 50;

    private static final int FEW = 10;

    static DryRunScope of(Findings findings) {
        return new DryRunScope(findings.lookedAt(), findings.inForce(), findings.isOfAll() ? null : inWords(findings));
    }

    private static String inWords(Findings findings) {
        double times = (double) findings.inForce() / findings.lookedAt();
        String more = String.format(Locale.UK, times < FEW ? "%.1f" : "%,.0f", times);
        return String.format(
                Locale.UK,
                "Looked at %,d of the %,d agreements in force, spread evenly%s What concerns only a few agreements may be missing.",
                findings.lookedAt(),
                findings.inForce(),
                findings.effects().isEmpty() ? "." : ": for all of them expect about " + more + " times as many.");
    }
}
