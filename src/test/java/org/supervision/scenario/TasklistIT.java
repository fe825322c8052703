package org.supervision.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.scenario.Demo.Task;
import org.supervision.scenario.Tasklist.Form;

/** People at work in Tasklist, in a real browser. */
@DemoTest
@AsAtTheStart
class TasklistIT {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private Demo demo;

    @BeforeEach
    void connect() {
        demo = new Demo(port);
    }

    @Test
    void twoPeopleAgreeMeetWriteAndSign() {
        try (Tasklist supervisor = new Tasklist(port, "supervisor");
                Tasklist worker = new Tasklist(port, "worker")) {
            assertThat(supervisor.filters()).contains("Due today", "Overdue", "Upcoming");
            agree(supervisor, worker);
            prepare(supervisor, worker);
            Task session = demo.as("worker").task("Task_HoldSession");
            demo.advanceTo(session.followUp().plus(Duration.ofMinutes(100)));
            hold(worker, session);
            write(supervisor, session);
            sign(supervisor, worker);

            assertThat(supervisor.stored()).isEmpty();
        }
    }

    private void agree(Tasklist supervisor, Tasklist worker) {
        supervisor.start("Supervision agreement");
        assertThat(supervisor.card("Draft the agreement")).contains("Supervision agreement", "by ");

        supervisor
                .open("Task_DraftAgreement")
                .isRefused("Choose whom you supervise. (A-hdr)", "(A1.2)")
                .choose("supervisee", "worker")
                .type("intervalWeeks", "4")
                .type("usualLocation", "St Peter's <b>Room</b>, £ é")
                .type("durationMinutes", "90")
                .choose("mode", "FACE_TO_FACE")
                .choose("recordAuthor", "SUPERVISOR")
                .type("distributionWorkingDays", "5")
                .choose("coverSupervisor", "cover")
                .type("coverArrangements", "The covering supervisor holds what falls into leave.")
                .type("expectations", "That we both come prepared.")
                .tick("policyRead")
                .isKept()
                .complete();
        worker.open("Task_ConsiderAgreement")
                .isRefused()
                .choose("decision", "PROPOSE_CHANGE")
                .type("comment", "Every three weeks would help me.")
                .complete();
        supervisor
                .open("Task_DraftAgreement")
                .type("intervalWeeks", "3")
                .tick("policyRead")
                .complete();
        Form considered = worker.open("Task_ConsiderAgreement");
        assertThat(considered.text())
                .contains("at least every 4 weeks", "at least every 3 weeks", "St Peter's <b>Room");
        considered
                .choose("decision", "AGREE")
                .type("expectations", "That I can say what is hard.")
                .complete();

        supervisor
                .open("Task_SignAgreementAsSupervisor")
                .tick("confirmed")
                .type("password", "not mine")
                .isRefused("That is not your password")
                .type("password", Demo.PASSWORD)
                .complete();
        worker.open("Task_SignAgreementAsSupervisee")
                .tick("confirmed")
                .type("password", Demo.PASSWORD)
                .complete();
        demo.advance("PT5M");
        worker.open("Task_BookSessions").complete();
        demo.advance("PT5M");
    }

    private void prepare(Tasklist supervisor, Tasklist worker) {
        worker.open("Task_PrepareAsSupervisee")
                .add("items")
                .type("items[0].title", "My workload")
                .tick("items[0].needsThought")
                .tick("agendaAgreed")
                .tick("prepared")
                .complete();
        Form prepared = supervisor.open("Task_PrepareAsSupervisor").isRefused("(A4.1)");
        assertThat(prepared.text()).contains("Well-being", "My workload");
        prepared.tick("prepared").complete();
    }

    private void hold(Tasklist worker, Task session) {
        LocalDateTime start = Relationship.localTime(session.followUp());
        worker.open("Task_HoldSession")
                .isRefused("Say what became of the session.")
                .choose("outcome", "HELD")
                .type("actualStart", start.toString())
                .type("actualEnd", start.plusMinutes(90).toString())
                .tick("privateSpace")
                .complete();
        demo.advance("PT5M");
    }

    private void write(Tasklist supervisor, Task session) {
        Form record = supervisor.open("Task_WriteRecord").isRefused("Well-being:", "(A3.5)", "(B7)");
        record.tick("agendaAgreed");
        for (int i = 0; i < 8; i++) {
            record.choose("items[" + i + "].outcome", "DISCUSSED").type("items[" + i + "].text", "What was said.");
        }
        for (int i = 0; i < 2; i++) {
            record.add("cases")
                    .type("cases[" + i + "].reference", "CS-100" + i)
                    .tick("cases[" + i + "].inDepth")
                    .type("cases[" + i + "].discussion", "The plan")
                    .type("cases[" + i + "].decision", "Visit within the week");
        }
        record.add("actions")
                .type("actions[0].what", "Book the course")
                .choose("actions[0].owner", "worker")
                .type(
                        "actions[0].due",
                        Relationship.localTime(session.followUp())
                                .toLocalDate()
                                .plusDays(14)
                                .toString())
                .choose("actions[0].type", "TRAINING")
                .isKept()
                .complete();
        demo.advance("PT5M");
    }

    private void sign(Tasklist supervisor, Tasklist worker) {
        Form signed = worker.open("Task_SignRecordAsSupervisee").isRefused("(A6.2)");
        assertThat(signed.tab("Agreement")).contains("In force since", "Signed by", "Open AG-", "The whole file");
        assertThat(signed.tab("Earlier records")).contains("There is no earlier session");
        assertThat(signed.tab("Case so far")).contains("This task is about no missed session.");
        signed.tab("Form");
        assertThat(signed.text()).contains("My workload", "CS-1000", "Visit within the week");
        signed.choose("decision", "SIGN_WITH_COMMENT")
                .type("comment", "Thank you.")
                .type("password", Demo.PASSWORD)
                .complete();
        supervisor
                .open("Task_SignRecordAsSupervisor")
                .choose("decision", "SIGN")
                .type("password", Demo.PASSWORD)
                .complete();
        supervisor
                .open("Task_UpdateCaseFile")
                .isRefused("(B5)")
                .type(
                        "updatedOn",
                        Relationship.localTime(demo.now()).toLocalDate().toString())
                .type("fileReference", "Case note 12")
                .tick("copyGiven")
                .complete();
    }

    @Test
    void nothingTypedIsLost() {
        demo.as("othersupervisor").start("supervisionAgreement");
        try (Tasklist here = new Tasklist(port, "othersupervisor");
                Tasklist there = new Tasklist(port, "othersupervisor")) {
            Form first = here.open("Task_DraftAgreement");
            Form second = there.open("Task_DraftAgreement");
            first.type("usualLocation", "Typed here").isSaved();
            second.type("usualLocation", "Typed there");
            assertThat(second.notice()).contains("changed somewhere else");
            second.press("Use the other version");
            assertThat(second.value("usualLocation")).isEqualTo("Typed here");
            second.press("Bring back what I had typed");
            second.isSaved();
            assertThat(here.open("Task_DraftAgreement").value("usualLocation")).isEqualTo("Typed there");
        }
    }

    @Test
    void aSharedTaskThatTheOtherCompletedKeepsItsText() {
        Relationship pair = new Relationship(demo, "servicemanager", "linemanager");
        pair.agree(Relationship::usualTerms);
        demo.advance("PT5M");
        try (Tasklist supervisee = new Tasklist(port, "linemanager")) {
            Form booking = supervisee.open("Task_BookSessions").type("sessions[0].location", "The small room");
            pair.supervisor().complete("Task_BookSessions", values -> {});
            booking.type("sessions[0].location", "The large room");
            assertThat(booking.notice()).contains("no longer open");
            assertThat(booking.value("sessions[0].location")).isEqualTo("The large room");
        }
    }

    @Test
    void theKeyboardAloneIsEnough() {
        Relationship pair = new Relationship(demo, "strategicmanager", "servicemanager");
        pair.agree(Relationship::usualTerms);
        demo.advance("PT5M");
        pair.bookWhatIsSuggested();
        demo.advance("PT5M");
        Task session = pair.nextSession();
        demo.advanceTo(session.followUp().plus(Duration.ofMinutes(100)));
        try (Keyboard keyboard = new Keyboard(port)) {
            keyboard.signIn("strategicmanager")
                    .isShown("ol.tasks-list > li")
                    .tabTo("Hold the session")
                    .type(Keys.ENTER)
                    .isShown(".sv-content")
                    .tabTo("Complete")
                    .type(Keys.ENTER)
                    .isAt("There is a problem")
                    .tabTo("Say what became of the session.")
                    .type(Keys.ENTER)
                    .isAt("It was held")
                    .type(Keys.SPACE)
                    .tabTo("The place was quiet and private.")
                    .type(Keys.SPACE)
                    .tabTo("Add an interruption")
                    .type(Keys.ENTER)
                    .isAt("What interrupted you?")
                    .type("The telephone")
                    .tabTo("Minutes")
                    .type("5")
                    .tabTo("Yes")
                    .type(Keys.ARROW_DOWN)
                    .isAt("No")
                    .tabTo("Remove")
                    .type(Keys.ENTER)
                    .isAt("Bring it back")
                    .type(Keys.ENTER)
                    .isAt("What interrupted you?")
                    .tabTo("Complete")
                    .type(Keys.ENTER)
                    .isGone(".sv-form");
        }
        assertThat(demo.as("strategicmanager").tasks("Task_HoldSession"))
                .extracting(Task::businessKey)
                .doesNotContain(session.businessKey());
    }

    @Test
    void oneOfManyIsFoundByAPartOfTheName() {
        Task cover = coverIsAsked();
        Task draft = demo.as("linemanager").start("supervisionAgreement");
        LargeCouncil council = new LargeCouncil(demo, jdbc);
        council.comes();
        try (Keyboard keyboard = new Keyboard(port)) {
            keyboard.signIn("linemanager")
                    .isShown("ol.tasks-list > li")
                    .tabTo("Draft the agreement")
                    .type(Keys.ENTER)
                    .isShown(".sv-content")
                    .tabTo("Part of a name")
                    .type("quill")
                    .isShown("#supervisee option[value=other1]")
                    .hasNoBarrier(".injected-form-wrapper")
                    .tabTo("Who do you supervise?")
                    .type("Penny Quill_1")
                    .tabTo("At least every")
                    .type("9")
                    .opens("Arrange the cover", "[data-field=sessions] [data-row], [data-rows=sessions] [data-row]")
                    .tabTo("Somebody else holds it")
                    .type(Keys.SPACE)
                    .tabTo("Part of a name")
                    .type("quill")
                    .isShown("[data-field=cover] option[value=other1]")
                    .hasNoBarrier(".injected-form-wrapper")
                    .tabTo("Who holds it?")
                    .type("Penny Quill_0")
                    .tabTo("Complete")
                    .type(Keys.ENTER)
                    .isGone(".sv-form");
        } finally {
            council.goes();
        }
        assertThat(demo.as("linemanager")
                        .form(draft)
                        .get("values")
                        .get("supervisee")
                        .asText())
                .isEqualTo("other1");
        assertThat(demo.as("linemanager").tasks("Task_ArrangeCover"))
                .extracting(Task::businessKey)
                .doesNotContain(cover.businessKey());
    }

    /** Another supervisor is away over a session that can't be moved. */
    private Task coverIsAsked() {
        Relationship pair = new Relationship(demo, "othersupervisor", "otherworker");
        pair.agree(Relationship::usualTerms);
        demo.advance("PT5M");
        pair.bookWhatIsSuggested();
        demo.advance("PT5M");
        LocalDate first = Relationship.localTime(pair.nextSession().followUp()).toLocalDate();
        pair.supervisor()
                .complete(
                        pair.supervisor().start("absenceCover"),
                        values -> values.put("decision", "RECORD")
                                .put("kind", "LEAVE")
                                .put("from", first.toString())
                                .put("until", first.plusWeeks(4).minusDays(1).toString()));
        return demo.as("linemanager").task("Task_ArrangeCover");
    }

    @Test
    void whoIsSignedOutWhileTypingLosesNothing() {
        Task draft = demo.as("cover").start("supervisionAgreement");
        try (Tasklist tasklist = new Tasklist(port, "cover")) {
            Form form = tasklist.open("Task_DraftAgreement");
            form.type("usualLocation", "Typed before").isSaved();
            tasklist.endSession();
            form.type("usualLocation", "Typed then");
            tasklist.saysSignedOut();
            tasklist.signInElsewhere();
            tasklist.goOn("Try again");
            form.isSaved();
            assertThat(form.value("usualLocation")).isEqualTo("Typed then");

            tasklist.endSession();
            form.type("usualLocation", "Typed at last");
            tasklist.saysSignedOut();
            tasklist.goOn("Sign in here");
            // Tasklist comes back to the list or to the form; either way the text is there, and saved when one leaves
            tasklist.open(draft);
            assertThat(tasklist.open(draft).value("usualLocation")).isEqualTo("Typed at last");
            assertThat(demo.as("cover").form(draft).at("/values/usualLocation").asText())
                    .isEqualTo("Typed at last");

            tasklist.cutTheLine();
            form.type("usualLocation", "Typed without a line").isLeft().isLeftWhileItLoads();
            tasklist.mendTheLine();
            assertThat(tasklist.open(draft).value("usualLocation")).isEqualTo("Typed without a line");
        }
    }

    @Test
    void whoSignsInNextGetsNothingOfWhatTheOneBeforeTyped() {
        Relationship pair = new Relationship(demo, "linemanager", "othersupervisor");
        pair.agree(Relationship::usualTerms);
        demo.advance("PT5M");
        List<Task> ofTheOther = pair.supervisor().tasks("Task_BookSessions");
        Task booking = pair.supervisee().tasks("Task_BookSessions").stream()
                .filter(ofTheOther::contains)
                .findFirst()
                .orElseThrow();
        try (Tasklist tasklist = new Tasklist(port, "othersupervisor")) {
            Form form = tasklist.open(booking);
            form.type("sessions[0].location", "The saved room").isSaved();
            tasklist.endSession();
            form.type("sessions[0].location", "The room of the one before");
            tasklist.saysSignedOut();
            tasklist.signInElsewhere("linemanager");
            tasklist.goOn("Try again");

            assertThat(form.notice()).contains("Someone else has signed in");
            assertThat(tasklist.shows("of the one before")).isFalse();
            assertThat(pair.supervisor().form(booking).get("values").toString()).doesNotContain("room");
            assertThat(pair.supervisee().form(booking).get("values").toString()).contains("The saved room");
            form.press("Open it as yourself");
            assertThat(form.value("sessions[0].location")).isEqualTo("Room 2");
        }
    }
}
