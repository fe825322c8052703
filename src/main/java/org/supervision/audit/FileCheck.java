package org.supervision.audit;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.Fact;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;
import org.supervision.policy.Policy.StandardItem;
import org.supervision.session.ItemOutcome;
import org.supervision.session.RecordContent;
import org.supervision.session.RecordService;
import org.supervision.session.RecordVersion;

/**
 * What the data of a file say of an audit's months: dates, states, counts and ticks, and no word of anybody's. Formal
 * sessions count, by when they began.
 */
@Component
class FileCheck {

    private static final String OF_PERIOD = "s.agreement_id = :agreement and s.kind = 'FORMAL'"
            + " and coalesce(s.outcome_actual_start_at, s.start_at) >= :start"
            + " and coalesce(s.outcome_actual_start_at, s.start_at) < :end";

    private static final String SESSIONS = " from supervision_session s where " + OF_PERIOD;

    private static final String RECORDS =
            " from supervision_session s join supervision_record r on r.session_id = s.id where " + OF_PERIOD;

    private static final String CASES = " from session_case c join supervision_session s on s.id = c.session_id"
            + " join supervision_record r on r.session_id = s.id where " + OF_PERIOD
            + " and r.distributed_at is not null";

    private static final String TERM =
            "(select max(t.id) from agreement_term t where t.agreement_id = :agreement and t.effective_on <= :until)";

    /** Here, or on paper before it was entered here. */
    private static final String SIGNED = "exists (select 1 from paper_agreement p where p.term_id = " + TERM + ")"
            + " or exists (select 1 from (select count(distinct g.party) as parties from agreement_signature g"
            + " where g.term_id = " + TERM + ") b where b.parties = 2)";

    private static final String EXPLAINED = """
            s.outcome_reason_class is not null or exists (select 1 from missed_report m
                join missed_case k on k.id = m.case_id where k.first_session_id = s.id and m.what_happened is not null)""";

    /** The author's tick is part of the record; this is the other's. */
    private static final String AGENDA_AGREED = """
            exists (select 1 from record_signature g
                where g.session_id = s.id and g.signer <> r.author and g.agenda_agreed = true)
            or exists (select 1 from session_preparation p
                where p.session_id = s.id and p.party <> r.author and p.agenda_agreed = true)""";

    private static final String NOBODY_UNSIGNED = """
            not exists (select 1 from record_unsigned u where u.session_id = s.id and u.version_number =
                (select max(d.version_number) from record_distribution d where d.session_id = s.id))""";

    private static final String EARLIER_ACTIONS = """
             from action_item i join supervision_session o on o.id = i.session_id
             where i.agreement_id = :agreement and (i.closed_on is null or i.closed_on >= :from)
               and exists (select 1 from supervision_session s join supervision_record r on r.session_id = s.id
                            where s.start_at > o.start_at and r.distributed_at is not null and\s""" + OF_PERIOD + ")";

    private static final String GONE_THROUGH = "i.closed_on <= :until or exists (select 1 from action_review v"
            + " join supervision_session s on s.id = v.session_id where v.action_id = i.id and " + OF_PERIOD + ")";

    private static final String REVIEWS = " from agreement_review w where w.agreement_id = :agreement"
            + " and w.due_on <= :until and (w.due_on >= :from or w.held_on is null or w.held_on >= :from)";

    private final JdbcClient jdbc;
    private final AgreementService agreements;
    private final RecordService records;
    private final Policies policies;
    private final WorkingCalendar calendar;

    FileCheck(
            JdbcClient jdbc,
            AgreementService agreements,
            RecordService records,
            Policies policies,
            WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.agreements = agreements;
        this.records = records;
        this.policies = policies;
        this.calendar = calendar;
    }

    /** How many of something were as they should be. */
    private record Count(int kept, int of) {}

    /** The answers to the questions that the data answer, as they are now. The agreement is in force. */
    List<AuditAnswer> answers(AuditFile file, Period period) {
        return Arrays.stream(Question.values())
                .filter(Question::isFromData)
                .map(question -> {
                    Count count = count(question, file.agreementId(), period);
                    return AuditAnswer.counted(file.requireId(), question, count.kept(), count.of());
                })
                .toList();
    }

    private Count count(Question question, long agreement, Period period) {
        return switch (question) {
            case AGREEMENT_SIGNED -> count(SIGNED, " from agreement where id = :agreement", agreement, period);
            case FREQUENCY_KEPT -> intervals(agreements.require(agreement), period);
            case MISSED_EXPLAINED ->
                count(EXPLAINED, SESSIONS + " and s.state in ('MISSED', 'CANCELLED')", agreement, period);
            case MOVED_WERE_HELD ->
                count(
                        "s.outcome_counts_as_held = true",
                        SESSIONS + " and s.moves > 0 and s.state <> 'VOID'",
                        agreement,
                        period);
            case JOINT_AGENDA -> count(AGENDA_AGREED, RECORDS + " and r.distributed_at is not null", agreement, period);
            case RECORD_IN_TIME ->
                count(
                        "r.distributed_on_time = true",
                        RECORDS + " and (r.due_on < :today or r.distributed_at is not null)",
                        agreement,
                        period);
            case RECORD_SIGNED ->
                policies.current().record().signature() == Policy.SignatureRule.NONE
                        ? new Count(0, 0)
                        : count(NOBODY_UNSIGNED, RECORDS + " and r.closed_at is not null", agreement, period);
            case CASE_FILES_UPDATED ->
                count(
                        "c.file_updated_on <= r.case_files_due_on",
                        CASES + " and r.case_files_due_on < :today",
                        agreement,
                        period);
            case ACTIONS_REVIEWED -> count(GONE_THROUGH, EARLIER_ACTIONS, agreement, period);
            case REVIEWED_IN_TIME -> count("w.held_on <= w.due_on", REVIEWS, agreement, period);
            case APPRAISAL_CURRENT ->
                count(
                        "exists (select 1 from appraisal_date p where p.agreement_id = a.id and p.due_on >= :until)",
                        " from agreement a where a.id = :agreement",
                        agreement,
                        period);
            default -> throw new IllegalArgumentException(question + " is the auditor's");
        };
    }

    private Count count(String kept, String rows, long agreement, Period period) {
        return sql(
                        "select count(case when " + kept + " then 1 end) as kept, count(*) as counted " + rows,
                        agreement,
                        period)
                .query((row, n) -> new Count(row.getInt("kept"), row.getInt("counted")))
                .single();
    }

    /** Of the parameters each statement takes those that it names. */
    private JdbcClient.StatementSpec sql(String sql, long agreement, Period period) {
        return jdbc.sql(sql)
                .param("agreement", agreement)
                .param("from", period.from())
                .param("until", period.until())
                .param("start", calendar.startOf(period.from()).atOffset(ZoneOffset.UTC))
                .param("end", calendar.endOf(period.until()).atOffset(ZoneOffset.UTC))
                .param("today", calendar.today());
    }

    /**
     * The intervals that ended in these months, and the one under way at their end, each from one held session to the next:
     * those that were no longer than agreed (B1, A7.2). After a suspension they count anew.
     */
    private Count intervals(Agreement agreement, Period period) {
        LocalDate restartedOn = restartedOn(agreement.requireId());
        NavigableSet<LocalDate> days = new TreeSet<>();
        Stream.of(agreement.inForceOn(), restartedOn)
                .filter(Objects::nonNull)
                .filter(day -> !day.isAfter(period.until()))
                .forEach(days::add);
        days.addAll(sql(
                        "select outcome_actual_start_at from supervision_session where agreement_id = :agreement"
                                + " and outcome_counts_as_held = true and outcome_actual_start_at < :end",
                        agreement.requireId(),
                        period)
                .query((row, n) ->
                        calendar.dateOf(row.getObject(1, OffsetDateTime.class).toInstant()))
                .list());
        days.add(period.until());
        int kept = 0;
        int of = 0;
        for (LocalDate day : days.tailSet(period.from(), true)) {
            LocalDate before = days.lower(day);
            if (before != null && !day.equals(restartedOn)) {
                of++;
                int longest = agreements.effectiveIntervalDays(agreement.requireId(), day);
                kept += before.plusDays(longest).isBefore(day) ? 0 : 1;
            }
        }
        return new Count(kept, of);
    }

    private @Nullable LocalDate restartedOn(long agreement) {
        return jdbc.sql("select restarted_on from interval_restart where agreement_id = :agreement")
                .param("agreement", agreement)
                .query(LocalDate.class)
                .optional()
                .orElse(null);
    }

    /** What can be counted of the sessions and the casework. */
    List<Fact> figures(long agreement, Period period) {
        return List.of(
                figure("Sessions held", SESSIONS + " and s.outcome_counts_as_held = true", agreement, period),
                figure(
                        "Sessions missed or cancelled",
                        SESSIONS + " and s.state in ('MISSED', 'CANCELLED')",
                        agreement,
                        period),
                figure("Cases discussed", CASES, agreement, period),
                figure("Of these in depth", CASES + " and c.in_depth = true", agreement, period));
    }

    private Fact figure(String label, String rows, long agreement, Period period) {
        return new Fact(
                label,
                sql("select count(*)" + rows, agreement, period)
                        .query(Integer.class)
                        .single()
                        .toString());
    }

    /** In how many of the distributed records each standing item of the agenda was discussed (A3.5). */
    List<Fact> topics(long agreement, Period period) {
        List<List<RecordContent.Item>> said = recorded(agreement, period).stream()
                .flatMap(session -> records.latest(session).stream())
                .map(RecordVersion::read)
                .map(RecordContent::items)
                .toList();
        List<Fact> topics = new ArrayList<>();
        for (StandardItem item : policies.current().agenda().standardItems()) {
            long discussed = said.stream()
                    .filter(items -> items.stream()
                            .anyMatch(one -> one.code().equals(item.code()) && one.outcome() == ItemOutcome.DISCUSSED))
                    .count();
            topics.add(new Fact(item.title(), "discussed in " + discussed + " of " + said.size()));
        }
        return topics;
    }

    /** The sessions of these months whose record was distributed, by row id. */
    List<Long> recorded(long agreement, Period period) {
        return sql("select s.id" + RECORDS + " and r.distributed_at is not null order by s.start_at", agreement, period)
                .query(Long.class)
                .list();
    }
}
