package org.supervision.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import org.supervision.scenario.Demo.Person;
import org.supervision.scenario.Demo.Task;

/** A supervisor and a supervisee, doing what the two do, in words of their trade. */
public final class Relationship {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm");
    private static final String[] STANDARD_ITEMS = {"WB", "LV", "TD", "ED", "HS", "CL", "WM"};

    private final Demo demo;
    private final Person supervisor;
    private final Person supervisee;
    private final String superviseeId;

    /** The two by their user ids. */
    public Relationship(Demo demo, String supervisorId, String superviseeId) {
        this.demo = demo;
        this.superviseeId = superviseeId;
        supervisor = demo.as(supervisorId);
        supervisee = demo.as(superviseeId);
    }

    /** Drafts, agrees and signs; answers the agreement's business key. */
    public String agree(Consumer<ObjectNode> terms) {
        Task draft = supervisor.start("supervisionAgreement");
        supervisor.complete(draft, values -> {
            values.put("supervisee", superviseeId);
            terms.accept(values);
        });
        supervisee.complete("Task_ConsiderAgreement", values -> values.put("decision", "AGREE"));
        signAgreement();
        return draft.businessKey();
    }

    void signAgreement() {
        supervisor.complete("Task_SignAgreementAsSupervisor", Relationship::sign);
        supervisee.complete("Task_SignAgreementAsSupervisee", Relationship::sign);
    }

    /** Terms that keep to the policy, but for whom they are with. */
    public static ObjectNode usualTerms(ObjectNode terms) {
        return terms.put("intervalWeeks", 4)
                .put("usualLocation", "Room 2")
                .put("durationMinutes", 90)
                .put("mode", "FACE_TO_FACE")
                .put("recordAuthor", "SUPERVISOR")
                .put("distributionWorkingDays", 5)
                .put("coverSupervisor", "cover")
                .put("coverArrangements", "Cover holds what falls into leave.")
                .put("expectations", "That we both come prepared.")
                .put("policyRead", true);
    }

    /** Confirms and signs, on the form of either of the two. */
    public static void sign(ObjectNode values) {
        values.put("confirmed", true).put("password", Demo.PASSWORD);
    }

    /** Books what the form suggests, wherever a booking is asked for. */
    public void bookWhatIsSuggested() {
        if (supervisor.has("Task_BookSessions")) {
            supervisor.complete("Task_BookSessions", values -> {});
        }
    }

    /** The next session's task. */
    public Task nextSession() {
        return supervisor.task("Task_HoldSession");
    }

    /** Goes to the end of the session and records that it was held for ninety minutes. */
    public void hold(Task session) {
        demo.advanceTo(session.followUp().plus(Duration.ofMinutes(100)));
        supervisor.complete(
                session,
                values -> values.put("outcome", "HELD")
                        .put("actualStart", local(session.followUp()))
                        .put("actualEnd", local(session.followUp().plus(Duration.ofMinutes(90))))
                        .put("privateSpace", true));
    }

    /** Writes the record, signs it for both and confirms the case files. */
    void record(boolean writtenBySupervisor) {
        Person author = writtenBySupervisor ? supervisor : supervisee;
        author.complete("Task_WriteRecord", values -> writeRecord(values));
        signAndFile();
    }

    /** Signs the record for both and confirms the case files. */
    void signAndFile() {
        supervisor.complete("Task_SignRecordAsSupervisor", Relationship::signRecord);
        supervisee.complete("Task_SignRecordAsSupervisee", Relationship::signRecord);
        while (supervisor.has("Task_UpdateCaseFile")) {
            supervisor.complete(
                    "Task_UpdateCaseFile",
                    values -> values.put("updatedOn", today().toString())
                            .put("fileReference", "Case note 12")
                            .put("copyGiven", true));
        }
    }

    /** Fills in a record of two cases and an action. */
    public void writeRecord(ObjectNode values) {
        values.put("agendaAgreed", true);
        ArrayNode items = values.putArray("items");
        for (String code : STANDARD_ITEMS) {
            items.addObject().put("code", code).put("outcome", "DISCUSSED").put("text", "What was said on " + code);
        }
        ArrayNode cases = values.putArray("cases");
        for (String reference : new String[] {"CS-1001 AB", "CS-1002 CD"}) {
            cases.addObject()
                    .put("reference", reference)
                    .put("inDepth", true)
                    .put("priority", false)
                    .put("discussion", "Progress of the plan")
                    .put("decision", "Visit within the week");
        }
        values.putArray("actions")
                .addObject()
                .put("what", "Book the course")
                .put("owner", superviseeId)
                .put("due", today().plusDays(14).toString())
                .put("type", "TRAINING");
    }

    private static void signRecord(ObjectNode values) {
        values.put("decision", "SIGN").put("password", Demo.PASSWORD);
        if (values.has("agendaAgreed")) {
            values.put("agendaAgreed", true);
        }
    }

    /** Moves a session to another time before it starts. */
    void rearrange(Task session, LocalDateTime newStart) {
        supervisee.complete(
                session,
                values -> values.put("outcome", "REARRANGED")
                        .put("newStart", newStart.format(MINUTES))
                        .put("reasonClass", "COURT")
                        .put("reason", "Court hearing at the same time"));
    }

    /** Goes to the end of the session and records that it did not take place. */
    public void miss(Task session) {
        demo.advanceTo(session.followUp().plus(Duration.ofMinutes(100)));
        supervisee.complete(
                session,
                values -> values.put("outcome", "NOT_HELD")
                        .put("reasonClass", "WORKLOAD")
                        .put("reason", "Duty rota was short"));
    }

    LocalDate today() {
        return demo.now().atZone(LONDON).toLocalDate();
    }

    static String local(Instant instant) {
        return instant.atZone(LONDON).toLocalDateTime().format(MINUTES);
    }

    static LocalDateTime localTime(Instant instant) {
        return instant.atZone(LONDON).toLocalDateTime();
    }

    Person supervisor() {
        return supervisor;
    }

    Person supervisee() {
        return supervisee;
    }

    void bothAreFree() {
        assertThat(supervisor.tasks()).extracting(Task::taskKey).doesNotContain("Task_ReportAsSupervisor");
    }
}
