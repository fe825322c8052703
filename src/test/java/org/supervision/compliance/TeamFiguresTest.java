package org.supervision.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.FrequencyBands;
import org.supervision.agreement.Intervals;
import org.supervision.bench.Statements;
import org.supervision.calendar.London;
import org.supervision.people.LineManagement;
import org.supervision.session.SessionTestBed;

@DisplayName("F105 a team in numbers, as it stands now and in this month")
@Deployment(resources = "bpmn/frequency-policy.dmn")
class TeamFiguresTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE =
            ProcessEngineCoverageExtension.builder().build();

    private static final LocalDateTime NOW = LocalDateTime.of(2027, 1, 20, 9, 0);

    private SessionTestBed bed;
    private JdbcClient jdbc;

    @BeforeEach
    void open() {
        bed = new SessionTestBed(ENGINE.getProcessEngine());
        jdbc = bed.get(JdbcClient.class);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private long agreement(String supervisor, String supervisee, LocalDate inForce) {
        bed.at(inForce.atTime(9, 0));
        long id = bed.agreementWithoutBooking(supervisor, supervisee, SessionTestBed.terms());
        bed.at(NOW);
        return id;
    }

    private long session(long agreement, String state, LocalDateTime start, String reason) {
        boolean held = state.equals("HELD");
        jdbc.sql(
                        "insert into supervision_session (agreement_id, supervisor, supervisee, state, start_at, end_at, location,"
                                + " meeting_mode, booked_at, ics_sequence, moves, outcome_counts_as_held, outcome_actual_start_at,"
                                + " outcome_reason_class, row_version) values (:agreement, 'supervisor', 'worker', :state, :start,"
                                + " :start, 'Room 1', 'FACE_TO_FACE', :start, 0, 0, :held, :heldAt, :reason, 0)")
                .param("agreement", agreement)
                .param("state", state)
                .param("start", start.atZone(London.ZONE).toInstant().atOffset(ZoneOffset.UTC))
                .param("held", held)
                .param("heldAt", held ? start.atZone(London.ZONE).toInstant().atOffset(ZoneOffset.UTC) : null)
                .param("reason", reason)
                .update();
        return jdbc.sql("select max(id) from supervision_session")
                .query(Long.class)
                .single();
    }

    private void record(long session, LocalDate due, boolean onTime, boolean closed) {
        jdbc.sql("insert into supervision_record (session_id, author, due_on, case_files_due_on, distributed_at,"
                        + " distributed_on_time, closed_at, row_version) values (:session, 'supervisor', :due, :due,"
                        + " timestamp '2027-01-14 12:00:00', :onTime, :closed, 0)")
                .param("session", session)
                .param("due", due)
                .param("onTime", onTime)
                .param("closed", closed ? NOW.atOffset(ZoneOffset.UTC) : null)
                .update();
    }

    private void unwritten(long session, LocalDate due) {
        jdbc.sql("insert into supervision_record (session_id, author, due_on, case_files_due_on, row_version)"
                        + " values (:session, 'supervisor', :due, :due, 0)")
                .param("session", session)
                .param("due", due)
                .update();
    }

    private long missedCase(long agreement, LocalDate on, String state, String resolver, boolean open) {
        jdbc.sql("insert into missed_case (agreement_id, open_marker, mode, state, supervisor, supervisee,"
                        + " initial_missed_on, held_counts_from, counted, disputed, policy_version, resolver, routed_at,"
                        + " opened_at, row_version) values (:agreement, :open, 'MISSED', :state, 'supervisor', 'worker', :on,"
                        + " :now, true, false, '1/combined', :resolver, :routed, :now, 0)")
                .param("agreement", agreement)
                .param("open", open ? agreement : null)
                .param("state", state)
                .param("on", on)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .param("resolver", resolver)
                .param("routed", resolver == null ? null : NOW.atOffset(ZoneOffset.UTC))
                .update();
        return jdbc.sql("select max(id) from missed_case").query(Long.class).single();
    }

    private Map<String, Figures> count() {
        TeamFigures figures = bed.get(TeamFigures.class);
        return bed.inTransaction(() -> figures.of(figures.supervisors()));
    }

    @Test
    @DisplayName("B1, A7.2: what the month owes, what was held and signed, and what of it on time")
    void whatIsOwed() {
        long kept = agreement("supervisor", "worker", LocalDate.of(2027, 1, 4));
        long weekly = agreement("supervisor", "nqsw", LocalDate.of(2027, 1, 4));
        agreement("othersupervisor", "otherworker", LocalDate.of(2026, 12, 1));
        record(
                session(kept, "HELD", LocalDateTime.of(2027, 1, 11, 10, 0), null),
                LocalDate.of(2027, 1, 18),
                true,
                true);
        // two days late; the next is owed by today's end
        record(
                session(weekly, "HELD", LocalDateTime.of(2027, 1, 13, 10, 0), null),
                LocalDate.of(2027, 1, 20),
                true,
                true);
        session(kept, "HELD", LocalDateTime.of(2027, 1, 19, 10, 0), null);

        Map<String, Figures> counted = count();

        assertThat(counted.get("supervisor").numbers())
                .contains(
                        entry(Figure.SUPERVISIONS, 2),
                        entry(Figure.DUE, 4),
                        entry(Figure.DUE_BY_NOW, 3),
                        entry(Figure.HELD, 2),
                        entry(Figure.HELD_UNSIGNED, 1),
                        entry(Figure.ON_TIME, 1),
                        entry(Figure.RECORDS_DUE, 2),
                        entry(Figure.RECORDS_ON_TIME, 2),
                        entry(Figure.UNBOOKED, 2));
        unwritten(session(kept, "HELD", LocalDateTime.of(2027, 1, 12, 10, 0), null), LocalDate.of(2027, 1, 19));
        unwritten(session(kept, "HELD", LocalDateTime.of(2027, 1, 14, 10, 0), null), LocalDate.of(2027, 1, 20));
        assertThat(count().get("supervisor").numbers())
                .as("late from the day after, so one more is")
                .contains(entry(Figure.RECORDS_DUE, 3), entry(Figure.RECORDS_ON_TIME, 2));
        assertThat(counted.get("othersupervisor").numbers())
                .as("overdue for weeks is one session")
                .contains(entry(Figure.DUE, 1), entry(Figure.DUE_BY_NOW, 1))
                .doesNotContainKeys(Figure.HELD, Figure.ON_TIME);
    }

    @Test
    @DisplayName("months after each other are counted as each by itself")
    void months() {
        long kept = agreement("supervisor", "worker", LocalDate.of(2026, 10, 12));
        for (LocalDate day : List.of(LocalDate.of(2026, 11, 9), LocalDate.of(2026, 12, 10))) {
            record(session(kept, "HELD", day.atTime(10, 0), null), day.plusDays(7), true, true);
        }
        List<YearMonth> months = Stream.iterate(YearMonth.of(2026, 9), month -> month.plusMonths(1))
                .limit(5)
                .toList();
        TeamFigures figures = bed.get(TeamFigures.class);

        Map<YearMonth, Figures> together = bed.inTransaction(() -> figures.inMonths(Set.of("supervisor"), months));

        for (YearMonth month : months) {
            Map<YearMonth, Figures> alone =
                    bed.inTransaction(() -> figures.inMonths(Set.of("supervisor"), List.of(month)));
            assertThat(together.get(month)).as(month.toString()).isEqualTo(alone.get(month));
        }
        assertThat(together.values()).extracting(one -> one.of(Figure.DUE)).containsExactly(0, 0, 1, 1, 1);
        assertThat(together.values()).extracting(one -> one.of(Figure.HELD)).containsExactly(0, 0, 1, 1, 0);
        assertThat(together.values()).extracting(one -> one.of(Figure.ON_TIME)).containsExactly(0, 0, 1, 0, 0);
    }

    @Test
    @DisplayName("neither more agreements nor more months ask the database more often")
    void statements() {
        YearMonth month = YearMonth.of(2027, 1);
        List<YearMonth> year = Stream.iterate(month.minusMonths(11), one -> one.plusMonths(1))
                .limit(12)
                .toList();
        agreement("supervisor", "worker", LocalDate.of(2026, 2, 2));
        keepBands();
        long few = statements(List.of(month));
        agreement("supervisor", "nqsw", LocalDate.of(2027, 1, 4));
        agreement("othersupervisor", "otherworker", LocalDate.of(2026, 3, 2));
        keepBands();

        assertThat(few).isPositive();
        assertThat(statements(year)).isEqualTo(few);
    }

    private void keepBands() {
        bed.inTransaction(() -> {
            bed.get(FrequencyBands.class).bringUpToDate(NOW.toLocalDate());
        });
    }

    /** How many statements it takes to count these months. */
    private long statements(List<YearMonth> months) {
        return bed.get(Statements.class)
                .during(() -> bed.inTransaction(
                        () -> bed.get(TeamFigures.class).inMonths(Set.of("supervisor", "othersupervisor"), months)))
                .count();
    }

    @Test
    @DisplayName(
            "a suspended or ended agreement owes nothing from that day on; after a suspension the interval begins anew")
    void whatIsNotOwed() {
        long ended = agreement("supervisor", "worker", LocalDate.of(2026, 12, 10));
        long suspended = agreement("supervisor", "nqsw", LocalDate.of(2026, 12, 30));
        long resumed = agreement("othersupervisor", "otherworker", LocalDate.of(2026, 11, 2));
        jdbc.sql("update agreement set status = 'ENDED', ended_on = date '2027-01-05' where id = :id")
                .param("id", ended)
                .update();
        jdbc.sql("update agreement set status = 'SUSPENDED', suspended_from = date '2027-01-06' where id = :id")
                .param("id", suspended)
                .update();
        jdbc.sql("insert into interval_restart (agreement_id, restarted_on) values (:id, date '2027-01-11')")
                .param("id", resumed)
                .update();

        assertThat(count())
                .allSatisfy((supervisor, figures) ->
                        assertThat(figures.of(Figure.DUE)).isZero());
    }

    @Test
    @DisplayName("B8: missed sessions, how they ended, and why sessions were moved or missed")
    void whatWasMissed() {
        long worker = agreement("supervisor", "worker", LocalDate.of(2027, 1, 4));
        long nqsw = agreement("supervisor", "nqsw", LocalDate.of(2027, 1, 4));
        LocalDate day = LocalDate.of(2027, 1, 8);
        session(worker, "MISSED", day.atTime(10, 0), "SICKNESS");
        long moved = session(worker, "BOOKED", LocalDateTime.of(2027, 1, 25, 10, 0), null);
        jdbc.sql("insert into session_move (session_id, from_start_at, to_start_at, moved_by, moved_at, reason_class)"
                        + " values (:session, :now, :now, 'worker', :now, 'LEAVE')")
                .param("session", moved)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .update();
        missedCase(worker, day, "CLOSED_RECOVERED", null, false);
        long covered = missedCase(worker, day, "CLOSED_RESOLVED", "linemanager", false);
        jdbc.sql(
                        "insert into missed_resolution (case_id, escalation_level, manager, resolution, decided_at, carried_out)"
                                + " values (:case, 0, 'linemanager', 'COVER', :now, true)")
                .param("case", covered)
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .update();
        missedCase(worker, day, "SEEKING_DATE", null, true);
        missedCase(nqsw, day, "WITH_LM", "linemanager", true);
        missedCase(nqsw, LocalDate.of(2026, 12, 8), "CLOSED_RESOLVED", "linemanager", false);

        assertThat(count().get("supervisor").numbers())
                .contains(
                        entry(Figure.MISSED, 1),
                        entry(Figure.PUT_RIGHT, 1),
                        entry(Figure.COVERED, 1),
                        entry(Figure.STILL_WITH_THE_TWO, 1),
                        entry(Figure.STILL_WITH_A_MANAGER, 1),
                        entry(Figure.CASES_OPEN, 2),
                        entry(Figure.WITH_A_MANAGER, 1),
                        entry(Figure.ESCALATED, 3),
                        entry(Figure.SICKNESS, 1),
                        entry(Figure.LEAVE, 1))
                .doesNotContainKeys(Figure.RESOLVED, Figure.NOT_OWED, Figure.WORKLOAD);
    }

    @Test
    @DisplayName("A-br, B8, B9, F51: what is uncovered, unallocated, to be reviewed or carried over")
    void whatIsOpen() {
        long agreement = agreement("supervisor", "worker", LocalDate.of(2026, 7, 1));
        jdbc.sql("update agreement_term set review_due_on = date '2027-01-19'").update();
        long ahead = session(agreement, "BOOKED", LocalDateTime.of(2027, 1, 25, 10, 0), null);
        long past = session(agreement, "BOOKED", LocalDateTime.of(2027, 1, 19, 10, 0), null);
        for (long session : List.of(ahead, past)) {
            jdbc.sql(
                            "insert into cover_need (absence_id, agreement_id, session_id, manager, found_at, state, row_version)"
                                    + " values (1, :agreement, :session, 'linemanager', :now, 'OPEN', 0)")
                    .param("agreement", agreement)
                    .param("session", session)
                    .param("now", NOW.atOffset(ZoneOffset.UTC))
                    .update();
        }
        jdbc.sql(
                        "insert into unallocated_supervisee (supervisee, open_for, former, reason, state, since_on, interim_due_on,"
                                + " permanent_due_on, opened_at, row_version) values ('nqsw', 'nqsw', 'othersupervisor', 'LOST',"
                                + " 'INTERIM_WANTED', date '2027-01-18', date '2027-01-25', date '2027-02-15', :now, 0)")
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .update();
        for (int carried = 0; carried < 3; carried++) {
            jdbc.sql("insert into action_item (agreement_id, session_id, what, owner, due_on, action_type, state)"
                            + " values (:agreement, :session, 'x', 'worker', date '2027-01-10', 'CASE', 'OPEN')")
                    .param("agreement", agreement)
                    .param("session", past)
                    .update();
            long action = jdbc.sql("select max(id) from action_item")
                    .query(Long.class)
                    .single();
            for (int i = 0; i < carried; i++) {
                jdbc.sql("insert into action_review (action_id, session_id, state) values (:action, :session, 'OPEN')")
                        .param("action", action)
                        .param("session", i == 0 ? ahead : past)
                        .update();
            }
        }

        Map<String, Figures> counted = count();

        assertThat(counted.get("supervisor").numbers())
                .contains(
                        entry(Figure.UNCOVERED, 1),
                        entry(Figure.REVIEWS_LATE, 1),
                        entry(Figure.ACTIONS_CARRIED, 2),
                        entry(Figure.ACTIONS_REPEATED, 1),
                        entry(Figure.UNBOOKED, 1));
        assertThat(counted.get("othersupervisor").numbers()).containsOnly(entry(Figure.UNALLOCATED, 1));
    }

    @Test
    @DisplayName("B1: intervals of many are those of each, with and without a band kept by the sweep")
    void intervalsOfMany() {
        long worker = agreement("supervisor", "worker", LocalDate.of(2027, 1, 4));
        long nqsw = agreement("supervisor", "nqsw", LocalDate.of(2027, 1, 4));
        LocalDate today = NOW.toLocalDate();
        AgreementService agreements = bed.get(AgreementService.class);
        Map<Long, Integer> each = Map.of(
                worker, agreements.effectiveIntervalDays(worker, today),
                nqsw, agreements.effectiveIntervalDays(nqsw, today));
        assertThat(each).containsValues(28, 7);

        assertThat(bed.get(Intervals.class).on(Set.of("supervisor"), today)).isEqualTo(each);
        keepBands();
        assertThat(bed.get(Intervals.class).on(Set.of("supervisor"), today)).isEqualTo(each);
        assertThat(bed.get(Intervals.class).on(Set.of("cover"), today)).isEmpty();
    }

    @Test
    @DisplayName(
            "a trend begins with the first month that was counted, knows what was not, and ends with the present one")
    void trend() {
        agreement("supervisor", "worker", LocalDate.of(2026, 10, 1));
        jdbc.sql(
                        "insert into compliance_report (month_on, counted_at) values (date '2026-10-01', :now), (date '2026-12-01', :now)")
                .param("now", NOW.atOffset(ZoneOffset.UTC))
                .update();
        jdbc.sql(
                        "insert into compliance_line (report_id, supervisor, service, agreements, in_time, held, unconfirmed, missed,"
                                + " records_due, records_on_time, cases_open, unsigned_agreements, unbooked, sessions_due,"
                                + " held_on_time, escalated) select id, 'supervisor', 'Children', 9, 8, 7, 0, 2, 9, 8, 1, 0, 3,"
                                + " case when month_on = date '2026-12-01' then 9 end,"
                                + " case when month_on = date '2026-12-01' then 6 end,"
                                + " case when month_on = date '2026-12-01' then 2 end from compliance_report")
                .update();

        List<Trend.Month> months =
                bed.inTransaction(() -> bed.get(Trend.class).of(Set.of("supervisor"), count().get("supervisor")));

        assertThat(months)
                .extracting(Trend.Month::month)
                .containsExactly(
                        YearMonth.of(2026, 10), YearMonth.of(2026, 11), YearMonth.of(2026, 12), YearMonth.of(2027, 1));
        assertThat(months.get(0).uncounted()).contains(Figure.DUE, Figure.ESCALATED);
        assertThat(months.get(1).figures()).isNull();
        assertThat(months.get(2).figures().of(Figure.ON_TIME)).isEqualTo(6);
        assertThat(months.get(2).uncounted()).isEmpty();
        assertThat(months.get(3).figures().of(Figure.SUPERVISIONS)).isEqualTo(1);
        assertThat(months.get(3).inProgress()).isTrue();
        assertThat(bed.inTransaction(() -> bed.get(Trend.class).of(Set.of("cover"), new Figures(Map.of())))
                        .get(2)
                        .figures())
                .as("nothing of another line")
                .isNull();
    }

    @Test
    @DisplayName("the line below holds everybody under somebody, and nobody beside")
    void below() {
        LineManagement line = bed.get(LineManagement.class);
        assertThat(line.below("supervisor")).containsExactlyInAnyOrder("supervisor", "worker", "nqsw");
        assertThat(line.below("linemanager"))
                .contains("supervisor", "othersupervisor", "cover", "otherworker")
                .doesNotContain("servicemanager", "processowner");
        assertThat(line.below("nobody")).containsExactly("nobody");
    }
}
