package org.supervision.missedsession;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.Policies;

/**
 * By when each agreement in force owes its next session: the last held one, or the day the agreement came into force or
 * was resumed, and the interval that holds now (A7.2, B1, E30).
 */
@Component
class IntervalClock {

    private static final String BASES = """
            select a.id, a.in_force_on, r.restarted_on, max(s.outcome_actual_start_at) as last_held_at
            from agreement a
            left join interval_restart r on r.agreement_id = a.id
            left join supervision_session s on s.agreement_id = a.id and s.outcome_counts_as_held = true
            where a.%s
            group by a.id, a.in_force_on, r.restarted_on""";

    private final JdbcClient jdbc;
    private final AgreementService agreements;
    private final WorkingCalendar calendar;
    private final Policies policies;

    IntervalClock(JdbcClient jdbc, AgreementService agreements, WorkingCalendar calendar, Policies policies) {
        this.jdbc = jdbc;
        this.agreements = agreements;
        this.calendar = calendar;
        this.policies = policies;
    }

    /**
     * A session that an agreement owes.
     *
     * @param countsFrom the London date of the last held session, or of the day from which sessions are owed
     * @param by the London date by whose end it is owed
     * @param toleratedUntil the last London date on which its absence is no breach yet
     * @param since a session held from this moment on is that session
     */
    record Owed(long agreementId, LocalDate countsFrom, LocalDate by, LocalDate toleratedUntil, Instant since) {}

    private record Base(long agreementId, LocalDate day) {}

    /** What this agreement owes. */
    Owed owed(long agreementId) {
        return owed(bases(jdbc.sql(BASES.formatted("id = :agreement")).param("agreement", agreementId))).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No agreement in force " + Agreement.keyOf(agreementId)));
    }

    /** What every agreement in force owes. */
    List<Owed> all() {
        return owed(bases(jdbc.sql(BASES.formatted("status = 'IN_FORCE'"))));
    }

    /** What each of these owes that is in force. */
    List<Owed> all(Collection<Long> agreementIds) {
        return agreementIds.isEmpty()
                ? List.of()
                : owed(bases(jdbc.sql(BASES.formatted("status = 'IN_FORCE' and a.id in (:agreements)"))
                        .param("agreements", agreementIds)));
    }

    /** What is overdue, tolerance and all. */
    List<Owed> overdue() {
        LocalDate today = calendar.today();
        return all().stream()
                .filter(owed -> owed.toleratedUntil().isBefore(today))
                .toList();
    }

    /** The interval counts anew from today: the agreement was resumed (E18). */
    void restart(long agreementId) {
        countFrom(agreementId, calendar.today());
    }

    /** The interval counts anew from this London date. */
    void countFrom(long agreementId, LocalDate day) {
        int updated = jdbc.sql("update interval_restart set restarted_on = :day where agreement_id = :agreement")
                .param("day", day)
                .param("agreement", agreementId)
                .update();
        if (updated == 0) {
            jdbc.sql("insert into interval_restart (agreement_id, restarted_on) values (:agreement, :day)")
                    .param("agreement", agreementId)
                    .param("day", day)
                    .update();
        }
    }

    private List<Owed> owed(List<Base> bases) {
        Map<Long, Integer> intervals = agreements.effectiveIntervalDays(
                bases.stream().map(Base::agreementId).toList(), calendar.today());
        return bases.stream()
                .filter(base -> intervals.containsKey(base.agreementId()))
                .map(base -> owed(base, intervals.get(base.agreementId())))
                .toList();
    }

    private Owed owed(Base base, int interval) {
        LocalDate by = base.day().plusDays(interval);
        LocalDate tolerated =
                calendar.addWorkingDays(by, policies.current().frequency().toleranceWd());
        return new Owed(
                base.agreementId(),
                base.day(),
                by,
                tolerated,
                calendar.startOf(base.day().plusDays(1)));
    }

    private List<Base> bases(JdbcClient.StatementSpec query) {
        return query.query((row, n) -> {
                    OffsetDateTime lastHeld = row.getObject("last_held_at", OffsetDateTime.class);
                    LocalDate day = latest(
                            row.getObject("in_force_on", LocalDate.class),
                            row.getObject("restarted_on", LocalDate.class),
                            lastHeld == null ? null : calendar.dateOf(lastHeld.toInstant()));
                    return new Base(row.getLong("id"), day);
                })
                .list();
    }

    private static LocalDate latest(@Nullable LocalDate... days) {
        return Stream.of(days)
                .filter(Objects::nonNull)
                .max(LocalDate::compareTo)
                .orElseThrow(() -> new IllegalStateException("An agreement in force has come into force some day"));
    }
}
