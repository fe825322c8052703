package org.supervision.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.supervision.scenario.Demo.Task;

/**
 * Half a year under one agreement, from draft to the second term, with sessions held, rearranged, missed and recovered,
 * and missed and escalated on the way.
 */
final class SeedDocumentsStory {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private static final Set<LocalDate> BANK_HOLIDAYS = Set.of(
            LocalDate.of(2027, 3, 26), LocalDate.of(2027, 3, 29), LocalDate.of(2027, 5, 3), LocalDate.of(2027, 5, 31));

    private final Demo demo;
    private final Relationship pair;
    private final boolean supervisorWrites;

    SeedDocumentsStory(Demo demo, boolean supervisorWrites) {
        this.demo = demo;
        this.supervisorWrites = supervisorWrites;
        pair = new Relationship(demo, "supervisor", "worker");
    }

    void isLived(Consumer<ObjectNode> terms) {
        String term = pair.agree(terms);
        assertThat(term).endsWith("/T1");
        LocalDate reviewDue = pair.today().plusMonths(6);

        heldAsBooked();
        rearrangedAndHeld();
        missedAndRecovered();
        missedAndEscalated();
        heldUntil(reviewDue.minusDays(28));
        reviewedAndSignedAgain(term, reviewDue);
    }

    private void heldAsBooked() {
        pair.bookWhatIsSuggested();
        assertThat(pair.supervisor().tasks("Task_HoldSession")).hasSize(2);
        Task session = pair.nextSession();
        prepare();
        pair.hold(session);
        pair.record(supervisorWrites);
    }

    private void prepare() {
        pair.supervisor().complete("Task_PrepareAsSupervisor", values -> values.put("prepared", true));
        pair.supervisee().complete("Task_PrepareAsSupervisee", values -> {
            values.put("prepared", true);
            values.withArray("items")
                    .addObject()
                    .put("title", "My leave in March")
                    .put("needsThought", false);
        });
    }

    private void rearrangedAndHeld() {
        pair.bookWhatIsSuggested();
        Task session = pair.nextSession();
        LocalDateTime moved = workingDayAfter(Relationship.localTime(session.followUp()));
        pair.rearrange(session, moved);
        Task again = pair.nextSession();
        assertThat(again.businessKey()).isEqualTo(session.businessKey());
        assertThat(Relationship.localTime(again.followUp())).isEqualTo(moved);
        pair.hold(again);
        pair.record(supervisorWrites);
    }

    private void missedAndRecovered() {
        pair.bookWhatIsSuggested();
        Task missed = pair.nextSession();
        pair.miss(missed);
        Task agree = pair.supervisee().task("Task_AgreeNewDate");
        LocalDateTime recovery =
                workingDayAfter(workingDayAfter(now())).withHour(10).withMinute(0);
        pair.supervisee()
                .complete(
                        agree,
                        values -> values.put("decision", "NEW_DATE")
                                .put("start", recovery.toString())
                                .put("location", "Room 2"));
        assertThat(pair.supervisor().has("Task_AgreeNewDate")).isFalse();
        pair.hold(pair.nextSession());
        pair.record(supervisorWrites);
        demo.advanceTo(Relationship.localTime(missed.followUp())
                .toLocalDate()
                .plusDays(15)
                .atTime(0, 5));
        assertThat(demo.as("linemanager").has("Task_ResolveMissedSupervision")).isFalse();
    }

    private void missedAndEscalated() {
        pair.bookWhatIsSuggested();
        Task session = pair.nextSession();
        pair.miss(session);
        LocalDate missedOn = session.followUp().atZone(LONDON).toLocalDate();
        Instant deadline = missedOn.plusDays(15).atStartOfDay(LONDON).toInstant();

        demo.advanceTo(deadline.minusSeconds(60));
        assertThat(demo.as("linemanager").has("Task_ResolveMissedSupervision")).isFalse();
        for (String reader : List.of("supervisor", "linemanager", "servicemanager")) {
            assertThat(team(reader)).as(reader).contains("Daniel Okafor", "Session missed on ", ", today");
        }
        for (String reader : List.of("worker", "othersupervisor", "cover", "processowner", "records", "admin")) {
            assertThat(team(reader)).as(reader).doesNotContain("Daniel Okafor");
        }
        demo.advanceTo(deadline.plusSeconds(60));
        assertThat(team("linemanager")).contains(", with Farida Hussain");
        Task escalation = demo.as("linemanager").task("Task_ResolveMissedSupervision");
        assertThat(pair.supervisor().has("Task_ReportAsSupervisor")).isFalse();

        LocalDateTime decided = workingDayAfter(now()).withHour(14).withMinute(0);
        demo.as("linemanager")
                .complete(
                        escalation,
                        values -> values.put("resolution", "NEW_DATE")
                                .put("start", decided.toString())
                                .put("note", "I have moved the duty rota."));
        Task recovery = pair.supervisor().tasks("Task_HoldSession").stream()
                .filter(task -> Relationship.localTime(task.followUp()).equals(decided))
                .findFirst()
                .orElseThrow();
        pair.hold(recovery);
        pair.record(supervisorWrites);
    }

    private String team(String reader) {
        return demo.as(reader).get("/api/team/file").expect(200).body();
    }

    /** Whatever is booked is held and recorded, until this day. */
    private void heldUntil(LocalDate day) {
        pair.bookWhatIsSuggested();
        while (Relationship.localTime(pair.nextSession().followUp())
                .toLocalDate()
                .isBefore(day)) {
            pair.hold(pair.nextSession());
            pair.record(supervisorWrites);
            pair.bookWhatIsSuggested();
        }
        demo.advanceTo(day.atTime(9, 0));
    }

    private void reviewedAndSignedAgain(String term, LocalDate reviewDue) {
        pair.supervisor()
                .complete(
                        "Task_PrepareReviewAsSupervisor",
                        values -> values.put("worksWell", "The length").put("toChange", "Nothing"));
        pair.supervisee()
                .complete(
                        "Task_PrepareReviewAsSupervisee",
                        values -> values.put("worksWell", "The place").put("toChange", "Nothing"));
        pair.supervisor()
                .complete(
                        "Task_HoldReview",
                        values -> values.put("outcome", "REAFFIRM")
                                .put("heldOn", pair.today().toString())
                                .put("notes", "It works for both"));
        pair.supervisee()
                .complete(
                        "Task_ConfirmReview",
                        values -> values.put("decision", "CONFIRM").put("password", Demo.PASSWORD));
        Task sign = pair.supervisor().task("Task_SignAgreementAsSupervisor");
        assertThat(sign.businessKey()).isEqualTo(term.replace("/T1", "/T2"));
        assertThat(pair.today()).isBefore(reviewDue);
        pair.signAgreement();
        assertThat(pair.supervisor().has("Task_SignAgreementAsSupervisor")).isFalse();
        demo.advance(Duration.ofDays(1).toString());
    }

    private LocalDateTime now() {
        return Relationship.localTime(demo.now()).withSecond(0).withNano(0);
    }

    /** The next Monday to Friday that is no bank holiday. */
    private static LocalDateTime workingDayAfter(LocalDateTime time) {
        LocalDateTime next = time.plusDays(1);
        while (next.getDayOfWeek().getValue() > 5 || BANK_HOLIDAYS.contains(next.toLocalDate())) {
            next = next.plusDays(1);
        }
        return next;
    }
}
