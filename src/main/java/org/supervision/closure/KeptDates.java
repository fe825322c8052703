package org.supervision.closure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.KeptDeadlines;

/**
 * The dates in the product's tables that are counted in working days from a day that has come: with one working day less they
 * come a working day later. Dates that are counted in weeks or months, that people have fixed, or of what is over, stay.
 */
@Component
public class KeptDates implements KeptDeadlines {

    /**
     * A column of such dates.
     *
     * @param instant whether it holds the end of the day as a moment
     * @param open SQL: in which rows the date is still awaited
     * @param latest the column that it never lies after; its own where there is none
     */
    private record Kept(String table, String column, boolean instant, String open, String latest) {

        static Kept day(String table, String column, String open) {
            return new Kept(table, column, false, open, column);
        }

        static Kept endOfDay(String table, String column, String open) {
            return new Kept(table, column, true, open, column);
        }

        Kept notAfter(String other) {
            return new Kept(table, column, instant, open, other);
        }

        private boolean isBounded() {
            return !latest.equals(column);
        }

        private String awaited() {
            return "from %s where %s and %s >= :from".formatted(table, open, column);
        }

        private String days() {
            return "select distinct %s %s order by 1 desc".formatted(column, awaited());
        }

        private String update() {
            String version = table.equals(UNVERSIONED) ? "" : ", row_version = row_version + 1";
            String to = isBounded() ? "least(:to, %s)".formatted(latest) : ":to";
            return "update %s set %s = %s%s where %s and %s = :day".formatted(table, column, to, version, open, column);
        }
    }

    private static final String UNVERSIONED = "held_claim";
    private static final String UNSIGNED = "status in ('DRAFTING', 'EXCEPTION', 'CONSIDERING', 'DECIDING', 'SIGNING')";
    private static final String OPEN_CASE = "open_marker is not null";
    private static final String NOT_CLOSED = "closed_at is null";
    private static final String FILE_OWED = "(distributed_at is null or exists (select 1 from session_case discussed"
            + " where discussed.session_id = supervision_record.session_id and discussed.file_updated_on is null))";

    /** A review may be overdue only after a day that may be still to come. */
    private static final String REVIEW_PAST_DUE = "status = 'OPEN' and due_on < :closed";

    private static final List<Kept> KEPT = List.of(
            Kept.day("agreement_term", "step_due_on", UNSIGNED),
            Kept.endOfDay("agreement_term", "unsigned_chase_at", UNSIGNED),
            Kept.day("agreement_term", "chase_due_on", UNSIGNED + " and chased_at is null"),
            Kept.day("supervision_record", "due_on", "distributed_at is null"),
            Kept.day("supervision_record", "correction_due_on", NOT_CLOSED),
            Kept.day("supervision_record", "case_files_due_on", FILE_OWED),
            Kept.endOfDay("missed_case", "rebook_by", OPEN_CASE + " and rebook_by < report_deadline")
                    .notAfter("report_deadline"),
            Kept.endOfDay("missed_case", "act_by", OPEN_CASE),
            Kept.endOfDay(UNVERSIONED, "answer_by", "state = 'OPEN'"),
            Kept.day("agreement_review", "confirm_due_on", "status = 'OPEN'"),
            Kept.endOfDay("agreement_review", "overdue_at", REVIEW_PAST_DUE),
            Kept.day("agreement_review", "chase_due_on", REVIEW_PAST_DUE + " and chased_at is null"),
            Kept.day("disagreement_referral", "attempt_by", NOT_CLOSED + " and referred_at is null"),
            Kept.day("disagreement_referral", "decide_by", NOT_CLOSED),
            Kept.day("personal_matter_sharing", "reply_by", "state = 'ASKED'"),
            Kept.day("personal_matter_sharing", "next_step_by", "state not in ('ASKED', 'KEPT', 'DISCUSSED')"),
            Kept.day("disclosure", "step_due_on", NOT_CLOSED),
            Kept.day("supervisor_change", "accept_by", NOT_CLOSED + " and accepted_at is null"),
            Kept.day("unallocated_supervisee", "interim_due_on", NOT_CLOSED),
            Kept.day("unallocated_supervisee", "accept_by", NOT_CLOSED),
            Kept.day("unallocated_supervisee", "decide_by", NOT_CLOSED),
            Kept.day("audit_round", "due_on", NOT_CLOSED),
            Kept.day("audit_file", "consider_due_on", "decided_at is null"),
            Kept.day("disposal_list", "review_due_on", "reviewed_at is null"),
            Kept.day("disposal_list", "approve_due_on", "approved_at is null"),
            Kept.day("subject_access", "request_due_on", "state = 'DRAFT'"));

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;
    private final WorkingCalendar calendar;

    KeptDates(JdbcClient jdbc, NamedParameterJdbcTemplate batches, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.calendar = calendar;
    }

    @Override
    public int move(LocalDate closed) {
        return KEPT.stream().mapToInt(kept -> move(kept, closed)).sum();
    }

    @Override
    public int count(LocalDate closed) {
        return KEPT.stream()
                .mapToInt(kept -> jdbc.sql("select count(*) " + kept.awaited())
                        .param("closed", closed)
                        .param("from", from(kept, closed))
                        .query(Integer.class)
                        .single())
                .sum();
    }

    /** All rows with the same date at once, the latest date first: none moves onto one that is still to move. */
    private int move(Kept kept, LocalDate closed) {
        SqlParameterSource[] days = jdbc.sql(kept.days())
                .param("closed", closed)
                .param("from", from(kept, closed))
                .query((row, number) -> new MapSqlParameterSource("closed", closed)
                        .addValue("day", kept.instant() ? utc(instant(row)) : day(row))
                        .addValue(
                                "to",
                                kept.instant()
                                        ? utc(aWorkingDayLater(instant(row)))
                                        : calendar.nextWorkingDay(day(row))))
                .list()
                .toArray(SqlParameterSource[]::new);
        return Arrays.stream(batches.batchUpdate(kept.update(), days)).sum();
    }

    private Object from(Kept kept, LocalDate closed) {
        return kept.instant() ? utc(calendar.endOf(closed)) : closed;
    }

    private static LocalDate day(ResultSet row) throws SQLException {
        return row.getObject(1, LocalDate.class);
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject(1, OffsetDateTime.class).toInstant();
    }

    /** The end of the working day after the day that ends at this moment. */
    public Instant aWorkingDayLater(Instant endOfDay) {
        return calendar.endOf(calendar.nextWorkingDay(calendar.dateOf(endOfDay.minusMillis(1))));
    }

    /** Whether a deadline moved by a working day, or by less where it may lie no later. */
    public boolean isAWorkingDayFrom(Instant before, Instant after) {
        return after.isAfter(before)
                ? !after.isAfter(aWorkingDayLater(before))
                : after.isBefore(before)
                        && !calendar.dateOf(after.minusMillis(1))
                                .isBefore(calendar.previousWorkingDay(calendar.dateOf(before.minusMillis(1))));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
