package org.supervision.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * An audit of the agreements in force (C24). Dates are London dates, by whose end something is due.
 *
 * @param id the row id; null before the row exists
 * @param periodFrom first day that it looks at
 * @param periodUntil last day that it looks at
 * @param seed with which the sample is drawn, and can be drawn again
 * @param samplePct share of the agreements that it looks at
 * @param narrative whether the auditors may read the records themselves
 * @param drawnOn when the sample was asked for
 * @param dueOn when the auditors are to be done
 * @param termEndsOn when their access ends, whether or not they are
 * @param population of how many agreements the sample was drawn; null before
 * @param closedAt when the last file was audited, or the term was over; null before
 */
@Table("audit_round")
public record AuditRound(
        @Id @Nullable Long id,
        LocalDate periodFrom,
        LocalDate periodUntil,
        long seed,
        int samplePct,
        boolean narrative,
        LocalDate drawnOn,
        LocalDate dueOn,
        LocalDate termEndsOn,
        @Nullable Integer population,
        @Nullable Instant closedAt,
        @Version int rowVersion) {

    private static final String KEY = "AU-%06d";
    private static final int PREFIX = 3;

    /** The business key, such as {@code AU-000001}. */
    public String key() {
        return KEY.formatted(requireId());
    }

    static long idOf(String key) {
        return Long.parseLong(key.substring(PREFIX));
    }

    /** The months that it looks at. */
    public Period period() {
        return new Period(periodFrom, periodUntil);
    }

    long requireId() {
        return Objects.requireNonNull(id, "The audit is not stored yet");
    }

    AuditRound drawnOf(int agreements) {
        return new AuditRound(
                id,
                periodFrom,
                periodUntil,
                seed,
                samplePct,
                narrative,
                drawnOn,
                dueOn,
                termEndsOn,
                agreements,
                closedAt,
                rowVersion);
    }

    AuditRound closed(Instant at) {
        return new AuditRound(
                id,
                periodFrom,
                periodUntil,
                seed,
                samplePct,
                narrative,
                drawnOn,
                dueOn,
                termEndsOn,
                population,
                at,
                rowVersion);
    }
}
