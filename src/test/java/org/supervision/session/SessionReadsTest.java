package org.supervision.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.supervision.session.SessionTestBed.SUPERVISEE;
import static org.supervision.session.SessionTestBed.SUPERVISOR;
import static org.supervision.session.SessionTestBed.TODAY;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.TestBed;
import org.supervision.access.SupervisionFiles;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.MeetingMode;
import org.supervision.calendar.London;
import org.supervision.caseload.CaseLine;
import org.supervision.caseload.CaseRegister;
import org.supervision.caseload.CaseType;
import org.supervision.caseload.WorkCase;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.review.ReviewStatistics;

@DisplayName("What others ask of sessions")
@Deployment(
        resources = {
            "bpmn/session-booking.bpmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn"
        })
class SessionReadsTest {

    @RegisterExtension
    static ProcessEngineCoverageExtension extension =
            ProcessEngineCoverageExtension.builder().build();

    private static final LocalDateTime START = LocalDateTime.of(2027, 1, 25, 10, 0);

    SessionTestBed bed;
    SessionService sessions;

    @BeforeEach
    void setUp() {
        ProcessEngine engine = extension.getProcessEngine();
        bed = new SessionTestBed(engine);
        sessions = bed.get(SessionService.class);
    }

    @AfterEach
    void tearDown() {
        bed.close();
    }

    private long agreement() {
        return bed.agreementWithoutBooking(SUPERVISOR, SUPERVISEE, SessionTestBed.terms());
    }

    private SupervisionSession held(long agreement, LocalDateTime start) {
        SupervisionSession session = bed.book(agreement, start);
        bed.at(start.plusHours(2));
        Instant from = start.atZone(London.ZONE).toInstant();
        bed.inTransaction(() -> sessions.hold(
                session.requireId(),
                new HeldSession(
                        from,
                        from.plusSeconds(5400),
                        MeetingMode.FACE_TO_FACE,
                        true,
                        null,
                        null,
                        List.of(new HeldSession.Interrupted("Telephone", 3, false))),
                SUPERVISOR));
        return session;
    }

    @Test
    @DisplayName(
            "B6, B8: a session of a time without a supervisor is in the charge of whoever follows, not of whoever had gone")
    void heldWhileThereWasNoSupervisor() {
        long agreement = agreement();
        bed.inTransaction(() -> bed.get(SupervisionFiles.class).takeAway(agreement, TODAY));
        SupervisionSession session = bed.book(agreement, START);
        bed.at(START.plusDays(7));
        bed.inTransaction(() -> bed.get(SupervisionFiles.class)
                .handOver(agreement, "othersupervisor", START.plusDays(7).toLocalDate()));
        bed.get(JdbcClient.class)
                .sql("update agreement set supervisor = 'othersupervisor' where id = :id")
                .param("id", agreement)
                .update();

        assertThat(sessions.inCharge(session)).isEqualTo("othersupervisor");
    }

    @Test
    @DisplayName(
            "B9, R014, R122: the review's numbers: due, held, average gap, moved, missed, records, interruptions, items")
    void countsForTheReview() {
        long agreement = agreement();
        bed.inTransaction(() -> bed.get(CaseRegister.class)
                .add(SUPERVISEE, new CaseLine("CS-1", null, CaseType.CASE, true, TODAY, null)));
        SupervisionSession first = held(agreement, START);
        Agendas agendas = bed.get(Agendas.class);
        bed.inTransaction(() -> agendas.add(first, SUPERVISEE, "Court skills", false));
        bed.inTransaction(() -> agendas.add(first, SUPERVISEE, "Training", false));
        bed.inTransaction(() -> agendas.add(first, SUPERVISOR, "Rota", false));
        assertThat(agendas.share(first)).isEqualTo("Items added to the agenda: Sarah Bennett 1, Daniel Okafor 2.");
        bed.inTransaction(() -> bed.get(RecordService.class)
                .write(
                        first.requireId(),
                        new RecordDraft(true, List.of(), List.of(), "None", List.of(), List.of(), List.of(), List.of()),
                        SUPERVISOR));
        bed.inTransaction(() -> bed.get(RecordService.class).distribute(first.requireId()));
        bed.inTransaction(() -> bed.get(RecordService.class).distribute(first.requireId()));
        held(agreement, START.plusDays(20));
        SupervisionSession third = bed.book(agreement, START.plusDays(40));
        bed.inTransaction(() -> sessions.rearrange(
                third.requireId(),
                START.plusDays(41).atZone(London.ZONE).toInstant(),
                SUPERVISEE,
                ReasonClass.COURT,
                "Hearing"));
        bed.inTransaction(() -> sessions.presumeMissed(third.requireId()));

        assertThat(bed.get(ReviewStatistics.class).of(agreement, TODAY, TODAY.plusDays(90)))
                .isEqualTo(new ReviewStatistics.Numbers(3, 2, 20.0, 2, 1, 1, 1, 0, 2, 2, 1, 2, 1, 1));
        assertThat(bed.get(ReviewStatistics.class).of(agreement, TODAY, TODAY.plusDays(7)))
                .isEqualTo(new ReviewStatistics.Numbers(0, 0, null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0));
        assertThat(bed.noticesTo(SUPERVISEE))
                .as("distributed once, however often the step runs")
                .filteredOn(notice -> notice.uniqueId().contains("/distributed/"))
                .hasSize(1);
        assertThat(sessions.interruptions(first.requireId())).hasSize(1);
        assertThat(sessions.lastHeldOn(agreement)).contains(LocalDate.of(2027, 2, 14));
    }

    @Test
    @DisplayName(
            "F41, A6.3: an addendum leaves the record's text and hash as they are; the other is told without a word of it")
    void addenda() {
        SupervisionSession session = bed.recorded(
                agreement(),
                START,
                new RecordDraft(true, List.of(), List.of(), "None", List.of(), List.of(), List.of(), List.of()));
        RecordService records = bed.get(RecordService.class);
        RecordVersion before = records.requireLatest(session.requireId());

        bed.inTransaction(() -> records.add(session.requireId(), SUPERVISEE, " The review is in May. "));

        assertThat(records.addenda(session.requireId())).singleElement().satisfies(added -> {
            assertThat(added.addendum()).isEqualTo("The review is in May.");
            assertThat(added.author()).isEqualTo(SUPERVISEE);
            assertThat(added.versionNumber()).isEqualTo(1);
        });
        assertThat(records.versions(session.requireId())).containsExactly(before);
        assertThat(bed.noticesTo(SUPERVISOR))
                .filteredOn(notice -> notice.kind() == MailKind.RECORD_ADDENDUM)
                .singleElement()
                .satisfies(notice -> assertThat(notice.model()).containsOnlyKeys(Notice.PATH));
        assertThat(bed.noticesTo(SUPERVISEE)).noneMatch(notice -> notice.kind() == MailKind.RECORD_ADDENDUM);
        assertThat(bed.get(JdbcClient.class)
                        .sql("select addendum from record_addendum")
                        .query(String.class)
                        .single())
                .doesNotContain("May");
        SupervisionSession next = bed.book(session.agreementId(), START.plusDays(28));
        assertThatThrownBy(() -> records.add(next.requireId(), SUPERVISEE, "x"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName(
            "F37, B2, C4: cut short it is part-held; from half an hour on it counts, and only if the policy says so")
    void cutShort() {
        assertThat(held(59)).isEqualTo("PART_HELD true");
        assertThat(held(30)).isEqualTo("PART_HELD true");
        assertThat(held(29)).isEqualTo("PART_HELD false");
        assertThat(held(60)).isEqualTo("HELD true");

        bed.close();
        bed = new SessionTestBed(
                extension.getProcessEngine(),
                TestBed.policy("partHeldCounts: true", "partHeldCounts: false"),
                "combined");
        sessions = bed.get(SessionService.class);
        assertThat(held(59)).isEqualTo("PART_HELD false");
        assertThat(held(60)).isEqualTo("HELD true");
    }

    /** What a session of so many minutes became, and whether it keeps the interval. */
    private String held(int minutes) {
        long agreement = bed.agreementWithoutBooking(SUPERVISOR, "worker" + minutes, SessionTestBed.terms());
        SupervisionSession session = bed.book(agreement, START);
        Instant from = START.atZone(London.ZONE).toInstant();
        bed.inTransaction(() -> sessions.hold(
                session.requireId(),
                new HeldSession(
                        from,
                        from.plusSeconds(minutes * 60L),
                        MeetingMode.FACE_TO_FACE,
                        true,
                        ReasonClass.EMERGENCY,
                        "Called away",
                        List.of()),
                SUPERVISOR));
        SupervisionSession saved = bed.session(session);
        return saved.state() + " " + saved.requireOutcome().countsAsHeld();
    }

    @Test
    @DisplayName("R108: the sweep asks for bookings that nothing else has asked for")
    void sweeps() {
        long agreement = agreement();
        assertThat(bed.booking(agreement)).isNull();

        bed.inTransaction(() -> bed.get(BookingSweep.class).sweep(Instant.EPOCH));
        bed.inTransaction(() -> bed.get(BookingSweep.class).sweep(Instant.EPOCH));

        assertThat(bed.booking(agreement)).isNotNull();
        assertThat(bed.noticesTo(SUPERVISOR)).hasSize(1);
    }

    @Test
    @DisplayName("R108, E11: the sweep gives a session whose process is gone a new one, once, which presumes it missed")
    void sweepsUpSessions() {
        SupervisionSession session = bed.book(agreement(), START);
        int told = bed.notices().size();
        bed.get(SessionInstances.class).end(session.key());
        assertThat(bed.get(SessionInstances.class).running()).doesNotContain(session.key());

        bed.at(START.plusDays(1));
        for (int i = 0; i < 2; i++) {
            bed.inTransaction(() -> bed.get(SessionSweep.class).sweep(Instant.EPOCH));
        }
        assertThat(bed.instance("supervisionSession", session.key())).isNotNull();
        assertThat(bed.notices().stream()
                        .map(notice -> notice.uniqueId() + "/" + notice.recipientUserId())
                        .distinct())
                .as("keys of mails: of each there is one")
                .hasSize(told);

        bed.at(START.plusDays(5));
        bed.runDueJobs();
        assertThat(bed.session(session).state()).isEqualTo(SessionState.MISSED);
        bed.inTransaction(() -> bed.get(SessionSweep.class).sweep(Instant.EPOCH));
        assertThat(bed.instance("supervisionSession", session.key())).isNull();
    }

    @Test
    @DisplayName("R108: what is booked or cancelled while a sweep looks has one process, or none")
    void leavesOthersAlone() {
        long agreement = agreement();
        SupervisionSession cancelled = bed.book(agreement, START);
        SessionInstances instances = mock();
        List<SupervisionSession> booked = new ArrayList<>();
        doAnswer(asked -> {
                    booked.add(bed.book(agreement, START.plusDays(7)));
                    bed.get(JdbcClient.class)
                            .sql("update supervision_session set state = 'CANCELLED' where id = :id")
                            .param("id", cancelled.requireId())
                            .update();
                    return Set.of();
                })
                .when(instances)
                .running();

        SessionRepository rows = bed.get(SessionRepository.class);
        new SessionSweep(rows, instances).sweep(Instant.EPOCH);

        verify(instances, never()).start(any());
        assertThat(bed.instance("supervisionSession", booked.get(0).key())).isNotNull();
    }

    @Test
    @DisplayName("A card names the other to each of the two, and both to anybody else")
    void namesPeopleOnCards() {
        SupervisionSession session = bed.book(agreement(), START);
        String agreementKey = Agreement.keyOf(session.agreementId());
        SessionCards cards = bed.get(SessionCards.class);

        assertThat(cards.who(List.of(session.key(), agreementKey), SUPERVISOR))
                .isEqualTo(Map.of(
                        session.key(), "Daniel Okafor (you supervise)", agreementKey, "Daniel Okafor (you supervise)"));
        assertThat(cards.who(List.of(session.key()), SUPERVISEE)).containsValue("Sarah Bennett (supervises you)");
        assertThat(cards.who(List.of(session.key()), "linemanager")).containsValue("Sarah Bennett and Daniel Okafor");
    }

    @Test
    @DisplayName("R010: the arrangements themselves are on the agenda of every third session")
    void putsTheArrangementsOnTheAgenda() {
        long agreement = agreement();
        Agendas agendas = bed.get(Agendas.class);
        assertThat(agendas.includesArrangements(held(agreement, START))).isFalse();
        assertThat(agendas.includesArrangements(held(agreement, START.plusDays(7))))
                .isFalse();
        SupervisionSession third = bed.book(agreement, START.plusDays(14));
        assertThat(agendas.includesArrangements(third)).isTrue();
        assertThat(agendas.fixedItems(third)).hasSize(8);
    }

    @Test
    @DisplayName("F28: what was on the agenda of a missed session comes up in the next one")
    void carriesTheAgendaOfAMissedSession() {
        long agreement = agreement();
        SupervisionSession missed = bed.book(agreement, START);
        SupervisionSession next = bed.book(agreement, START.plusDays(7));
        Agendas agendas = bed.get(Agendas.class);
        bed.inTransaction(() -> agendas.add(missed, SUPERVISEE, " Court skills ", false));
        assertThat(agendas.added(next.requireId())).isEmpty();

        bed.inTransaction(() -> sessions.presumeMissed(missed.requireId()));

        assertThat(agendas.added(next.requireId()))
                .extracting(AgendaItem::title)
                .containsExactly("Court skills");
    }

    @Test
    @DisplayName(
            "R120, R121: a case counts as reviewed once a distributed record has it, and no longer where that is corrected")
    void countsCasesOfDistributedRecords() {
        long agreement = agreement();
        RecordContent.CaseDiscussed first = new RecordContent.CaseDiscussed("CS-1", true, true, "x", null);
        RecordContent.CaseDiscussed second = new RecordContent.CaseDiscussed("CS-2", false, false, null, null);
        SupervisionSession session = held(agreement, START);
        CaseRegister cases = bed.get(CaseRegister.class);
        RecordService records = bed.get(RecordService.class);
        bed.inTransaction(() -> records.write(session.requireId(), draft(first, second), SUPERVISOR));
        assertThat(cases.of(SUPERVISEE)).extracting(WorkCase::lastDiscussedOn).containsOnlyNulls();

        bed.inTransaction(() -> records.distribute(session.requireId()));
        LocalDate day = START.toLocalDate();
        assertThat(cases.of(SUPERVISEE)).extracting(WorkCase::lastDiscussedOn).containsExactly(day, day);
        assertThat(cases.of(SUPERVISEE)).extracting(WorkCase::lastInDepthOn).containsExactly(day, null);
        assertThat(cases.due(SUPERVISEE, day.plusDays(27))).isEmpty();
        assertThat(cases.due(SUPERVISEE, day.plusDays(28)))
                .extracting(WorkCase::reference)
                .containsExactly("CS-1");
        assertThat(cases.due(SUPERVISEE, day.plusWeeks(12)))
                .extracting(WorkCase::reference)
                .containsExactly("CS-1", "CS-2");

        bed.inTransaction(() -> records.write(session.requireId(), draft(first), SUPERVISOR));
        bed.inTransaction(() -> records.distribute(session.requireId()));
        assertThat(cases.of(SUPERVISEE)).extracting(WorkCase::lastDiscussedOn).containsExactly(day, null);
        assertThat(cases.due(SUPERVISEE, day.plusDays(27))).isEmpty();
        assertThat(cases.due(SUPERVISEE, day.plusDays(28)))
                .as("the second was never reviewed")
                .extracting(WorkCase::reference)
                .containsExactly("CS-1", "CS-2");
    }

    private static RecordDraft draft(RecordContent.CaseDiscussed... cases) {
        return new RecordDraft(true, List.of(), List.of(cases), "Two only", List.of(), List.of(), List.of(), List.of());
    }

    @Test
    @DisplayName("D6, C11: priorities within 4 weeks, all within 12, soon from 8, and new ones within 4")
    void ranksCases() {
        CaseRegister cases = bed.get(CaseRegister.class);
        bed.inTransaction(() -> {
            for (String reference : List.of("CS-1", "CS-2", "CS-3", "CS-4")) {
                LocalDate opened = reference.equals("CS-3") ? TODAY.plusDays(29) : TODAY;
                boolean priority = reference.equals("CS-4");
                cases.add(SUPERVISEE, new CaseLine(reference, null, CaseType.CASE, priority, opened, null));
            }
            cases.add(SUPERVISEE, new CaseLine("CS-5", null, CaseType.CASE, true, TODAY, TODAY.plusDays(7)));
            for (WorkCase one : cases.of(SUPERVISEE)) {
                if (one.reference().equals("CS-2")) {
                    cases.reviewed(one.requireId(), TODAY, null);
                }
            }
        });

        assertThat(standing(TODAY.plusDays(27))).containsExactly("CS-4 LATER", "CS-1 LATER", "CS-2 LATER");
        assertThat(standing(TODAY.plusDays(28))).containsExactly("CS-4 NOW", "CS-1 NOW", "CS-2 LATER");
        assertThat(standing(TODAY.plusDays(55))).contains("CS-2 LATER", "CS-3 LATER");
        assertThat(standing(TODAY.plusDays(56))).containsExactly("CS-4 NOW", "CS-1 NOW", "CS-2 SOON", "CS-3 LATER");
        assertThat(standing(TODAY.plusDays(84))).containsExactly("CS-4 NOW", "CS-1 NOW", "CS-2 NOW", "CS-3 NOW");
    }

    private List<String> standing(LocalDate day) {
        return bed.get(CaseRegister.class).standing(SUPERVISEE, day).stream()
                .map(one -> one.workCase().reference() + " " + one.urgency())
                .toList();
    }

    @Test
    @DisplayName(
            "F50, F51, F53: an action goes on until its owner closes it, is flagged when carried twice, and reminded of")
    void carriesActions() {
        long agreement = agreement();
        SupervisionSession first = held(agreement, START);
        Actions actions = bed.get(Actions.class);
        LocalDate due = LocalDate.of(2027, 2, 1); // a Monday
        bed.inTransaction(() -> actions.agree(
                first, List.of(new RecordContent.Action("Court skills", SUPERVISEE, due, ActionType.TRAINING, null))));
        ActionItem action = actions.underAgreement(agreement).get(0);
        long id = action.requireId();
        assertThat(reminded(due.minusDays(4))).as("a Thursday").containsExactly("worker AHEAD 2027-02-01");
        assertThat(reminded(due)).isEmpty();
        assertThat(reminded(due.plusDays(1))).containsExactly("worker OVERDUE 2027-02-01");

        SupervisionSession second = held(agreement, START.plusDays(7));
        bed.inTransaction(() -> actions.review(second, List.of()));
        assertThat(actions.carriedInWords(id)).isEqualTo(" (carried forward once)");
        SupervisionSession third = held(agreement, START.plusDays(14));
        bed.inTransaction(() -> actions.review(third, List.of()));
        assertThat(actions.carriedInWords(id)).contains("2 times", "decide what becomes of it");
        assertThat(actions.isLate(action)).isTrue();

        bed.inTransaction(() -> actions.change(action, ActionState.DONE, "Booked"));
        bed.inTransaction(() -> actions.review(third, List.of()));
        assertThat(actions.of(first.requireId()).get(0).state())
                .as("a correction does not open it again")
                .isEqualTo(ActionState.DONE);
        assertThat(actions.countOpen(agreement)).isZero();
        assertThat(actions.toGoThrough(bed.book(agreement, START.plusDays(21)).requireId()))
                .isEmpty();
        assertThat(reminded(due.plusDays(1))).isEmpty();
        assertThat(actions.events(id)).extracting(ActionEvent::note).containsExactly("Booked");
    }

    private List<String> reminded(LocalDate day) {
        Instant start = day.atStartOfDay(London.ZONE).toInstant();
        return bed.get(ActionReminders.class).due(start.minusSeconds(60), start.plusSeconds(60)).stream()
                .map(reminder -> reminder.userId() + " " + reminder.phase() + " " + reminder.dueOn())
                .toList();
    }

    @Test
    @DisplayName("A session that was held is neither moved, cancelled, missed nor held again")
    void refusesWhatCannotBe() {
        long agreement = agreement();
        SupervisionSession session = held(agreement, START);
        long id = session.requireId();

        assertThatThrownBy(() -> sessions.rearrange(id, session.startAt(), SUPERVISOR, null, null))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sessions.cancel(id, SUPERVISOR, ReasonClass.OTHER, "x"))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sessions.presumeMissed(id)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sessions.markRecovery(id, 1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sessions.require(4711)).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> SupervisionSession.idOf("AG-000001")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("B8: an overdue record never goes to one of the two parties")
    void neverAsksAParty() {
        Escalations escalations = bed.get(Escalations.class);
        SupervisionSession ofTeamManager =
                bed.book(bed.agreementWithoutBooking("linemanager", SUPERVISOR, SessionTestBed.terms()), START);
        assertThat(escalations.lineManagerFor(ofTeamManager)).isEqualTo("servicemanager");

        SupervisionSession ofGroupManager =
                bed.book(bed.agreementWithoutBooking("servicemanager", "linemanager", SessionTestBed.terms()), START);
        assertThat(escalations.lineManagerFor(ofGroupManager)).isEqualTo("strategicmanager");
    }

    @Test
    @DisplayName("A write that fails says nothing of what was written")
    void keepsContentOutOfExceptions() {
        SupervisionSession session = held(agreement(), START);
        RecordVersionRepository versions = bed.get(RecordVersionRepository.class);
        RecordVersion version = new RecordVersion(
                null, session.requireId(), 1, SUPERVISOR, Instant.EPOCH, "A secret of the family", "0".repeat(64));
        versions.save(version);

        assertThatThrownBy(() -> versions.save(version))
                .isInstanceOf(DuplicateKeyException.class)
                .hasNoCause()
                .hasMessageNotContaining("secret");
        CaseRegister cases = bed.get(CaseRegister.class);
        CaseLine known = new CaseLine("CS-1", "AB", CaseType.CASE, false, START.toLocalDate(), null);
        cases.add(SUPERVISEE, known);
        assertThatThrownBy(() -> cases.add(SUPERVISEE, known))
                .isInstanceOf(DuplicateKeyException.class)
                .hasMessageNotContaining("CS-1");
        CaseLine tooLong = new CaseLine("Secret ".repeat(20), null, CaseType.CASE, false, START.toLocalDate(), null);
        assertThatThrownBy(() -> cases.add(SUPERVISEE, tooLong))
                .hasMessageContaining("WorkCaseRepository")
                .hasMessageContaining("SQL state 22001")
                .hasMessageNotContaining("Secret")
                .hasNoCause();
    }
}
