package org.supervision.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.supervision.onpaper.PaperImport;
import org.supervision.scenario.Demo.Answer;
import org.supervision.scenario.Demo.Person;
import org.supervision.scenario.Demo.Task;
import org.supervision.taskform.Crossing;

/**
 * Two different things that are done at once to the same relationship: the one is in its transaction, with its task read,
 * while the other is done. Afterwards no job has failed, and what is left is what the one or the other leaves.
 */
@DemoTest
@AsAtTheStart
class CrossingsTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Crossing crossing;

    @Autowired
    private ApplicationContext application;

    @Autowired
    private ConfigurableTransactionManager transactions;

    private Demo demo;

    @BeforeEach
    void begin() {
        FirstState.restore(application);
        demo = new Demo(port);
    }

    @AfterEach
    void nothingHasFailed() {
        demo.advance("P3D");
        assertThat(count("ACT_RU_JOB where EXCEPTION_MSG_ is not null")).isZero();
        assertThat(count("ACT_RU_INCIDENT")).isZero();
        assertThat(count("missed_case c join agreement a on a.id = c.agreement_id"
                        + " where c.open_marker is not null and a.ended_on is not null"))
                .isZero();
    }

    @Test
    @DisplayName("Both sign the agreement at once: it is signed by both and in force once")
    void bothSign() {
        Relationship pair = new Relationship(demo, "othersupervisor", "otherworker");
        Task draft = pair.supervisor().start("supervisionAgreement");
        pair.supervisor()
                .complete(draft, values -> Relationship.usualTerms(values).put("supervisee", "otherworker"));
        pair.supervisee().complete("Task_ConsiderAgreement", values -> values.put("decision", "AGREE"));
        Consumer<ObjectNode> signing = Relationship::sign;

        List<Answer> answers = together(
                ready(pair.supervisor(), pair.supervisor().task("Task_SignAgreementAsSupervisor"), signing),
                ready(pair.supervisee(), pair.supervisee().task("Task_SignAgreementAsSupervisee"), signing));

        assertThat(answers).extracting(Answer::status).containsExactly(204, 204);
        demo.advance("PT5M");
        assertThat(pair.supervisor().tasks("Task_BookSessions")).hasSize(1);
        assertThat(count("agreement_signature where term_id = (select max(id) from agreement_term)"))
                .isEqualTo(2);
    }

    @Test
    @DisplayName("B8: both report a missed session at once: the line manager has it once, with both reports")
    void bothReport() {
        Relationship pair = pairWithSessions("supervisor", "nqsw");
        miss(pair);
        pair.supervisor().complete("Task_AgreeNewDate", CrossingsTest::noDate);
        demo.advance("PT5M");
        Consumer<ObjectNode> report = values -> values.put("whatHappened", "We did not meet.");

        List<Answer> answers = together(
                ready(pair.supervisor(), pair.supervisor().task("Task_ReportAsSupervisor"), report),
                ready(pair.supervisee(), pair.supervisee().task("Task_ReportAsSupervisee"), report));

        assertThat(answers).extracting(Answer::status).containsExactly(204, 204);
        demo.advance("PT5M");
        assertThat(demo.as("linemanager").tasks("Task_ResolveMissedSupervision"))
                .hasSize(1);
        assertThat(count("missed_report where state = 'REPORTED'")).isEqualTo(2);
    }

    @Test
    @DisplayName("A2.4: two book the same hour of one supervisor at once: one has it, the other reads that it is taken")
    void bothBook() {
        Person supervisor = inForce("linemanager", "supervisor").supervisor();
        inForce("linemanager", "othersupervisor");
        List<Task> bookings = supervisor.tasks("Task_BookSessions");
        Consumer<ObjectNode> asSuggested = values -> {};

        List<Answer> answers = together(
                ready(supervisor, bookings.get(0), asSuggested), ready(supervisor, bookings.get(1), asSuggested));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(204, 422);
        assertThat(answers)
                .extracting(Answer::body)
                .anyMatch(body -> body.contains("already has a session at that time"));
        assertNobodyIsBookedTwice();
    }

    @Test
    @DisplayName("A2.4: somebody books an hour that a file of paper agreements is just booking: the file has it alone")
    void bookingMeetsPaper() {
        Person supervisor = inForce("linemanager", "supervisor").supervisor();
        Task booking = supervisor.task("Task_BookSessions");
        save(supervisor, booking, values -> {});
        String start = supervisor.form(booking).at("/values/sessions/0/start").asText();
        String file = """
                supervisor,supervisee,intervalWeeks,usualLocation,durationMinutes,mode,recordAuthor,\
                distributionWorkingDays,coverSupervisor,expectations,signedOnBySupervisor,signedOnBySupervisee,\
                scanReference,bookedSessions
                linemanager,othersupervisor,4,Room 12,90,FACE_TO_FACE,SUPERVISOR,5,cover,Prepared,2026-12-14,2026-12-15,DMS-1,\
                """ + start + "\n";
        AtomicReference<CompletableFuture<Answer>> booked = new AtomicReference<>();
        transactions.setTransactionExecutionListeners(List.of(new TransactionExecutionListener() {
            @Override
            public void beforeCommit(TransactionExecution transaction) {
                if ((PaperImport.class.getName() + ".enter").equals(transaction.getTransactionName())) {
                    booked.set(CompletableFuture.supplyAsync(() -> supervisor.tryComplete(booking)));
                    letFinish(booked.get());
                }
            }
        }));

        Answer entered;
        try {
            entered = demo.as("records").post("/api/paper-agreements/enter?confirm=1", file, "text/csv");
        } finally {
            transactions.setTransactionExecutionListeners(List.of());
        }

        assertThat(entered.expect(200).body()).contains("Entered: 1");
        Answer late = booked.get().join();
        assertThat(late.status()).as(late.body()).isEqualTo(422);
        assertThat(late.body()).contains("already has a session at that time");
        assertNobodyIsBookedTwice();
    }

    /** It has time to come to its end, if nothing of ours is in its way. */
    private static void letFinish(CompletableFuture<Answer> other) {
        try {
            other.get(1, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // it waits; what it answered in the end is looked at later
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void assertNobodyIsBookedTwice() {
        assertThat(count(
                        "supervision_session s join supervision_session o on o.supervisor = s.supervisor and o.id > s.id"
                                + " and o.start_at < s.end_at and o.end_at > s.start_at"))
                .isZero();
    }

    @Test
    @DisplayName(
            "B3: one moves the session while the other says that it was held: the one who is late reads that it is done")
    void rearrangementMeetsOutcome() throws Exception {
        Relationship pair = pairWithSessions("linemanager", "supervisor");
        Task session = pair.nextSession();
        String elsewhen = Relationship.local(session.followUp().plus(Duration.ofDays(1)));
        save(
                pair.supervisee(),
                session,
                values -> values.put("outcome", "REARRANGED")
                        .put("newStart", elsewhen)
                        .put("reasonClass", "COURT")
                        .put("reason", "Court hearing at the same time"));

        Answer late = whileHeld(pair.supervisee(), session, () -> pair.hold(session));

        assertGone(late);
        assertThat(count("session_move")).isZero();
        demo.advance("PT5M");
        assertThat(demo.as("linemanager").has("Task_WriteRecord")).isTrue();
    }

    @Test
    @DisplayName(
            "A2.4: one says that it was held, the other that it was not: one counts, and there is a case or a record")
    void heldMeetsMissed() {
        Relationship pair = pairWithSessions("servicemanager", "linemanager");
        Task session = pair.nextSession();
        demo.advanceTo(session.followUp().plus(Duration.ofMinutes(100)));

        List<Answer> answers = together(
                ready(
                        pair.supervisor(),
                        session,
                        values -> values.put("outcome", "HELD")
                                .put("actualStart", Relationship.local(session.followUp()))
                                .put(
                                        "actualEnd",
                                        Relationship.local(session.followUp().plus(Duration.ofMinutes(90))))
                                .put("privateSpace", true)),
                ready(pair.supervisee(), session, CrossingsTest::notHeld));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(204, 409);
        demo.advance("PT5M");
        boolean held = answers.get(0).status() == 204;
        assertThat(count("missed_case")).isEqualTo(held ? 0 : 1);
        assertThat(pair.supervisor().has("Task_WriteRecord")).isEqualTo(held);
    }

    @Test
    @DisplayName("E17: the agreement ends while a session is said to have been missed: no case is left open")
    void endMeetsMiss() {
        Relationship pair = pairWithSessions("strategicmanager", "servicemanager");
        Task session = pair.nextSession();
        demo.advanceTo(session.followUp().plus(Duration.ofMinutes(100)));
        Task change = pair.supervisor().start("agreementChange");
        String agreement = agreementOf("strategicmanager", "servicemanager");

        List<Answer> answers = together(
                ready(
                        pair.supervisor(),
                        change,
                        values -> values.put("agreement", agreement)
                                .put("change", "END")
                                .put("endReason", "ROLE_CHANGE")
                                .put("reason", "It is over.")),
                ready(pair.supervisee(), session, CrossingsTest::notHeld));

        assertThat(answers.get(0).status()).isEqualTo(204);
        assertThat(answers.get(1).status()).isIn(204, 409);
        demo.advance("PT5M");
        assertThat(count("agreement where supervisor = 'strategicmanager' and ended_on is not null"))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("B8: the deadline passes while somebody agrees a new date: what is late says so, and changes nothing")
    void deadlineMeetsForm() throws Exception {
        Relationship pair = pairWithSessions("supervisor", "worker");
        miss(pair);
        Task newDate = pair.supervisor().task("Task_AgreeNewDate");
        save(pair.supervisor(), newDate, CrossingsTest::noDate);

        Answer late = whileHeld(pair.supervisor(), newDate, () -> demo.advance("P21D"));

        assertGone(late);
        assertThat(count("missed_rebooking")).isZero();
        assertThat(pair.supervisor().has("Task_AgreeNewDate")).isFalse();
    }

    @Test
    @DisplayName("B6: the supervisor changes while the former one signs a record: the one who took over signs it, once")
    void handoverMeetsRecordSignature() throws Exception {
        Relationship pair = pairWithSessions("supervisor", "worker");
        pair.hold(pair.nextSession());
        demo.advance("PT5M");
        pair.supervisor().complete("Task_WriteRecord", pair::writeRecord);
        LocalDate day = handOver("supervisor", "worker", "othersupervisor");
        Task signature = pair.supervisor().task("Task_SignRecordAsSupervisor");
        save(
                pair.supervisor(),
                signature,
                values ->
                        values.put("decision", "SIGN").put("agendaAgreed", true).put("password", Demo.PASSWORD));

        Answer late = whileHeld(pair.supervisor(), signature, () -> demo.advanceTo(day.atTime(9, 0)));

        assertThat(late.status()).as(late.body()).isEqualTo(409);
        assertThat(late.json().get("detail").asText())
                .isEqualTo("This task has just gone to somebody else. You changed nothing. Reload your list.");
        assertThat(count("record_signature")).isZero();
        assertThat(pair.supervisor().has("Task_SignRecordAsSupervisor")).isFalse();
        assertThat(demo.as("othersupervisor").tasks("Task_SignRecordAsSupervisor"))
                .hasSize(1);
    }

    @Test
    @DisplayName(
            "B6: the supervisor changes while the supervisee signs new terms: those are given up, and whoever took over drafts theirs")
    void handoverMeetsTermsSignature() throws Exception {
        Relationship pair = pairWithSessions("supervisor", "nqsw");
        String agreement = agreementOf("supervisor", "nqsw");
        LocalDate day = handOver("supervisor", "nqsw", "othersupervisor");
        pair.supervisor()
                .complete(
                        pair.supervisor().start("agreementChange"),
                        values -> values.put("agreement", agreement)
                                .put("change", "AMEND")
                                .put("reason", "Another room."));
        demo.advance("PT5M");
        pair.supervisor().complete("Task_DraftAgreement", Relationship::usualTerms);
        pair.supervisee().complete("Task_ConsiderAgreement", values -> values.put("decision", "AGREE"));
        Task signature = pair.supervisee().task("Task_SignAgreementAsSupervisee");
        save(pair.supervisee(), signature, Relationship::sign);

        Answer late = whileHeld(pair.supervisee(), signature, () -> demo.advanceTo(day.atTime(9, 0)));

        assertGone(late);
        assertThat(count("agreement_signature s join agreement_term t on t.id = s.term_id where t.term_number = 2"))
                .isZero();
        demo.advance("PT5M");
        assertThat(pair.supervisor().tasks())
                .as("what is still the former supervisor's")
                .noneMatch(task -> task.businessKey().startsWith(agreement));
        assertThat(demo.as("othersupervisor").tasks("Task_DraftAgreement")).hasSize(1);
    }

    /** Everybody has agreed to it, so that only its day has to come, which is answered. */
    private LocalDate handOver(String supervisor, String supervisee, String successor) {
        LocalDate day = Relationship.localTime(demo.now()).toLocalDate().plusDays(3);
        demo.as("linemanager")
                .complete(
                        demo.as("linemanager").start("changeOfSupervisor"),
                        values -> values.put("agreement", agreementOf(supervisor, supervisee))
                                .put("newSupervisor", successor)
                                .put("effectiveOn", day.toString())
                                .put("reason", "The team is split."));
        demo.as(supervisor)
                .complete(
                        "Task_SummariseHandover",
                        values -> values.put("priorities", "The court date in May.")
                                .put("openActions", "The visit is the most urgent.")
                                .put("overdueCases", "One has waited for long."));
        demo.as(successor).complete("Task_AcceptHandover", values -> values.put("decision", "ACCEPT"));
        demo.advance("PT5M");
        return day;
    }

    private long count(String what) {
        return jdbc.sql("select count(*) from " + what).query(Long.class).single();
    }

    private String agreementOf(String supervisor, String supervisee) {
        long id = jdbc.sql("select id from agreement where supervisor = :one and supervisee = :other")
                .param("one", supervisor)
                .param("other", supervisee)
                .query(Long.class)
                .single();
        return "AG-%06d".formatted(id);
    }

    private Relationship inForce(String supervisor, String supervisee) {
        Relationship pair = new Relationship(demo, supervisor, supervisee);
        pair.agree(Relationship::usualTerms);
        demo.advance("PT5M");
        return pair;
    }

    private Relationship pairWithSessions(String supervisor, String supervisee) {
        Relationship pair = inForce(supervisor, supervisee);
        Stream.of(pair.supervisor())
                .filter(person -> person.has("Task_BookSessions"))
                .forEach(person -> person.complete("Task_BookSessions", values -> {}));
        demo.advance("PT5M");
        return pair;
    }

    private void miss(Relationship pair) {
        pair.miss(pair.nextSession());
        demo.advance("PT5M");
    }

    private static void save(Person person, Task task, Consumer<ObjectNode> filling) {
        assertThat(person.save(task, filling).get("errors")).as(task.toString()).isEmpty();
    }

    /** A task that is filled in and not yet completed. */
    private record Ready(Person person, Task task) {}

    private static Ready ready(Person person, Task task, Consumer<ObjectNode> filling) {
        save(person, task, filling);
        return new Ready(person, task);
    }

    /** Both are completed, each in its transaction before the other goes on. */
    private List<Answer> together(Ready one, Ready other) {
        Crossing.Meeting meeting = crossing.of(2);
        List<CompletableFuture<Answer>> sent = Stream.of(one, other)
                .map(each -> CompletableFuture.supplyAsync(() -> each.person().tryComplete(each.task())))
                .toList();
        List<Answer> answers = sent.stream().map(CompletableFuture::join).toList();
        assertThat(meeting.tookPlace()).isTrue();
        return answers;
    }

    /** Somebody completes a task, and while that is in its transaction something else is done. */
    private Answer whileHeld(Person person, Task task, Runnable other) throws InterruptedException {
        Crossing.Hold hold = crossing.hold();
        CompletableFuture<Answer> late = CompletableFuture.supplyAsync(() -> person.tryComplete(task));
        hold.await();
        other.run();
        assertThat(late).isNotDone();
        hold.goOn();
        return late.join();
    }

    private static void assertGone(Answer late) {
        assertThat(late.status()).as(late.body()).isEqualTo(409);
        assertThat(late.json().get("detail").asText())
                .isEqualTo("This task has just been done or is no longer needed. Reload your list.");
    }

    private static void noDate(ObjectNode values) {
        values.put("decision", "NO_DATE").put("reason", "No day suits both of us.");
    }

    private static void notHeld(ObjectNode values) {
        values.put("outcome", "NOT_HELD").put("reasonClass", "WORKLOAD").put("reason", "The duty rota was short.");
    }
}
