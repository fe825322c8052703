package org.supervision.disclosure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * What a party said to a request (A6.2).
 *
 * @param id the row id; null before the row exists
 * @param party user id
 * @param remark in the party's words; null where there are none
 */
@Table("disclosure_consent")
public record DisclosureConsent(
        @Id @Nullable Long id,
        long disclosureId,
        String party,
        Answer answer,
        @Nullable String remark,
        Instant answeredAt) {

    /** What a party says. */
    public enum Answer {
        AGREE,
        REFUSE,
        /** Takes an agreement back before anything is released. */
        WITHDRAW
    }
}
