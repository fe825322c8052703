package org.supervision.agreement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of the terms as it was put to the supervisee.
 *
 * @param version 1 for the first of its term
 * @param proposedAt when
 * @param answer the supervisee's; null before there is one
 */
public record ProposedTerms(
        int version, Instant proposedAt, @Nullable Answer answer, AgreementTerms terms) {}
