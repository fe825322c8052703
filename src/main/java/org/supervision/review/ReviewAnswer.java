package org.supervision.review;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;

/** What the supervisee said to the outcome of a review. */
@Table("agreement_review_answer")
record ReviewAnswer(
        @Id @Nullable Long id,
        long reviewId,
        Kind answer,
        @Nullable String answerComment,
        String answeredBy,
        String answeredByName,
        Instant answeredAt,
        @Nullable String signedText,
        @Column("signed_text_sha256") @Nullable String signedTextSha256) {

    /** Yes or no. */
    enum Kind {
        CONFIRM,
        DISAGREE
    }
}
