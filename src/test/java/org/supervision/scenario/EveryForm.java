package org.supervision.scenario;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.scenario.Demo.Task;

/**
 * The way through every form there is, in a new demo: five pairs agree, meet, miss each other, report, disagree and
 * review, until each form has been open once with whoever it is for. How a form is filled in is up to the {@link Desk}.
 */
public final class EveryForm {

    private static final LocalDateTime FIRST = LocalDateTime.of(2027, 1, 18, 10, 0);

    private final Demo demo;
    private final JdbcClient jdbc;
    private final Desk desk;
    private String agreement;
    private String topAgreement;

    /** Somewhere to fill in forms: Tasklist, or a script's REST. */
    @FunctionalInterface
    public interface Desk {

        /** Opens this person's first task of this kind. */
        Page open(String userId, String taskKey);
    }

    /** An open form. Paths are those of its fields, such as {@code items[0].title}. */
    public interface Page {

        /** Types into a field; dates and times as {@code 2027-03-01T10:00}. */
        Page type(String path, String text);

        /** Chooses one of several answers. */
        Page choose(String path, String value);

        /** Ticks a box. */
        Page tick(String path);

        /** Takes a tick away. */
        Page untick(String path);

        /** Adds a row. */
        Page add(String rows);

        /** Tries to complete it and is told why not. */
        Page isRefused(String... messages);

        /** Comes back later and finds everything as it was typed. */
        Page isKept();

        /** Completes the task. */
        void complete();

        /** Completes the task once the rest is filled in. */
        void complete(Consumer<ObjectNode> rest);
    }

    /** @param jdbc breaks a mail address, as no form can */
    public EveryForm(Demo demo, JdbcClient jdbc, Desk desk) {
        this.demo = demo;
        this.jdbc = jdbc;
        this.desk = desk;
    }

    /** The ids of the tasks that have a form, as the files have it. */
    public static Set<String> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("forms"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".html"))
                    .map(name -> name.replace(".html", ""))
                    .collect(Collectors.toSet());
        }
    }

    /** The name of a task's form, without {@code .html}. */
    public static String fileOf(String taskKey) {
        return taskKey.replace("Task_", "")
                .replaceAll("([a-z])([A-Z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }

    /** Goes all the way. */
    public void walk() {
        agreeOnTerms();
        signAndBook();
        theOthersAgreeToo();
        goAway();
        demo.advanceTo(FIRST.minusDays(3));
        prepare();
        demo.advanceTo(FIRST.withHour(17));
        hold();
        missAndClaim();
        report();
        appoint();
        demo.advanceTo(FIRST.plusDays(8));
        chaseAndExplain();
        demo.advanceTo(FIRST.plusDays(15));
        writeAndSign();
        disagree();
        appointWhoDecides();
        tellTheLineManager();
        disclose();
        consult();
        review();
        correctAddress();
        dispose();
        answerSubjectAccess();
        handOver();
        audit();
        loseTheSupervisor();
    }

    private Page at(String userId, String taskKey) {
        return desk.open(userId, taskKey);
    }

    private void agreeOnTerms() {
        Task draft = demo.as("supervisor").start("supervisionAgreement");
        agreement = draft.businessKey().substring(0, draft.businessKey().indexOf('/'));
        at("supervisor", "Task_DraftAgreement")
                .type("intervalWeeks", "x")
                .isRefused("Choose whom you supervise. (A-hdr)", "(A1.2)")
                .choose("supervisee", "worker")
                .type("intervalWeeks", "6")
                .type("usualLocation", "Room 3")
                .type("durationMinutes", "90")
                .choose("mode", "REMOTE")
                .type("modeReason", "We work in two towns.")
                .choose("recordAuthor", "SUPERVISOR")
                .type("distributionWorkingDays", "5")
                .choose("coverSupervisor", "cover")
                .type("coverArrangements", "Cover holds what falls into leave.")
                .type("expectations", "That we both come prepared.")
                .tick("policyRead")
                .isKept()
                .complete();
        at("servicemanager", "Task_ApproveException")
                .isRefused("Approve or refuse the exception. (B1)")
                .choose("decision", "APPROVE")
                .isRefused("Say until when the exception holds. (B1)")
                .type("until", "2027-03-31")
                .type("reason", "Until the vacancy is filled.")
                .isKept()
                .complete();
        at("worker", "Task_ConsiderAgreement")
                .choose("decision", "CANNOT_AGREE")
                .isRefused("(A7.2)")
                .type("comment", "Six weeks is too long for me.")
                .isKept()
                .complete();
        at("linemanager", "Task_DecideTerms")
                .isRefused("Decide how it goes on. (A7.2)", "Give your reasons; both of them read them. (A7.2)")
                .choose("decision", "CONTINUE")
                .type("reason", "Four weeks, as the policy says.")
                .isKept()
                .complete();
        demo.as("supervisor").complete("Task_DraftAgreement", terms -> Relationship.usualTerms(terms));
        demo.as("worker").complete("Task_ConsiderAgreement", values -> values.put("decision", "AGREE"));
    }

    private void signAndBook() {
        for (String party : new String[] {"supervisor", "supervisee"}) {
            at(party.equals("supervisor") ? "supervisor" : "worker", "Task_SignAgreementAs" + capital(party))
                    .isRefused("(A-sig)", "(A6.2)")
                    .tick("confirmed")
                    .isKept()
                    .type("password", Demo.PASSWORD)
                    .complete();
        }
        demo.advance("PT5M");
        at("worker", "Task_BookSessions")
                .type("sessions[0].start", "2027-01-17T10:00")
                .isRefused("Session 1: Sunday 17 January 2027 is no working day", "(B1)")
                .type("sessions[0].start", FIRST.toString())
                .type("sessions[1].start", FIRST.plusWeeks(4).toString())
                .isKept()
                .complete();
        demo.advance("PT5M");
    }

    private void theOthersAgreeToo() {
        unsignedFromTheStart();
        agreeAndBook("linemanager", "supervisor", FIRST.plusHours(3));
        agreeAndBook("servicemanager", "linemanager", FIRST.plusHours(5));
        topAgreement = agreeAndBook("strategicmanager", "servicemanager", FIRST.minusHours(1));
    }

    /** Nobody signs, and no mail reaches the supervisee. */
    private void unsignedFromTheStart() {
        jdbc.sql("update person set mail = 'martin.szymanski' where user_id = 'otherworker'")
                .update();
        demo.as("othersupervisor").start("supervisionAgreement");
        demo.as("othersupervisor")
                .complete(
                        "Task_DraftAgreement",
                        terms -> Relationship.usualTerms(terms).put("supervisee", "otherworker"));
    }

    private String agreeAndBook(String supervisor, String supervisee, LocalDateTime first) {
        Relationship pair = new Relationship(demo, supervisor, supervisee);
        String draft = pair.agree(Relationship::usualTerms);
        demo.advance("PT5M");
        pair.supervisor().complete("Task_BookSessions", values -> {
            ArrayNode sessions = values.withArray("sessions");
            for (int i = 0; i < 2; i++) {
                ((ObjectNode) sessions.get(i))
                        .put("start", first.plusWeeks(4 * i).toString());
            }
        });
        demo.advance("PT5M");
        return draft.substring(0, draft.indexOf('/'));
    }

    /** The worker is away over a session that no other day can take, and then is not. */
    private void goAway() {
        Task absence = demo.as("worker").start("absenceCover");
        at("worker", "Task_RecordAbsence")
                .isRefused("Say what you want to enter. (A-br)")
                .choose("decision", "RECORD")
                .isRefused("Say what kind of absence it is. (A-br)", "Enter the first day. (A-br)")
                .choose("kind", "LEAVE")
                .type("from", FIRST.plusDays(1).toLocalDate().toString())
                .type("until", FIRST.plusWeeks(4).toLocalDate().toString())
                .isKept()
                .complete();
        at("linemanager", "Task_ArrangeCover")
                .isRefused("Say what is to happen to this session. (A-br)")
                .choose("sessions[0].decision", "ACCEPT")
                .isRefused("Say why it is left. (A-br)")
                .type("sessions[0].reason", "They meet again in March.")
                .isKept()
                .complete();
        demo.as("worker")
                .complete(
                        demo.as("worker").start("absenceCover"),
                        values -> values.put("decision", "WITHDRAW").put("absence", absence.businessKey()));
    }

    private void prepare() {
        at("worker", "Task_PrepareAsSupervisee")
                .add("items")
                .isRefused("Item 1: Say what it is about", "(A4.1)")
                .type("items[0].title", "My workload")
                .tick("items[0].needsThought")
                .tick("prepared")
                .isKept()
                .complete();
        at("supervisor", "Task_PrepareAsSupervisor")
                .isRefused("(A4.1)")
                .tick("agendaAgreed")
                .tick("prepared")
                .isKept()
                .complete();
    }

    private void hold() {
        at("supervisor", "Task_HoldSession")
                .isRefused("Say what became of the session.")
                .choose("outcome", "HELD")
                .add("interruptions")
                .isRefused("Interruption 1")
                .type("actualStart", FIRST.toString())
                .type("actualEnd", FIRST.plusMinutes(90).toString())
                .choose("mode", "FACE_TO_FACE")
                .tick("privateSpace")
                .type("interruptions[0].what", "The telephone")
                .type("interruptions[0].minutes", "5")
                .choose("interruptions[0].goodCause", "true")
                .isKept()
                .complete();
        Relationship pair = new Relationship(demo, "linemanager", "supervisor");
        complete("supervisor", FIRST.plusHours(3), "HELD");
        demo.advance("PT5M");
        demo.as("linemanager").complete("Task_WriteRecord", pair::writeRecord);
        demo.advance("PT5M");
    }

    private void missAndClaim() {
        complete("linemanager", FIRST.plusHours(5), "NOT_HELD");
        demo.advance("PT5M");
        at("linemanager", "Task_AgreeNewDate")
                .choose("decision", "NEW_DATE")
                .isRefused("(B8)")
                .choose("decision", "WAS_HELD")
                .isRefused("Enter when it began.")
                .type("actualStart", FIRST.plusHours(5).toString())
                .type("actualEnd", FIRST.plusHours(6).toString())
                .type("reason", "We met in the corridor room.")
                .isKept()
                .complete();
        demo.advance("PT5M");
        at("servicemanager", "Task_ConfirmHeld")
                .isRefused("Say whether the session was held. (B8)")
                .choose("decision", "DISPUTE")
                .isRefused("Say in your words what happened. (B8)")
                .type("statement", "That was a talk about something else.")
                .isKept()
                .complete();
        demo.as("linemanager").complete("Task_AgreeNewDate", EveryForm::noDate);
        demo.advance("PT5M");
    }

    private void report() {
        for (String party : new String[] {"supervisor", "supervisee"}) {
            at(party.equals("supervisor") ? "servicemanager" : "linemanager", "Task_ReportAs" + capital(party))
                    .isRefused("Say what happened. (B8)")
                    .tick("claimHeld")
                    .isRefused("(B8)")
                    .untick("claimHeld")
                    .type("whatHappened", "We did not meet.")
                    .type("attempts", "Two mails.")
                    .type("wouldHelp", "A fixed day.")
                    .isKept()
                    .complete();
            demo.advance("PT5M");
        }
        at("strategicmanager", "Task_ResolveMissedSupervision")
                .isRefused("Say what is to happen. (B8)")
                .choose("resolution", "COVER")
                .isRefused("Choose who holds the session. (B8)")
                .choose("resolution", "REFER")
                .type("note", "It concerns my own deputy.")
                .isKept()
                .complete();
        demo.advance("PT5M");
        at("strategicmanager", "Task_DecideReferral")
                .isRefused("Say what is to happen. (B8)", "Give your reasons. (A7.2)")
                .choose("resolution", "NEW_DATE")
                .type("start", FIRST.plusDays(3).toString())
                .type("reasons", "The two of them meet on Thursday.")
                .isKept()
                .complete();
        demo.advance("PT5M");
    }

    private void appoint() {
        complete("strategicmanager", FIRST.minusHours(1), "NOT_HELD");
        demo.advance("PT5M");
        demo.as("strategicmanager").complete("Task_AgreeNewDate", EveryForm::noDate);
        demo.advance("PT5M");
        demo.as("strategicmanager")
                .complete("Task_ReportAsSupervisor", values -> values.put("whatHappened", "We did not meet."));
        demo.advance("PT5M");
        at("admin", "Task_AppointManager")
                .isRefused("Choose who takes it on. (A7.2)", "Say why this person.")
                .choose("manager", "cover")
                .type("reason", "Nobody above them is left.")
                .isKept()
                .complete();
    }

    private void chaseAndExplain() {
        at("linemanager", "Task_ChaseUnsignedAgreement")
                .isRefused("Speak to both of them, then tick this. (A1.2)")
                .tick("done")
                .type("note", "They sign this week.")
                .isKept()
                .complete();
        at("linemanager", "Task_ExplainUnsignedAsSupervisor")
                .isRefused("Say why you have not signed. (A6.2)")
                .type("reason", "I was on leave.")
                .isKept()
                .complete();
        at("supervisor", "Task_ExplainUnsignedAsSupervisee")
                .isRefused("Say why you have not signed. (A6.2)")
                .type("reason", "I had no time to read it.")
                .isKept()
                .complete();
    }

    private void writeAndSign() {
        at("linemanager", "Task_ChaseRecord")
                .isRefused("Tick this once you have spoken to the author. (A6.1)")
                .tick("done")
                .type("note", "It comes today.")
                .isKept()
                .complete();
        Page record = at("supervisor", "Task_WriteRecord").isRefused("Well-being:", "(A3.5)", "(B7)");
        record.add("disagreements")
                .type("disagreements[0].supervisorPosition", "The case can be closed.")
                .type("disagreements[0].superviseePosition", "The case stays open.")
                .tick("disagreements[0].unresolved")
                .add("personalMatters")
                .type("personalMatters[0].wording", "A move.")
                .tick("personalMatters[0].forLineManager")
                .add("personalMatters")
                .type("personalMatters[1].wording", "An illness.")
                .tick("personalMatters[1].forLineManager")
                .isKept();
        record.complete(values -> {
            ArrayNode disagreements = values.withArray("disagreements").deepCopy();
            ArrayNode items = values.withArray("items").deepCopy();
            new Relationship(demo, "supervisor", "worker").writeRecord(values);
            values.set("disagreements", disagreements);
            ((ObjectNode) items.get(items.size() - 1))
                    .put("outcome", "DISCUSSED")
                    .put("text", "What was said.");
            values.withArray("items").add(items.get(items.size() - 1));
        });
        demo.advance("PT5M");
        for (String party : new String[] {"supervisor", "supervisee"}) {
            at(party.equals("supervisor") ? "supervisor" : "worker", "Task_SignRecordAs" + capital(party))
                    .isRefused("Say what you want to do. (A6.2)")
                    .choose("decision", "SIGN_WITH_DISAGREEMENT")
                    .isRefused("Write your comment. (A7.1)")
                    .type("comment", "As written above.")
                    .isKept()
                    .type("password", Demo.PASSWORD)
                    .complete();
        }
        at("supervisor", "Task_UpdateCaseFile")
                .isRefused("(B5)")
                .type("updatedOn", FIRST.plusDays(15).toLocalDate().toString())
                .type("fileReference", "Case note 12")
                .tick("copyGiven")
                .isKept()
                .complete();
    }

    /** One that the record has, and one that a party raises. */
    private void disagree() {
        for (String party : new String[] {"supervisor", "supervisee"}) {
            at(party.equals("supervisor") ? "supervisor" : "worker", "Task_AttemptAs" + capital(party))
                    .isRefused("Say whether it is resolved. (A7.2)")
                    .choose("resolved", "false")
                    .isRefused("Say what you propose. (A7.2)")
                    .type("proposal", "We ask the family first.")
                    .isKept()
                    .complete();
        }
        demo.advance("PT5M");
        at("servicemanager", "Task_DecideReferredDisagreement")
                .isRefused("Write your decision. (A7.2)", "Give your reasons. (A7.2)")
                .type("decision", "It stays open until March.")
                .type("reasons", "The plan is not finished.")
                .type("followUp", "Both look at it again in March.")
                .isKept()
                .complete();
        demo.as("worker").start("disagreementReferral");
        at("worker", "Task_RaiseDisagreement")
                .isRefused("Say what you think. (A7.1)")
                .choose("about", agreement)
                .type("position", "Room 3 is too loud.")
                .isKept()
                .complete();
    }

    /** The Strategic and the only Service Manager disagree, and nobody is above them. */
    private void appointWhoDecides() {
        demo.as("servicemanager")
                .complete(
                        demo.as("servicemanager").start("disagreementReferral"),
                        values -> values.put("about", topAgreement).put("position", "Mondays are full."));
        for (String party : new String[] {"Supervisor", "Supervisee"}) {
            demo.as(party.equals("Supervisor") ? "strategicmanager" : "servicemanager")
                    .complete(
                            "Task_AttemptAs" + party,
                            values -> values.put("position", "It is so.")
                                    .put("proposal", "Fridays.")
                                    .put("resolved", false));
        }
        demo.advance("PT5M");
        at("admin", "Task_AppointDecider")
                .isRefused("Choose who decides it. (A7.2)", "Say why this person.")
                .choose("manager", "cover")
                .type("reason", "Nobody above them is left.")
                .isKept()
                .complete();
        demo.advance("PT5M");
        demo.as("cover")
                .complete(
                        "Task_DecideReferredDisagreement",
                        values -> values.put("decision", "Fridays.").put("reasons", "Both are free then."));
    }

    /** One matter with the supervisee's agreement, one against it. */
    private void tellTheLineManager() {
        for (String answer : new String[] {"AGREE", "DECLINE"}) {
            at("worker", "Task_AnswerPersonalMatter")
                    .isRefused("Say whether the line manager may know. (A5.1)")
                    .choose("decision", answer)
                    .isKept()
                    .complete();
        }
        at("supervisor", "Task_SpeakToLineManager")
                .isRefused("Say when you spoke to the line manager. (A5.1)")
                .type("spokenOn", today().toString())
                .isKept()
                .complete();
        at("supervisor", "Task_DecidePersonalMatter")
                .isRefused("Say whether the line manager is told. (A5.1)")
                .choose("decision", "DISCLOSE")
                .isRefused("Say why it must be disclosed. (A5.1)")
                .choose("ground", "RISK_TO_SELF")
                .type("reason", "They should not be alone with it.")
                .choose("tellSupervisee", "false")
                .type("untoldReason", "They are told tomorrow.")
                .isKept()
                .complete();
        at("linemanager", "Task_DiscussPersonalMatter")
                .isRefused("Say when you discussed it with the supervisor. (A5.1)")
                .type("spokenOn", today().toString())
                .isKept()
                .complete();
    }

    /** Once both must agree, once the Service Manager decides. */
    private void disclose() {
        for (String purpose : new String[] {"OTHER", "COURT"}) {
            demo.as("records").start("recordDisclosure");
            at("records", "Task_RequestDisclosure")
                    .isRefused("Say what it is for. (A6.2)")
                    .choose("purpose", purpose)
                    .type("explanation", "They asked for it.")
                    .type("recipient", "A solicitor.")
                    .choose("agreement", agreement)
                    .type("from", FIRST.toLocalDate().toString())
                    .type("to", FIRST.toLocalDate().toString())
                    .choose("viewer", "cover")
                    .type("accessUntil", today().plusDays(7).toString())
                    .isKept()
                    .complete();
        }
        for (String party : new String[] {"supervisor", "supervisee"}) {
            at(party.equals("supervisor") ? "supervisor" : "worker", "Task_ConsentAs" + capital(party))
                    .isRefused("Say whether you agree. (A6.2)")
                    .choose("decision", "AGREE")
                    .isKept()
                    .complete();
        }
        at("servicemanager", "Task_AuthoriseDisclosure")
                .isRefused("Say whether you authorise it. (A6.3)")
                .choose("decision", "AUTHORISE")
                .type("reason", "The court has ordered it, and nothing else shows what was agreed.")
                .type("scope", "The case that it is about.")
                .type("noticeOn", today().plusDays(1).toString())
                .type("noticeReason", "The court asked to be first.")
                .isKept()
                .complete();
        at("records", "Task_PrepareBundle")
                .isRefused("Say whether the bundle is released. (B6)")
                .choose("decision", "RELEASE")
                .isKept()
                .complete();
    }

    private void consult() {
        demo.as("worker").start("consultation");
        at("worker", "Task_LogConsultation")
                .isRefused("Say what it was about. (B5)")
                .choose("kind", "ADHOC")
                .choose("agreement", agreement)
                .type("start", today().minusDays(1).atTime(14, 0).toString())
                .type("minutes", "20")
                .choose("mode", "REMOTE")
                .type("about", "A placement.")
                .type("decision", "It goes on.")
                .add("actions")
                .type("actions[0].what", "Ring the school.")
                .choose("actions[0].owner", "worker")
                .type("actions[0].due", today().plusDays(3).toString())
                .choose("actions[0].type", "CASE")
                .isKept()
                .complete();
    }

    private void review() {
        demo.as("supervisor").start("agreementChange");
        at("supervisor", "Task_ChangeAgreement")
                .isRefused("Say what is to happen.")
                .choose("change", "END")
                .isRefused("Say why the agreement ends.")
                .choose("agreement", agreement)
                .choose("change", "REVIEW")
                .type("reason", "Much has changed.")
                .isKept()
                .complete();
        demo.advance("PT5M");
        for (String party : new String[] {"supervisor", "supervisee"}) {
            at(party.equals("supervisor") ? "supervisor" : "worker", "Task_PrepareReviewAs" + capital(party))
                    .isRefused("Say what works well, or what should change. (B9)")
                    .type("worksWell", "The length.")
                    .type("toChange", "The place.")
                    .isKept()
                    .complete();
        }
        demo.advanceTo(today().plusDays(46).atTime(9, 0));
        at("linemanager", "Task_ChaseReview")
                .isRefused("Speak to both of them, then tick this. (B9)")
                .tick("done")
                .type("note", "They meet this week.")
                .isKept()
                .complete();
        at("supervisor", "Task_HoldReview")
                .isRefused("Say on which day you held the review. (B9)", "Say what the two of you decided. (B9)")
                .type("heldOn", today().toString())
                .choose("outcome", "REAFFIRM")
                .type("notes", "It works for both.")
                .isKept()
                .complete();
        at("worker", "Task_ConfirmReview")
                .isRefused("Say whether this is what you agreed. (B9)")
                .choose("decision", "CONFIRM")
                .isRefused()
                .isKept()
                .type("password", Demo.PASSWORD)
                .complete();
    }

    private void correctAddress() {
        at("othersupervisor", "Task_CorrectAddress")
                .isRefused("Say whether to send the mail again.")
                .choose("decision", "SEND_AGAIN")
                .type("address", "martin at example")
                .isRefused("Enter one mail address")
                .type("address", "martin.szymanski@example.org")
                .isKept()
                .complete();
    }

    private void dispose() {
        for (int i = 0; i < 2; i++) {
            FileThatIsOver.make(jdbc);
        }
        demo.advance("P1D");
        at("records", "Task_ReviewDisposal")
                .isRefused("Say what is to become of this file.")
                .choose("files[0].decision", "DISPOSE")
                .choose("files[1].decision", "KEEP")
                .type("files[1].reason", "Somebody may still ask for it.")
                .type("files[1].keepUntil", today().plusYears(1).toString())
                .isKept()
                .complete();
        at("servicemanager", "Task_ApproveDisposal")
                .isRefused("Say whether this file is to go.")
                .choose("files[0].decision", "REFUSE")
                .type("files[0].reason", "A family is looking for it.")
                .isKept()
                .complete();
    }

    /** The supervisee asks for their own data; it takes longer than a month. */
    private void answerSubjectAccess() {
        demo.as("records").start("subjectAccess");
        at("records", "Task_RequestSubjectAccess")
                .isRefused("Choose whose data it is. (C32)")
                .choose("subject", "worker")
                .type("receivedOn", today().plusDays(1).toString())
                .isRefused("This day is still to come.")
                .type("receivedOn", today().toString())
                .type("identityCheck", "They came in person.")
                .type("reference", "A letter of theirs.")
                .isKept()
                .complete();
        at("records", "Task_RedactSubjectAccess")
                .choose("decision", "EXTEND")
                .isRefused("Say why it takes longer. (C32)")
                .type("extensionReason", "There is much to look through.")
                .isKept()
                .complete(EveryForm::includeAll);
        at("records", "Task_RedactSubjectAccess")
                .choose("decision", "RELEASE")
                .isKept()
                .complete(EveryForm::includeAll);
    }

    private static void includeAll(ObjectNode values) {
        values.withArray("items").forEach(item -> ((ObjectNode) item).put("decision", "INCLUDE"));
    }

    /** The first who is asked cannot take over, the second does. */
    private void handOver() {
        LocalDate day = today().plusDays(10);
        demo.as("linemanager").start("changeOfSupervisor");
        at("linemanager", "Task_PlanChange")
                .isRefused("Say from when. (B6)")
                .choose("agreement", agreement)
                .choose("newSupervisor", "othersupervisor")
                .type("effectiveOn", day.toString())
                .type("reason", "The team is split.")
                .isKept()
                .complete();
        at("supervisor", "Task_SummariseHandover")
                .isRefused("Say what matters most now. (B6)")
                .type("priorities", "The court date in May.")
                .type("openActions", "The visit is the most urgent.")
                .type("overdueCases", "One has waited for long.")
                .isKept()
                .complete();
        at("worker", "Task_ChoosePersonalMatters")
                .isRefused("Tick this once you have chosen. (A5.1)")
                .tick("matters[0].passes")
                .tick("confirmed")
                .isKept()
                .complete();
        at("othersupervisor", "Task_AcceptHandover")
                .isRefused("Say whether you take it over. (B6)")
                .choose("decision", "CANNOT")
                .isRefused("Say why not, for the line manager. (B6)")
                .type("reason", "I supervise six already.")
                .isKept()
                .complete();
        at("linemanager", "Task_NameSupervisor")
                .isRefused("Say whether somebody is found. (B8)")
                .choose("decision", "NAME")
                .choose("newSupervisor", "cover")
                .isKept()
                .complete();
        demo.as("cover").complete("Task_AcceptHandover", values -> values.put("decision", "ACCEPT"));
        demo.advanceTo(day.atTime(9, 0));
        at("cover", "Task_ReadHandover")
                .isRefused("Tick this once you have read it. (B6)")
                .tick("read")
                .isKept()
                .complete();
    }

    /** The sample is one of the files, which it does not say beforehand. */
    private void audit() {
        demo.advanceTo(LocalDate.of(2027, 4, 1).atTime(9, 0));
        Page audit = at("auditor", "Task_AuditRecord").isRefused("Answer this question. (C24)");
        for (int i = 0; i < 10; i++) {
            audit.choose("answers[" + i + "].answer", i == 0 ? "NO" : "YES");
        }
        audit.isRefused("Say in a few words what is missing. (C24)")
                .type("answers[0].note", "Two are short.")
                .tick("forLineManager")
                .isRefused("Say what the line manager is to consider. (C24)")
                .type("findings", "Two of the records say next to nothing.")
                .isKept()
                .complete();
        String manager = Stream.of("linemanager", "servicemanager", "strategicmanager", "admin")
                .filter(person -> demo.as(person).has("Task_ConsiderFindings"))
                .findFirst()
                .orElseThrow();
        at(manager, "Task_ConsiderFindings")
                .isRefused("Say whether something is to be done. (C24)")
                .choose("decision", "ACT")
                .type("note", "They go through the policy together.")
                .isKept()
                .complete();
    }

    /** Nobody follows: the first who is asked cannot, the second does, and the Service Manager allocates one for good. */
    private void loseTheSupervisor() {
        demo.as("linemanager")
                .complete(
                        demo.as("linemanager").start("changeOfSupervisor"),
                        values -> values.put("agreement", agreement)
                                .put("effectiveOn", today().toString())
                                .put("reason", "She has gone."));
        demo.advance("PT5M");
        String start = today().with(TemporalAdjusters.next(DayOfWeek.WEDNESDAY))
                .atTime(16, 30)
                .toString();
        at("linemanager", "Task_ArrangeInterim")
                .isRefused("Choose who supervises for the time being. (B8)")
                .choose("interim", "othersupervisor")
                .type("start", start)
                .isKept()
                .complete();
        at("othersupervisor", "Task_AcceptSupervisee")
                .isRefused("Say whether you supervise them for the time being. (B8)")
                .choose("decision", "CANNOT")
                .isRefused("Say why not, for the line manager. (B8)")
                .type("reason", "Ten are enough for me.")
                .isKept()
                .complete();
        demo.as("linemanager")
                .complete(
                        "Task_ArrangeInterim",
                        values -> values.put("interim", "supervisor").put("start", start));
        demo.as("supervisor").complete("Task_AcceptSupervisee", values -> values.put("decision", "ACCEPT"));
        demo.advance("P29D");
        at("servicemanager", "Task_AllocateSupervisor")
                .isRefused("Say from when. (B6)")
                .choose("newSupervisor", "othersupervisor")
                .type("effectiveOn", today().plusDays(1).toString())
                .type("reason", "The team is whole again.")
                .isKept()
                .complete();
    }

    /** Says by REST what became of the session that started then. */
    private void complete(String userId, LocalDateTime start, String outcome) {
        Task session = demo.as(userId).tasks("Task_HoldSession").stream()
                .filter(task -> Relationship.localTime(task.followUp()).equals(start))
                .findFirst()
                .orElseThrow();
        demo.as(userId)
                .complete(
                        session,
                        values -> values.put("outcome", outcome)
                                .put("privateSpace", true)
                                .put("reasonClass", "WORKLOAD")
                                .put("reason", "The duty rota was short."));
    }

    private static void noDate(ObjectNode values) {
        values.put("decision", "NO_DATE").put("reason", "No day suits both of us.");
    }

    private LocalDate today() {
        return Relationship.localTime(demo.now()).toLocalDate();
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
