package org.supervision.audit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.access.Access;
import org.supervision.access.Content;
import org.supervision.access.Reading;
import org.supervision.access.Route;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.EndReason;
import org.supervision.agreement.Fact;
import org.supervision.audit.AuditAnswer;
import org.supervision.audit.AuditFacts;
import org.supervision.audit.AuditFile;
import org.supervision.audit.AuditFile.Decision;
import org.supervision.audit.AuditFile.State;
import org.supervision.audit.AuditNumbers;
import org.supervision.audit.AuditNumbers.Numbers;
import org.supervision.audit.AuditNumbers.QuestionNumbers;
import org.supervision.audit.Audits;
import org.supervision.audit.Question;
import org.supervision.audit.Verdict;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.session.ActionType;
import org.supervision.session.ItemOutcome;
import org.supervision.session.RecordContent.Action;
import org.supervision.session.RecordContent.CaseDiscussed;
import org.supervision.session.RecordContent.Item;
import org.supervision.session.RecordDraft;
import org.supervision.session.SessionTestBed;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.FormErrors.FieldError;

/** Every path of record-audit.bpmn with the real services. The sample is every agreement unless a test says otherwise. */
@DisplayName("A random sample of the files is audited, each by one independent auditor for a while (C24)")
@Deployment(
        resources = {
            "bpmn/record-audit.bpmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/session-booking.bpmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn"
        })
class RecordAuditProcessTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ProcessEngineCoverageExtension.builder()
            .excludeProcessDefinitionKeys(
                    "supervisionSession", "sessionBooking", "frequency-policy", "session-outcome", "record-deadline")
            .assertClassCoverageAtLeast(1.0)
            .build();

    private static final String AUDITOR = "auditor";
    private static final String KEY = "AU-000001";
    private static final String FILE = "AF-000001";

    /** The Thursday after a quarter. */
    private static final LocalDate DRAWN = LocalDate.of(2027, 4, 1);

    private static final LocalDate DUE = LocalDate.of(2027, 4, 29);

    /** Five working days later; the Monday between is a bank holiday. */
    private static final LocalDate TERM_END = LocalDate.of(2027, 5, 7);

    private SessionTestBed bed;
    private Audits audits;
    private Access access;
    private SupervisionSession session;

    @AfterEach
    void close() {
        bed.close();
    }

    private void open(String... policyFromTo) {
        bed = new SessionTestBed(COVERAGE.getProcessEngine(), SessionTestBed.policy(policyFromTo), "combined");
        audits = bed.get(Audits.class);
        access = bed.get(Access.class);
    }

    private void everyFile() {
        open("samplePct: 10", "samplePct: 100");
    }

    private long agreement() {
        return bed.agreementWithoutBooking("supervisor", "worker", SessionTestBed.terms());
    }

    private void makeAuditor(String userId) {
        String csv = SessionTestBed.text("demo/people.csv")
                .lines()
                .map(line -> line.startsWith(userId + ",")
                        ? line.replaceAll("TEAM_MANAGER|SOCIAL_WORKER|GROUP_MANAGER", "AUDITOR")
                        : line)
                .reduce("", (text, line) -> text + line + "\n");
        bed.people(csv, LocalDate.of(2027, 1, 4));
    }

    private void sweepAt(LocalDateTime london) {
        bed.at(london);
        bed.inTransaction(audits::askForNext);
    }

    /** The sample is drawn in the morning of its day. */
    private ProcessInstance drawn() {
        sweepAt(DRAWN.atTime(6, 0));
        ProcessInstance instance = bed.instance("recordAudit", KEY);
        bed.runDueJobs();
        return instance;
    }

    private Task audit() {
        return bed.task("Task_AuditRecord", KEY);
    }

    private AuditFile file() {
        return audits.requireFile(FILE);
    }

    private static AuditRecordForm.Values answered(@Nullable String findings, boolean forLineManager) {
        List<AuditRecordForm.Row> rows = new ArrayList<>();
        for (Question question : Question.ofAuditor()) {
            boolean no = question == Question.REFLECTION;
            rows.add(new AuditRecordForm.Row(question, no ? Verdict.NO : Verdict.YES, no ? "There is none." : null));
        }
        return new AuditRecordForm.Values(rows, findings, forLineManager);
    }

    private boolean opens(String reader, Content content, Route route) {
        return Boolean.TRUE.equals(bed.inTransaction(() -> access.open(reader, content, route)));
    }

    private boolean opensFile(String reader) {
        return opens(reader, Content.audited(FILE), Route.FORM);
    }

    private SupervisionSession recorded(long agreement, LocalDateTime start, List<Action> actions) {
        return bed.recorded(
                agreement,
                start,
                new RecordDraft(
                        true,
                        List.of(
                                new Item("WB", "Well-being", ItemOutcome.DISCUSSED, "Tired of it all"),
                                new Item("LV", "Leave", ItemOutcome.NOTHING_TO_RAISE, null)),
                        List.of(new CaseDiscussed("CS-1001", true, false, "The plan of the child", "Visit weekly")),
                        null,
                        actions,
                        List.of(),
                        List.of(),
                        List.of()));
    }

    private Map<Question, String> answers() {
        return audits.answersOn(file()).stream().collect(Collectors.toMap(AuditAnswer::question, AuditAnswer::inWords));
    }

    @Test
    @DisplayName("it is drawn on the first working day after the quarter, not a moment earlier, and once")
    void isDrawnInTime() {
        everyFile();
        agreement();
        sweepAt(DRAWN.atStartOfDay().minusSeconds(1));
        assertThat(audits.all()).isEmpty();

        sweepAt(DRAWN.atStartOfDay());
        ProcessInstance instance = bed.instance("recordAudit", KEY);
        bed.runDueJobs();

        assertThat(instance).isWaitingAt("Task_AuditRecord");
        assertThat(audit().getAssignee()).isEqualTo(AUDITOR);
        assertThat(audit().getDueDate()).isEqualTo(Date.from(Instant.parse("2027-04-29T23:00:00Z")));
        assertThat(bed.noticesTo(AUDITOR))
                .extracting(
                        Notice::kind,
                        notice -> notice.model().get(Notice.COUNT),
                        notice -> notice.model().get(Notice.DUE))
                .containsExactly(tuple(MailKind.FILES_TO_AUDIT, 1, DUE));
        sweepAt(DRAWN.atTime(6, 0));
        sweepAt(DUE.atTime(6, 0));
        assertThat(audits.all()).singleElement().satisfies(round -> {
            assertThat(round.population()).isEqualTo(1);
            assertThat(round.termEndsOn()).isEqualTo(TERM_END);
        });
    }

    @Test
    @DisplayName(
            "only agreements that were in force in the quarter and still are can be drawn; without any there is no audit")
    void population() {
        open();
        long suspended = bed.agreementWithoutBooking("othersupervisor", "otherworker", SessionTestBed.terms());
        bed.inTransaction(() -> bed.get(AgreementService.class).suspend(suspended, DRAWN.minusDays(9), null));
        bed.at(DRAWN.atTime(0, 30));
        bed.agreementWithoutBooking("supervisor", "nqsw", SessionTestBed.terms());
        sweepAt(DRAWN.atTime(6, 0));
        assertThat(audits.all()).isEmpty();

        bed.at(LocalDateTime.of(2027, 6, 30, 9, 0));
        agreement();
        sweepAt(LocalDateTime.of(2027, 7, 1, 6, 0));
        bed.runDueJobs();

        assertThat(audits.all())
                .singleElement()
                .satisfies(round -> assertThat(round.population()).isEqualTo(2));
        assertThat(bed.tasks("Task_AuditRecord", KEY)).hasSize(1); // a tenth, rounded up
    }

    @Test
    @DisplayName("the data answer half of the questions, as they stood on the day of the sample")
    void theDataAnswer() {
        everyFile();
        long agreement = agreement();
        JdbcClient jdbc = bed.get(JdbcClient.class);
        for (String party : List.of("SUPERVISOR", "SUPERVISEE")) {
            jdbc.sql("insert into agreement_signature (term_id, party, signer, signer_name, text_sha256, signed_at)"
                            + " values (1, :party, 'x', 'x', 'x', current_timestamp)")
                    .param("party", party)
                    .update();
        }
        bed.signed(recorded(
                agreement,
                LocalDateTime.of(2027, 1, 25, 10, 0),
                List.of(new Action("Ring the school", "worker", LocalDate.of(2027, 2, 1), ActionType.CASE, null))));
        bed.signed(recorded(agreement, LocalDateTime.of(2027, 2, 22, 10, 0), List.of()));
        recorded(agreement, LocalDateTime.of(2027, 3, 24, 10, 0), List.of()); // two days too late
        bed.missed(agreement, LocalDateTime.of(2027, 3, 30, 10, 0));
        drawn();

        assertThat(answers())
                .containsOnly(
                        Map.entry(Question.AGREEMENT_SIGNED, "Yes"),
                        Map.entry(Question.FREQUENCY_KEPT, "No (3 of 4)"),
                        Map.entry(Question.MISSED_EXPLAINED, "Yes"),
                        Map.entry(Question.MOVED_WERE_HELD, "Not applicable"),
                        Map.entry(Question.JOINT_AGENDA, "No (2 of 3)"),
                        Map.entry(Question.RECORD_IN_TIME, "Yes (3 of 3)"),
                        Map.entry(Question.RECORD_SIGNED, "Yes (2 of 2)"),
                        Map.entry(Question.CASE_FILES_UPDATED, "No (0 of 3)"),
                        Map.entry(Question.ACTIONS_REVIEWED, "Yes"),
                        Map.entry(Question.REVIEWED_IN_TIME, "Not applicable"),
                        Map.entry(Question.APPRAISAL_CURRENT, "No"));
        Map<String, Object> facts = bed.show(audit(), AUDITOR).facts();
        assertThat(facts.get("figures"))
                .asInstanceOf(InstanceOfAssertFactories.list(Fact.class))
                .contains(
                        new Fact("Sessions held", "3"),
                        new Fact("Sessions missed or cancelled", "1"),
                        new Fact("Cases discussed", "3"),
                        new Fact("Well-being", "discussed in 3 of 3"),
                        new Fact("Time off in lieu, annual leave, sickness", "discussed in 0 of 3"));
        assertThat(facts.toString()).contains("Sarah Bennett and Daniel Okafor").doesNotContain("Tired", "The plan");
        assertThat(facts).doesNotContainKey("records");
    }

    @Test
    @DisplayName("a quarter without a session: what can't be asked is not applicable, and the interval is too long")
    void nothingHappened() {
        everyFile();
        agreement();
        drawn();

        assertThat(answers())
                .containsEntry(Question.AGREEMENT_SIGNED, "No")
                .containsEntry(Question.FREQUENCY_KEPT, "No")
                .containsEntry(Question.JOINT_AGENDA, "Not applicable")
                .containsEntry(Question.RECORD_SIGNED, "Not applicable")
                .containsEntry(Question.ACTIONS_REVIEWED, "Not applicable");
    }

    @Test
    @DisplayName(
            "what was signed on paper is signed, and the interval counts from the last session before it was entered")
    void enteredFromPaper() {
        everyFile();
        long agreement = agreement();
        JdbcClient jdbc = bed.get(JdbcClient.class);
        jdbc.sql("insert into paper_agreement (term_id, scan_reference, imported_by, imported_at)"
                        + " values (1, '-', 'records', current_timestamp)")
                .update();
        jdbc.sql("insert into interval_restart (agreement_id, restarted_on) values (:id, date '2027-03-05')")
                .param("id", agreement)
                .update();
        drawn();

        assertThat(answers())
                .containsEntry(Question.AGREEMENT_SIGNED, "Yes")
                .containsEntry(Question.FREQUENCY_KEPT, "Yes");
    }

    @Test
    @DisplayName("the auditor answers the other half: each question, and a word where the answer is no")
    void theAuditorAnswers() {
        everyFile();
        agreement();
        drawn();
        AuditRecordForm.Values empty =
                (AuditRecordForm.Values) bed.show(audit(), AUDITOR).proposal();

        assertThat(bed.check(audit(), AUDITOR, empty).errors())
                .hasSize(Question.ofAuditor().size())
                .allMatch(error -> error.message().equals("Answer this question."));
        List<AuditRecordForm.Row> rows = new ArrayList<>(answered(null, true).answers());
        rows.set(0, new AuditRecordForm.Row(Question.RECORDS_COMPLIANT, Verdict.NO, " "));
        assertThat(bed.check(audit(), AUDITOR, new AuditRecordForm.Values(rows, null, true))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("answers[0].note", "findings");
        rows.remove(3);
        assertThat(bed.check(audit(), AUDITOR, new AuditRecordForm.Values(rows, null, false))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("answers");
    }

    @Test
    @DisplayName("access is one auditor's, from the sample to the task's end, and is logged for both to see")
    void accessWhileTheTaskIsOpen() {
        everyFile();
        makeAuditor("cover");
        long agreement = agreement();
        session = recorded(agreement, LocalDateTime.of(2027, 1, 25, 10, 0), List.of());
        bed.at(DRAWN.atStartOfDay().minusSeconds(1));
        assertThat(opensFile(AUDITOR)).isFalse();

        ProcessInstance instance = drawn();
        String auditor = audit().getAssignee();
        String other = auditor.equals(AUDITOR) ? "cover" : AUDITOR;
        assertThat(opensFile(auditor)).isTrue();
        assertThat(opensFile(other)).isFalse();
        assertThat(opensFile("linemanager")).isFalse();
        assertThat(opens(auditor, Content.record(session.key(), 1), Route.FORM)).isFalse();
        assertThat(opens(auditor, Content.agreement("AG-000001/T1"), Route.PAGE))
                .isFalse();
        assertThat(opens(auditor, Content.agenda(session.key()), Route.FORM)).isFalse();
        assertThat(bed.noticesTo("worker")).noneMatch(notice -> notice.kind() == MailKind.FILE_WAS_AUDITED);

        bed.complete(audit(), answered("The agenda is thin.", false));

        assertThat(instance)
                .hasPassedInOrder("Task_DrawSample", "Task_AuditRecord", "Task_CloseAudit", "EndEvent_AuditClosed")
                .isEnded();
        assertThat(opensFile(auditor)).isFalse();
        for (String party : List.of("supervisor", "worker")) {
            assertThat(bed.noticesTo(party))
                    .filteredOn(notice -> notice.kind() == MailKind.FILE_WAS_AUDITED)
                    .singleElement()
                    .satisfies(notice -> assertThat(notice.model())
                            .isEqualTo(Map.of(Notice.PATH, "/camunda/api/supervision/copies/audits/" + FILE)));
            assertThat(access.readings(party, Content.audit(FILE)))
                    .extracting(Reading::reader, Reading::ground)
                    .contains(tuple(auditor, "AUDIT"), tuple(other, Reading.DENIED));
        }
        assertThat(access.readings(auditor, Content.audit(FILE))).isEmpty();
        assertThat(bed.get(AuditFacts.class).result(file()))
                .contains(
                        new Fact("Findings", "The agenda is thin."),
                        new Fact("Is there room for reflective practice?", "No\nThere is none."));
        assertThat(bed.tasks("Task_ConsiderFindings", FILE)).isEmpty();
    }

    @Test
    @DisplayName(
            "where the policy lets auditors read the narrative, it is that of the quarter's sessions, and no longer")
    void narrative() {
        open("samplePct: 10", "samplePct: 100", "narrative: false", "narrative: true");
        long agreement = agreement();
        session = recorded(agreement, LocalDateTime.of(2027, 3, 25, 10, 0), List.of());
        SupervisionSession later = recorded(agreement, LocalDateTime.of(2027, 4, 1, 1, 0), List.of());
        drawn();

        assertThat(bed.show(audit(), AUDITOR).facts()).containsEntry("records", "/camunda/api/supervision/copies");
        assertThat(opens(AUDITOR, Content.record(session.key(), 1), Route.PAGE)).isTrue();
        assertThat(opens(AUDITOR, Content.agreement("AG-000001/T1"), Route.PAGE))
                .isTrue();
        assertThat(opens(AUDITOR, Content.record(later.key(), 1), Route.PAGE)).isFalse();
        assertThat(opens(AUDITOR, Content.agenda(session.key()), Route.PAGE)).isFalse();
        assertThat(access.readings("worker", Content.record(session.key(), 0)))
                .extracting(Reading::reader, Reading::kind, Reading::ground)
                .contains(tuple(AUDITOR, "RECORD", "AUDIT"));

        bed.complete(audit(), answered(null, false));
        assertThat(opens(AUDITOR, Content.record(session.key(), 1), Route.PAGE)).isFalse();
        assertThat(opens(AUDITOR, Content.agreement("AG-000001/T1"), Route.PAGE))
                .isFalse();
    }

    @Test
    @DisplayName(
            "who is not done in time is overdue; when the term is over the task goes, the access ends and both are told")
    void termIsOver() {
        everyFile();
        agreement();
        ProcessInstance instance = drawn();
        bed.at(DUE.atTime(23, 59, 59));
        assertThat(numbers().overdue()).isZero();
        bed.at(DUE.plusDays(1).atStartOfDay());
        assertThat(numbers().overdue()).isEqualTo(1);
        assertThat(opensFile(AUDITOR)).isTrue();

        bed.at(TERM_END.atTime(23, 59, 59));
        assertThat(bed.runDueJobs()).isZero();
        assertThat(instance).isWaitingAt("Task_AuditRecord");
        assertThat(opensFile(AUDITOR)).isTrue();

        bed.at(TERM_END.plusDays(1).atStartOfDay());
        assertThat(opensFile(AUDITOR)).isFalse(); // by the date alone, before any job has run
        bed.runDueJobs();
        assertThat(instance)
                .hasPassedInOrder("BoundaryEvent_TermOver", "Task_CloseAudit")
                .isEnded();
        assertThat(file().state()).isEqualTo(State.NOT_AUDITED);
        assertThat(numbers().notAudited()).isEqualTo(1);
        assertThat(numbers().overdue()).isZero();
        assertThat(bed.noticesTo("worker")).extracting(Notice::kind).contains(MailKind.FILE_WAS_AUDITED);
        assertThat(bed.get(AuditFacts.class).result(file()).toString()).contains("the time for it was over");
    }

    @Test
    @DisplayName("nobody audits a file of their own, of those above or below them, or of those they hold sessions with")
    void auditorsAreIndependent() {
        everyFile();
        makeAuditor("cover");
        bed.agreementWithoutBooking("linemanager", "cover", SessionTestBed.terms());
        bed.agreementWithoutBooking("servicemanager", "linemanager", SessionTestBed.terms());
        long held = bed.agreementWithoutBooking("othersupervisor", "otherworker", SessionTestBed.terms());
        recorded(held, LocalDateTime.of(2027, 1, 25, 10, 0), List.of());
        bed.get(JdbcClient.class)
                .sql("update supervision_session set supervisor = 'cover' where agreement_id = :id")
                .param("id", held)
                .update();
        drawn();

        assertThat(bed.tasks("Task_AuditRecord", KEY))
                .hasSize(3)
                .allMatch(task -> task.getAssignee().equals(AUDITOR));
    }

    @Test
    @DisplayName("files go round among the auditors who are independent of them")
    void filesGoRound() {
        everyFile();
        makeAuditor("cover");
        agreement();
        bed.agreementWithoutBooking("othersupervisor", "otherworker", SessionTestBed.terms());
        drawn();

        assertThat(bed.tasks("Task_AuditRecord", KEY))
                .extracting(Task::getAssignee)
                .containsOnly(AUDITOR, "cover");
    }

    @Test
    @DisplayName("a file that nobody is independent of is not audited, which the numbers say")
    void noAuditor() {
        everyFile();
        bed.people(
                SessionTestBed.text("demo/people.csv").replace(",AUDITOR,", ",SOCIAL_WORKER,"),
                LocalDate.of(2027, 1, 4));
        agreement();
        ProcessInstance instance = drawn();

        assertThat(instance).isEnded();
        assertThat(file().state()).isEqualTo(State.NO_AUDITOR);
        assertThat(numbers().noAuditor()).isEqualTo(1);
        assertThat(bed.noticesTo("worker")).noneMatch(notice -> notice.kind() == MailKind.FILE_WAS_AUDITED);
    }

    @Test
    @DisplayName("an auditor who has come to have to do with the file can't complete it any more")
    void isNoLongerIndependent() {
        everyFile();
        agreement();
        drawn();
        bed.people(
                SessionTestBed.text("demo/people.csv")
                        .replace("sarah.bennett@example.org,linemanager", "sarah.bennett@example.org,auditor"),
                DRAWN);

        assertThat(bed.check(audit(), AUDITOR, answered(null, false)).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.message()).contains("not audited"));
    }

    @Test
    @DisplayName("an agreement that ends meanwhile is audited all the same: the quarter was under it")
    void agreementEnded() {
        everyFile();
        long agreement = agreement();
        drawn();
        bed.inTransaction(() -> bed.get(AgreementService.class).end(agreement, EndReason.LEAVER));

        assertThat(opensFile(AUDITOR)).isTrue();
        assertThat(bed.show(audit(), AUDITOR).facts()).containsKey("figures");
        bed.complete(audit(), answered("It was well kept.", true));
        assertThat(file().state()).isEqualTo(State.AUDITED);
        assertThat(bed.hasTask("Task_ConsiderFindings", FILE)).isTrue();
    }

    @Test
    @DisplayName("the line manager considers findings where the auditor asks for it, and both read what is done")
    void findings() {
        everyFile();
        agreement();
        drawn();
        bed.complete(audit(), answered("No session was held.", true));

        Task consider = bed.task("Task_ConsiderFindings", FILE);
        ProcessInstance instance = bed.instance("recordAudit", FILE);
        assertThat(consider.getAssignee()).isEqualTo("linemanager");
        assertThat(consider.getDueDate()).isEqualTo(Date.from(Instant.parse("2027-04-15T23:00:00Z")));
        assertThat(bed.noticesTo("linemanager")).extracting(Notice::kind).contains(MailKind.AUDIT_FINDINGS);
        assertThat(opens("linemanager", Content.audit(FILE), Route.FORM)).isTrue();
        assertThat(opens("linemanager", Content.audit(FILE), Route.PAGE)).isFalse();
        assertThat(bed.show(consider, "linemanager").facts())
                .containsEntry("findings", "No session was held.")
                .extractingByKey("shortcomings")
                .asInstanceOf(InstanceOfAssertFactories.list(Fact.class))
                .contains(
                        new Fact("Was the agreed frequency kept?", "No"),
                        new Fact("Is there room for reflective practice?", "No\nThere is none."))
                .noneMatch(fact -> fact.value().startsWith("Yes"));
        assertThat(bed.check(consider, "linemanager", new ConsiderFindingsForm.Values(null, null))
                        .errors())
                .extracting(FieldError::field)
                .containsExactly("decision", "note");
        assertThat(numbers().considered()).isZero();

        bed.complete(consider, new ConsiderFindingsForm.Values(Decision.ACT, "They meet on Mondays from now on."));

        assertThat(instance)
                .hasPassedInOrder("StartEvent_FindingsRaised", "Task_ConsiderFindings", "EndEvent_FindingsConsidered")
                .isEnded();
        assertThat(numbers())
                .extracting(Numbers::forLineManager, Numbers::considered, Numbers::acted)
                .containsExactly(1, 1, 1);
        assertThat(bed.get(AuditFacts.class).result(file()))
                .contains(new Fact("Line manager", "Farida Hussain: They meet on Mondays from now on."));
    }

    @Test
    @DisplayName("the managers get a link when the audit is closed; the numbers count what they may see")
    void theNumbers() {
        everyFile();
        agreement();
        bed.agreementWithoutBooking("othersupervisor", "otherworker", SessionTestBed.terms());
        ProcessInstance instance = drawn();
        assertThat(numbers().open()).isEqualTo(2);
        bed.complete(bed.tasks("Task_AuditRecord", KEY).get(0), answered(null, false));
        assertThat(instance).isWaitingAt("Task_AuditRecord");
        assertThat(bed.noticesTo("servicemanager")).isEmpty();
        bed.complete(audit(), answered(null, false));

        assertThat(bed.notices())
                .filteredOn(notice -> notice.kind() == MailKind.AUDIT_REPORT)
                .extracting(Notice::recipientUserId, notice -> notice.model().get(Notice.PATH))
                .containsExactlyInAnyOrder(
                        tuple("servicemanager", Audits.PATH + "/" + KEY),
                        tuple("strategicmanager", Audits.PATH + "/" + KEY));
        assertThat(numbers().audited()).isEqualTo(2);
        assertThat(numbers().questions()).contains(new QuestionNumbers(Question.REFLECTION, 0, 2, 0));
        Numbers one = bed.get(AuditNumbers.class).of(KEY, "supervisor"::equals).orElseThrow();
        assertThat(one.drawn()).isEqualTo(1);
        assertThat(one.questions()).contains(new QuestionNumbers(Question.LEAVE, 1, 0, 0));
        assertThat(bed.get(AuditNumbers.class).of("AU-000009", any -> true)).isEmpty();
        assertThat(bed.get(AuditNumbers.class).of("1", any -> true)).isEmpty();
    }

    private Numbers numbers() {
        return bed.get(AuditNumbers.class).of(KEY, any -> true).orElseThrow();
    }
}
