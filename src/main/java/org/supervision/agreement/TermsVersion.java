package org.supervision.agreement;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;
import org.supervision.persistence.Documents;

/**
 * One version of the terms as it was put to the supervisee, with the answer.
 *
 * @param termsDocument the terms as a document
 * @param decision the supervisee's answer; null before there is one
 */
@Table("agreement_terms_version")
record TermsVersion(
        @Id @Nullable Long id,
        long termId,
        int versionNumber,
        String proposedBy,
        Instant proposedAt,
        @Column("terms") String termsDocument,
        @Nullable Answer decision,
        @Nullable String decisionComment,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt) {

    static TermsVersion proposed(AgreementTerm term, String by, Instant now) {
        return new TermsVersion(
                null,
                term.requireId(),
                term.termsVersion(),
                by,
                now,
                Objects.requireNonNull(term.termsDocument()),
                null,
                null,
                null,
                null);
    }

    AgreementTerms terms() {
        return Documents.read(termsDocument, AgreementTerms.class);
    }

    TermsVersion answered(Answer answer, @Nullable String comment, String by, Instant now) {
        return new TermsVersion(
                id, termId, versionNumber, proposedBy, proposedAt, termsDocument, answer, comment, by, now);
    }
}
