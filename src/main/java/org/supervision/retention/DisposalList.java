package org.supervision.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A month's list of files whose time is over. Dates are London dates, by whose end something is due.
 *
 * @param id the row id; null before the row exists
 * @param reviewedBy user id of the records officer who decided on its files
 * @param approveDueOn null before the review
 * @param approvedBy user id of whoever approved what is to go, never the reviewer
 */
@Table("disposal_list")
public record DisposalList(
        @Id @Nullable Long id,
        LocalDate listedOn,
        LocalDate reviewDueOn,
        @Nullable String reviewedBy,
        @Nullable Instant reviewedAt,
        @Nullable LocalDate approveDueOn,
        @Nullable String approvedBy,
        @Nullable Instant approvedAt,
        @Version int rowVersion) {

    private static final String KEY = "RT-%06d";
    private static final int PREFIX = 3;

    /** The business key, such as {@code RT-000001}. */
    public String key() {
        return KEY.formatted(requireId());
    }

    static long idOf(String key) {
        return Long.parseLong(key.substring(PREFIX));
    }

    long requireId() {
        return Objects.requireNonNull(id, "The list is not stored yet");
    }

    DisposalList reviewed(String by, Instant at, LocalDate approvalDueOn) {
        return new DisposalList(id, listedOn, reviewDueOn, by, at, approvalDueOn, null, null, rowVersion);
    }

    DisposalList approved(String by, Instant at) {
        return new DisposalList(id, listedOn, reviewDueOn, reviewedBy, reviewedAt, approveDueOn, by, at, rowVersion);
    }
}
