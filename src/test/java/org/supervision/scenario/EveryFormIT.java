package org.supervision.scenario;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.scenario.Demo.Task;
import org.supervision.scenario.Tasklist.Form;

/**
 * Every form there is, as its person meets it in Tasklist: with a card that says when it is due, free of barriers, and
 * refused with reasons at the fields when it is completed as it stands. Scripts move the processes on in between.
 */
@DemoTest
@AsAtTheStart
class EveryFormIT {

    private static final LocalDateTime FIRST = LocalDateTime.of(2027, 1, 18, 10, 0);

    /** What each form says to somebody who completes it without filling it in. */
    private static final Map<String, String> REFUSALS = Map.ofEntries(
            entry("Task_AcceptHandover", "Say whether you take it over. (B6)"),
            entry("Task_AcceptSupervisee", "Say whether you supervise them for the time being. (B8)"),
            entry("Task_AgreeNewDate", "(B8)"),
            entry("Task_AllocateSupervisor", "Say why; the supervisee and the new supervisor read it. (B8)"),
            entry("Task_AnswerPersonalMatter", "Say whether the line manager may know. (A5.1)"),
            entry("Task_AppointDecider", "Choose who decides it. (A7.2)"),
            entry("Task_AppointManager", "Choose who takes it on. (A7.2)"),
            entry("Task_ApproveDisposal", "Say whether this file is to go."),
            entry("Task_ApproveException", "Approve or refuse the exception. (B1)"),
            entry("Task_ArrangeInterim", "Choose who supervises for the time being. (B8)"),
            entry("Task_ArrangeCover", "Say what is to happen to this session. (A-br)"),
            entry("Task_AttemptAsSupervisee", "Say whether it is resolved. (A7.2)"),
            entry("Task_AuditRecord", "Answer this question. (C24)"),
            entry("Task_AttemptAsSupervisor", "Say whether it is resolved. (A7.2)"),
            entry("Task_AuthoriseDisclosure", "Say whether you authorise it. (A6.3)"),
            entry("Task_BookSessions", "Session 1: Sunday 17 January 2027 is no working day"),
            entry("Task_ChangeAgreement", "Say what is to happen."),
            entry("Task_ChaseRecord", "Tick this once you have spoken to the author. (A6.1)"),
            entry("Task_ChaseReview", "Speak to both of them, then tick this. (B9)"),
            entry("Task_ChaseUnsignedAgreement", "Speak to both of them, then tick this. (A1.2)"),
            entry("Task_ChoosePersonalMatters", "Tick this once you have chosen. (A5.1)"),
            entry("Task_ConfirmHeld", "Say whether the session was held. (B8)"),
            entry("Task_ConfirmReview", "Say whether this is what you agreed. (B9)"),
            entry("Task_ConsentAsSupervisee", "Say whether you agree. (A6.2)"),
            entry("Task_ConsentAsSupervisor", "Say whether you agree. (A6.2)"),
            entry("Task_ConsiderAgreement", "Say what you think of these terms. (A1.1)"),
            entry("Task_ConsiderFindings", "Say whether something is to be done. (C24)"),
            entry("Task_CorrectAddress", "Say whether to send the mail again."),
            entry("Task_DecidePersonalMatter", "Say whether the line manager is told. (A5.1)"),
            entry("Task_DecideReferredDisagreement", "Write your decision. (A7.2)"),
            entry("Task_DecideReferral", "Give your reasons. (A7.2)"),
            entry("Task_DecideTerms", "Decide how it goes on. (A7.2)"),
            entry("Task_DiscussPersonalMatter", "Say when you discussed it with the supervisor. (A5.1)"),
            entry("Task_DraftAgreement", "Read the supervision policy first, then tick this. (A1.2)"),
            entry("Task_ExplainUnsignedAsSupervisee", "Say why you have not signed. (A6.2)"),
            entry("Task_ExplainUnsignedAsSupervisor", "Say why you have not signed. (A6.2)"),
            entry("Task_HoldReview", "Say what the two of you decided. (B9)"),
            entry("Task_HoldSession", "Say what became of the session."),
            entry("Task_LogConsultation", "Say what it was about. (B5)"),
            entry("Task_NameSupervisor", "Say whether somebody is found. (B8)"),
            entry("Task_PlanChange", "Say from when. (B6)"),
            entry("Task_PrepareAsSupervisee", "(A4.1)"),
            entry("Task_PrepareAsSupervisor", "(A4.1)"),
            entry("Task_PrepareBundle", "Say whether the bundle is released. (B6)"),
            entry("Task_PrepareReviewAsSupervisee", "Say what works well, or what should change. (B9)"),
            entry("Task_PrepareReviewAsSupervisor", "Say what works well, or what should change. (B9)"),
            entry("Task_RecordAbsence", "Say what you want to enter. (A-br)"),
            entry("Task_RaiseDisagreement", "Say what you think. (A7.1)"),
            entry("Task_ReportAsSupervisee", "Say what happened. (B8)"),
            entry("Task_ReportAsSupervisor", "Say what happened. (B8)"),
            entry("Task_ReadHandover", "Tick this once you have read it. (B6)"),
            entry("Task_RedactSubjectAccess", "Decide on this item. (C32)"),
            entry("Task_RequestSubjectAccess", "Choose whose data it is. (C32)"),
            entry("Task_RequestDisclosure", "Say what it is for. (A6.2)"),
            entry("Task_ResolveMissedSupervision", "Say what is to happen. (B8)"),
            entry("Task_ReviewDisposal", "Say what is to become of this file."),
            entry("Task_SignAgreementAsSupervisee", "(A-sig)"),
            entry("Task_SignAgreementAsSupervisor", "(A-sig)"),
            entry("Task_SignRecordAsSupervisee", "Say what you want to do. (A6.2)"),
            entry("Task_SignRecordAsSupervisor", "Say what you want to do. (A6.2)"),
            entry("Task_SpeakToLineManager", "Say when you spoke to the line manager. (A5.1)"),
            entry("Task_SummariseHandover", "Say what matters most now. (B6)"),
            entry("Task_UpdateCaseFile", "(B5)"),
            entry("Task_WriteRecord", "Well-being:"));

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private final Set<String> seen = new HashSet<>();
    private final SoftAssertions problems = new SoftAssertions();

    private Demo demo;
    private Tasklist tasklist;
    private Relationship worker;
    private Relationship supervisor;
    private Relationship lineManager;
    private Relationship serviceManager;
    private String workersAgreement;
    private String supervisorsAgreement;
    private String topAgreement;

    @Test
    void everyFormIsFreeOfBarriersAndSaysWhatIsWrong() throws IOException {
        assertThat(REFUSALS.keySet().stream().map(EveryFormIT::fileOf)).containsExactlyInAnyOrderElementsOf(forms());
        demo = new Demo(port);
        worker = new Relationship(demo, "supervisor", "worker");
        supervisor = new Relationship(demo, "linemanager", "supervisor");
        lineManager = new Relationship(demo, "servicemanager", "linemanager");
        serviceManager = new Relationship(demo, "strategicmanager", "servicemanager");
        try (Tasklist opened = new Tasklist(port, "supervisor")) {
            tasklist = opened;
            agreements();
            absences();
            sessions();
            missedSessions();
            records();
            reviews();
            handOvers();
            disposals();
            audits();
            lostSupervisor();
        }
        everyPage();
        problems.assertThat(seen).containsExactlyInAnyOrderElementsOf(REFUSALS.keySet());
        problems.assertAll();
    }

    private void agreements() {
        jdbc.sql("update person set mail = 'daniel.okafor' where user_id = 'worker'")
                .update();
        workersAgreement = agreement(worker.agree(Relationship::usualTerms));
        demo.advance("PT5M");
        draft("othersupervisor", "otherworker", terms -> terms.put("intervalWeeks", 6));
        draft("linemanager", "cover", terms -> terms.put("coverSupervisor", "othersupervisor"));
        demo.as("cover")
                .complete(
                        "Task_ConsiderAgreement",
                        values -> values.put("decision", "CANNOT_AGREE").put("comment", "Mondays are full."));
        supervisorsAgreement = agreement(draft("linemanager", "supervisor", terms -> {}));
        agreeToTerms("supervisor");
        draft("servicemanager", "linemanager", terms -> {});
        demo.as("supervisor").start("supervisionAgreement");

        look("supervisor");
        look("linemanager");
        look("servicemanager");

        supervisor.signAgreement();
        agreeToTerms("linemanager");
        lineManager.signAgreement();
        topAgreement = agreement(serviceManager.agree(Relationship::usualTerms));
        demo.advance("PT5M");
        book(serviceManager, FIRST.minusHours(1));
        book(worker, FIRST);
        book(supervisor, FIRST.plusHours(3));
        book(lineManager, FIRST.plusHours(5));
    }

    /** The worker is away over a session that no other day can take, and then is not. */
    private void absences() {
        Task absence = demo.as("worker").start("absenceCover");
        lookAtOne("worker", absence);
        demo.as("worker")
                .complete(
                        absence,
                        values -> values.put("decision", "RECORD")
                                .put("kind", "LEAVE")
                                .put("from", FIRST.plusDays(1).toLocalDate().toString())
                                .put("until", FIRST.plusWeeks(4).toLocalDate().toString()));
        lookAtOne("linemanager", demo.as("linemanager").task("Task_ArrangeCover"));
        demo.as("worker")
                .complete(
                        demo.as("worker").start("absenceCover"),
                        values -> values.put("decision", "WITHDRAW").put("absence", absence.businessKey()));
    }

    private void sessions() {
        demo.advanceTo(FIRST.withHour(17));

        look("supervisor");

        conclude(worker, FIRST, "HELD");
        conclude(supervisor, FIRST.plusHours(3), "HELD");
        conclude(lineManager, FIRST.plusHours(5), "NOT_HELD");
        conclude(serviceManager, FIRST.minusHours(1), "NOT_HELD");
        demo.advance("PT5M");
        demo.as("linemanager").start("agreementChange");
        demo.as("linemanager").start("consultation");

        look("linemanager");
    }

    private void missedSessions() {
        demo.as("linemanager")
                .complete(
                        "Task_AgreeNewDate",
                        values -> values.put("decision", "WAS_HELD")
                                .put("actualStart", FIRST.plusHours(5).toString())
                                .put("actualEnd", FIRST.plusHours(6).toString())
                                .put("reason", "We met in the corridor room."));
        demo.as("strategicmanager").complete("Task_AgreeNewDate", EveryFormIT::noDate);
        demo.advance("PT5M");

        look("servicemanager");

        demo.as("servicemanager")
                .complete(
                        "Task_ConfirmHeld",
                        values -> values.put("decision", "DISPUTE").put("statement", "That was about something else."));
        demo.advance("PT5M");
        demo.as("linemanager").complete("Task_AgreeNewDate", EveryFormIT::noDate);
        demo.advance("PT5M");
        demo.as("servicemanager").complete("Task_ReportAsSupervisor", EveryFormIT::report);
        demo.advance("PT5M");

        look("strategicmanager");

        demo.as("strategicmanager")
                .complete(
                        "Task_ResolveMissedSupervision",
                        values -> values.put("resolution", "REFER").put("note", "It concerns my own deputy."));
        demo.as("strategicmanager").complete("Task_ReportAsSupervisor", EveryFormIT::report);
        demo.advance("PT5M");

        // as after the third miss in half a year
        jdbc.sql("update ACT_RU_TASK set PRIORITY_ = 80 where TASK_DEF_KEY_ = 'Task_DecideReferral'")
                .update();
        look("strategicmanager");
        assertThat(tasklist.card("Decide the referral")).contains("Urgent");
        assertThat(tasklist.card("Book the sessions")).doesNotContain("Urgent");
        nobodyMayDecide();
        look("admin");
    }

    /** What the Strategic and the only Service Manager disagree on. */
    private void nobodyMayDecide() {
        demo.as("servicemanager")
                .complete(
                        demo.as("servicemanager").start("disagreementReferral"),
                        values -> values.put("about", topAgreement).put("position", "Mondays are full."));
        demo.as("strategicmanager").complete("Task_AttemptAsSupervisor", EveryFormIT::unresolved);
        demo.as("servicemanager").complete("Task_AttemptAsSupervisee", EveryFormIT::unresolved);
        demo.advance("PT5M");
    }

    private static void unresolved(ObjectNode values) {
        values.put("position", "It is so.").put("proposal", "Fridays.").put("resolved", false);
    }

    private void records() {
        supervisor.supervisor().complete("Task_WriteRecord", values -> {
            supervisor.writeRecord(values);
            values.putArray("disagreements")
                    .addObject()
                    .put("supervisorPosition", "The case can be closed.")
                    .put("superviseePosition", "The case stays open.")
                    .put("unresolved", true);
            for (String wording : new String[] {"A move.", "An illness."}) {
                values.withArray("personalMatters")
                        .addObject()
                        .put("wording", wording)
                        .put("forLineManager", true);
            }
        });
        reviewNow("linemanager", supervisorsAgreement);
        demo.as("supervisor").start("agreementChange");
        reviewNow("supervisor", workersAgreement);
        demo.advance("PT5M");
        disclose("OTHER");
        disclose("CONDUCT");
        disclose("CASEWORK_DECISION");
        demo.as("records").start("recordDisclosure");
        demo.as("records")
                .complete(
                        demo.as("records").start("subjectAccess"),
                        values -> values.put("subject", "worker")
                                .put("receivedOn", FIRST.toLocalDate().toString())
                                .put("identityCheck", "Staff card."));
        demo.as("records").start("subjectAccess");
        demo.as("supervisor").start("disagreementReferral");

        look("linemanager");
        look("supervisor");
        look("records");

        demo.as("supervisor").complete("Task_AnswerPersonalMatter", values -> values.put("decision", "AGREE"));
        demo.as("supervisor").complete("Task_AnswerPersonalMatter", values -> values.put("decision", "DECLINE"));
        demo.advanceTo(FIRST.plusDays(9));

        look("linemanager");

        demo.as("linemanager")
                .complete(
                        "Task_DecidePersonalMatter",
                        values -> values.put("decision", "DISCLOSE")
                                .put("ground", "FITNESS_TO_PRACTISE")
                                .put("reason", "It cannot wait.")
                                .put("tellSupervisee", true));
    }

    /** Asks to see the record of the supervisor's session. */
    private void disclose(String purpose) {
        Task request = demo.as("records").start("recordDisclosure");
        demo.as("records")
                .complete(
                        request,
                        values -> values.put("purpose", purpose)
                                .put("explanation", "It was asked for.")
                                .put("agreement", supervisorsAgreement)
                                .put("from", FIRST.toLocalDate().toString())
                                .put("to", FIRST.toLocalDate().toString())
                                .put("viewer", "cover")
                                .put(
                                        "accessUntil",
                                        FIRST.toLocalDate().plusDays(20).toString()));
    }

    private void reviews() {
        supervisor
                .supervisor()
                .complete(
                        "Task_HoldReview",
                        values -> values.put("outcome", "REAFFIRM")
                                .put("heldOn", FIRST.plusDays(9).toLocalDate().toString())
                                .put("notes", "It works for both."));
        demo.advance("PT5M");

        look("supervisor");
        look("servicemanager");

        demo.advanceTo(FIRST.plusDays(44)); // past the attempt to resolve the disagreement

        look("linemanager");
        look("strategicmanager");
    }

    private void handOvers() {
        Task plan = demo.as("servicemanager").start("changeOfSupervisor");

        look("servicemanager");

        String day = FIRST.plusDays(58).toLocalDate().toString();
        demo.as("servicemanager")
                .complete(
                        plan,
                        values -> values.put("agreement", supervisorsAgreement)
                                .put("newSupervisor", "cover")
                                .put("effectiveOn", day)
                                .put("reason", "The team is split."));

        look("linemanager");
        look("supervisor");
        look("cover");

        demo.as("cover")
                .complete(
                        "Task_AcceptHandover",
                        values -> values.put("decision", "CANNOT").put("reason", "I supervise six already."));

        look("servicemanager");

        demo.as("servicemanager")
                .complete(
                        "Task_NameSupervisor",
                        values -> values.put("decision", "NAME").put("newSupervisor", "othersupervisor"));
        demo.as("othersupervisor").complete("Task_AcceptHandover", values -> values.put("decision", "ACCEPT"));
        demo.as("linemanager")
                .complete("Task_SummariseHandover", values -> values.put("priorities", "The court date in May."));
        demo.advanceTo(FIRST.plusDays(58));

        look("othersupervisor");
    }

    private void disposals() {
        FileThatIsOver.make(jdbc);
        demo.advance("P1D");

        look("records");

        demo.as("records")
                .complete(
                        "Task_ReviewDisposal",
                        values -> ((ObjectNode) values.at("/files/0")).put("decision", "DISPOSE"));

        look("servicemanager");
    }

    private void audits() {
        demo.advanceTo(LocalDateTime.of(2027, 4, 1, 9, 0));

        look("auditor");

        demo.as("auditor").complete("Task_AuditRecord", values -> {
            values.withArray("answers").forEach(row -> ((ObjectNode) row).put("answer", "YES"));
            values.put("findings", "It is well kept.").put("forLineManager", true);
        });
        Stream.of("linemanager", "servicemanager", "strategicmanager", "admin")
                .filter(person -> demo.as(person).has("Task_ConsiderFindings"))
                .forEach(this::look);
    }

    /** Nobody follows the supervisor's supervisor, and nobody is found in time. */
    private void lostSupervisor() {
        LocalDateTime now = Relationship.localTime(demo.now());
        demo.as("servicemanager")
                .complete(
                        demo.as("servicemanager").start("changeOfSupervisor"),
                        values -> values.put("agreement", supervisorsAgreement)
                                .put("effectiveOn", now.toLocalDate().toString())
                                .put("reason", "He has gone."));
        demo.advance("PT5M");

        lookAtOne("linemanager", demo.as("linemanager").task("Task_ArrangeInterim"));

        demo.as("linemanager")
                .complete(
                        "Task_ArrangeInterim",
                        values -> values.put("interim", "cover")
                                .put(
                                        "start",
                                        now.toLocalDate()
                                                .with(TemporalAdjusters.next(DayOfWeek.WEDNESDAY))
                                                .atTime(16, 30)
                                                .toString()));

        lookAtOne("cover", demo.as("cover").task("Task_AcceptSupervisee"));

        demo.advance("P29D");

        lookAtOne("servicemanager", demo.as("servicemanager").task("Task_AllocateSupervisor"));
    }

    /** With all that has happened, what each sees beside the tasks. */
    private void everyPage() {
        try (EveryPage pages = new EveryPage(port, problems)) {
            pages.walk("processowner", "cockpit");
            Stream.of("supervisor", "worker", "nqsw", "linemanager", "strategicmanager", "records", "auditor", "admin")
                    .forEach(person -> pages.walk(person, "tasklist"));
            problems.assertThat(pages.seen())
                    .contains("today", "team", "copies", "copies/agreements/AG-#/T#", "copies/records/SE-#", "outbox");
        }
    }

    /** Opens one task of each kind that nobody has opened yet. */
    private void look(String userId) {
        tasklist.handTo(userId);
        for (Task task : demo.as(userId).tasks()) {
            if (seen.add(task.taskKey())) {
                problems.check(() -> look(userId, task));
            }
        }
    }

    private void lookAtOne(String userId, Task task) {
        tasklist.handTo(userId);
        seen.add(task.taskKey());
        problems.check(() -> look(userId, task));
    }

    private void look(String userId, Task task) {
        JsonNode card = demo.as(userId).get("/api/tasks/cards?ids=" + task.id()).json();
        assertThat(card.at("/0/when").asText()).as(task.taskKey()).contains("2027");
        Form form = tasklist.open(task);
        if (task.taskKey().equals("Task_BookSessions")) { // what it suggests is right
            form.type("sessions[0].start", "2027-01-17T10:00");
        }
        form.isRefused(REFUSALS.get(task.taskKey())).hasNoBarrier(task.taskKey()); // all that it has, and its errors
    }

    /** Answers the draft's business key. */
    private String draft(String supervisorId, String superviseeId, Consumer<ObjectNode> change) {
        Task draft = demo.as(supervisorId).start("supervisionAgreement");
        demo.as(supervisorId).complete(draft, terms -> {
            Relationship.usualTerms(terms).put("supervisee", superviseeId);
            change.accept(terms);
        });
        return draft.businessKey();
    }

    /** The agreement whose term this is. */
    private static String agreement(String termKey) {
        return termKey.substring(0, termKey.indexOf('/'));
    }

    private void agreeToTerms(String superviseeId) {
        demo.as(superviseeId).complete("Task_ConsiderAgreement", values -> values.put("decision", "AGREE"));
    }

    /** Books the pair's first two sessions, four weeks apart. */
    private void book(Relationship pair, LocalDateTime first) {
        pair.supervisee().complete(shared(pair, "Task_BookSessions"), values -> {
            ArrayNode sessions = values.withArray("sessions");
            for (int i = 0; i < 2; i++) {
                ((ObjectNode) sessions.get(i))
                        .put("start", first.plusWeeks(4 * i).toString());
            }
        });
        demo.advance("PT5M");
    }

    /** Says what became of the session that started then. */
    private void conclude(Relationship pair, LocalDateTime start, String outcome) {
        Task session = pair.supervisee().tasks("Task_HoldSession").stream()
                .filter(task -> Relationship.localTime(task.followUp()).equals(start))
                .findFirst()
                .orElseThrow();
        pair.supervisee()
                .complete(
                        session,
                        values -> values.put("outcome", outcome)
                                .put("privateSpace", true)
                                .put("reasonClass", "WORKLOAD")
                                .put("reason", "The duty rota was short."));
    }

    /** The task that both of the pair have. */
    private static Task shared(Relationship pair, String taskKey) {
        return pair.supervisee().tasks(taskKey).stream()
                .filter(pair.supervisor().tasks(taskKey)::contains)
                .findFirst()
                .orElseThrow();
    }

    private void reviewNow(String supervisorId, String agreement) {
        demo.as(supervisorId)
                .complete(
                        "Task_ChangeAgreement",
                        values -> values.put("agreement", agreement)
                                .put("change", "REVIEW")
                                .put("reason", "Much has changed."));
    }

    private static void noDate(ObjectNode values) {
        values.put("decision", "NO_DATE").put("reason", "No day suits both of us.");
    }

    private static void report(ObjectNode values) {
        values.put("whatHappened", "We did not meet.");
    }

    private static Set<String> forms() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("forms"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".html"))
                    .collect(toSet());
        }
    }

    private static String fileOf(String taskKey) {
        return taskKey.replace("Task_", "")
                        .replaceAll("([a-z])([A-Z])", "$1-$2")
                        .toLowerCase(Locale.ROOT)
                + ".html";
    }
}
