package org.supervision.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.AuthorizationException;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.notification.MailFaults;
import org.supervision.people.InvalidPeopleException;
import org.supervision.people.PeopleImport;
import org.supervision.policy.ClosureDays;
import org.supervision.policy.PolicyProposals;
import org.supervision.simulation.World.Outcome;
import org.supervision.taskform.FormErrors.FieldError;

/** What people do, and how they fill in the forms. */
public final class Deeds {

    private static final List<String> ITEMS = List.of("WB", "LV", "TD", "ED", "HS", "CL", "WM");

    private Deeds() {}

    static Outcome play(World world, Step step) {
        List<String> how = List.of(step.how().split(","));
        return switch (step.what()) {
            case "JOBS" -> done(() -> world.jobsRun(how.get(0).equals("ON")));
            case "LOSE" -> done(() -> world.loseJobs(Integer.parseInt(how.get(0))));
            case "MAIL" -> done(() -> world.mails().set(MailFaults.Weather.valueOf(how.get(0))));
            case "CLOSED" -> closed(world, number(how, 0));
            case "POLICY" -> policy(world, how.get(0), how.get(1));
            case "WAIT" -> Outcome.DONE;
            case "LEAVES" ->
                people(
                        world,
                        step,
                        world.staff().of(step.who()).until(world.today().plusDays(number(how, 0))));
            case "MOVES" -> people(world, step, world.staff().of(step.who()).under(how.get(0)));
            case "supervisionAgreement", "absenceCover", "agreementChange", "changeOfSupervisor" ->
                start(world, step, how);
            default -> complete(world, step, how);
        };
    }

    private static Outcome done(Runnable deed) {
        deed.run();
        return Outcome.DONE;
    }

    private static int number(List<String> how, int index) {
        return Integer.parseInt(how.get(index));
    }

    /** The service is closed on a day to come, and what is open is counted anew. */
    private static Outcome closed(World world, int daysAhead) {
        LocalDate day = world.today().plusDays(daysAhead);
        try {
            world.as("administrator", () -> world.get(ClosureDays.class).add(day, "Training", true, "administrator"));
        } catch (PolicyProposals.RefusedException e) {
            return Outcome.undone(e.problems().toString());
        }
        world.days().close(day);
        return Outcome.DONE;
    }

    /** Somebody proposes another value, and somebody else puts it in force. */
    private static Outcome policy(World world, String key, String value) {
        PolicyProposals proposals = world.get(PolicyProposals.class);
        try {
            world.as("administrator", () -> {
                proposals.propose(
                        new PolicyProposals.Proposal(proposals.earliest(), "It was tried.", Map.of(key, value)),
                        "administrator");
                return key;
            });
            world.as(
                    "processowner",
                    () -> proposals.approve(proposals.all().get(0).id(), "processowner"));
        } catch (PolicyProposals.RefusedException e) {
            return Outcome.undone(e.problems().toString());
        }
        return Outcome.DONE;
    }

    private static Outcome people(World world, Step step, Staff.Member after) {
        Staff.Member before = world.staff().of(step.who());
        world.staff().put(after);
        try {
            world.get(PeopleImport.class)
                    .apply(world.staff().csv().getBytes(StandardCharsets.UTF_8), world.today(), "people");
            return Outcome.DONE;
        } catch (InvalidPeopleException e) {
            world.staff().put(before);
            return Outcome.undone(String.valueOf(e.getMessage()));
        }
    }

    private static Outcome start(World world, Step step, List<String> how) {
        try {
            String task = world.as(step.who(), () -> world.desk().start(step.what()));
            world.runDueJobs();
            return world.openWork().stream()
                    .filter(work -> work.id().equals(task))
                    .findFirst()
                    .map(work -> fill(world, work, step, how))
                    .orElseGet(() -> Outcome.undone("the first task is gone"));
        } catch (ResponseStatusException | AuthorizationException e) {
            return Outcome.undone(String.valueOf(e.getMessage()));
        }
    }

    private static Outcome complete(World world, Step step, List<String> how) {
        Optional<Work> found = world.openWork().stream()
                .filter(work -> work.taskKey().equals(step.what())
                        && work.about().equals(step.about())
                        && work.people().contains(step.who()))
                .findFirst();
        return found.map(work -> fill(world, work, step, how)).orElseGet(() -> Outcome.undone("no such task"));
    }

    /** Fills in the form of this task as the step says, and completes it. */
    static Outcome fill(World world, Work work, Step step, List<String> how) {
        List<FieldError> errors = world.as(
                step.who(),
                () -> world.desk().complete(work.id(), values -> {
                    if (step.what().equals("agreementChange") || step.what().equals("changeOfSupervisor")) {
                        values.put("agreement", agreementOf(world, step.about()));
                    }
                    fill(world.today(), work, step, how, values);
                }));
        return errors.isEmpty() ? Outcome.DONE : Outcome.undone(World.inWords(errors));
    }

    /**
     * Fills in a form.
     *
     * @param today the day in London
     * @param work the task
     * @param step whose {@code who} does it, about {@code about}
     * @param how which way, in the words of the task
     */
    public static void fill(LocalDate today, Work work, Step step, List<String> how, ObjectNode values) {
        String first = how.get(0);
        switch (work.taskKey()) {
            case "Task_DraftAgreement" -> draft(values, step, how);
            case "Task_ApproveException" ->
                values.put("decision", first)
                        .put("until", today.plusMonths(3).toString())
                        .put("reason", "The vacancy.");
            case "Task_ConsiderAgreement" ->
                values.put("decision", first)
                        .put("comment", "Four weeks is enough.")
                        .put("expectations", "Candour.");
            case "Task_DecideTerms" -> values.put("decision", first).put("reason", "As the policy says.");
            case "Task_SignAgreementAsSupervisor", "Task_SignAgreementAsSupervisee" ->
                values.put("confirmed", true).put("password", World.PASSWORD);
            case "Task_BookSessions" -> book(values, how);
            case "Task_PrepareAsSupervisor", "Task_PrepareAsSupervisee" ->
                values.put("prepared", true).put("agendaAgreed", true);
            case "Task_HoldSession" -> hold(work, how, values);
            case "Task_WriteRecord" -> record(today, step, how, values);
            case "Task_SignRecordAsSupervisor", "Task_SignRecordAsSupervisee" ->
                values.put("decision", first)
                        .put("comment", "As I see it.")
                        .put("agendaAgreed", true)
                        .put("password", World.PASSWORD);
            case "Task_ExplainUnsignedAsSupervisor", "Task_ExplainUnsignedAsSupervisee" ->
                values.put("reason", "No time.");
            case "Task_UpdateCaseFile" ->
                values.put("updatedOn", today.toString())
                        .put("fileReference", "Note 1")
                        .put("copyGiven", true);
            case "Task_ChaseUnsignedAgreement", "Task_ChaseRecord", "Task_ChaseReview" ->
                values.put("done", true).put("note", "They know.");
            case "Task_AgreeNewDate" -> newDate(today, values, how);
            case "Task_ConfirmHeld" -> values.put("decision", first).put("statement", "I was there.");
            case "Task_ReportAsSupervisor", "Task_ReportAsSupervisee" -> report(today, values, how);
            case "Task_ResolveMissedSupervision", "Task_DecideReferral" -> resolve(today, values, how);
            case "Task_AppointManager", "Task_AppointDecider" ->
                values.put("manager", first).put("reason", "Nobody else is left.");
            case "Task_PrepareReviewAsSupervisor", "Task_PrepareReviewAsSupervisee" ->
                values.put("worksWell", "The length.").put("toChange", "The place.");
            case "Task_HoldReview" ->
                values.put("heldOn", today.toString())
                        .put("outcome", first)
                        .put("notes", "Well.")
                        .put("endReason", "ROLE_CHANGE");
            case "Task_ConfirmReview" ->
                values.put("decision", first).put("comment", "Not quite.").put("password", World.PASSWORD);
            case "Task_RecordAbsence" -> absence(today, step, how, values);
            case "Task_ArrangeCover" -> cover(how, values);
            case "Task_ChangeAgreement" -> change(today, how, values);
            case "Task_PlanChange" ->
                values.put("decision", "CHANGE")
                        .put("newSupervisor", first.equals("NOBODY") ? null : first)
                        .put("effectiveOn", today.plusDays(number(how, 1)).toString())
                        .put("reason", "The team is split.");
            case "Task_SummariseHandover" ->
                values.put("priorities", "The court date.")
                        .put("openActions", "One.")
                        .put("overdueCases", "None.");
            case "Task_ChoosePersonalMatters" -> values.put("confirmed", true);
            case "Task_AcceptHandover" -> values.put("decision", first).put("reason", "I have ten.");
            case "Task_NameSupervisor" -> values.put("decision", first).put("newSupervisor", how.get(1));
            case "Task_ReadHandover" -> values.put("read", true);
            case "Task_ArrangeInterim" ->
                values.put("interim", first)
                        .put("start", slot(today, number(how, 1), 15).toString());
            case "Task_AcceptSupervisee" -> values.put("decision", first).put("reason", "I have ten.");
            case "Task_AllocateSupervisor" ->
                values.put("newSupervisor", first)
                        .put("effectiveOn", today.plusDays(1).toString())
                        .put("reason", "The team is whole again.");
            case "Task_CorrectAddress" -> values.put("decision", first).put("note", "Handed over.");
            case "Task_AttemptAsSupervisor", "Task_AttemptAsSupervisee" ->
                values.put("position", "It stays.").put("proposal", "Ask.").put("resolved", first.equals("RESOLVED"));
            case "Task_DecideReferredDisagreement" ->
                values.put("decision", "It stays.").put("reasons", "The plan.").put("followUp", "In March.");
            case "Task_AnswerPersonalMatter" -> values.put("decision", first);
            case "Task_SpeakToLineManager", "Task_DiscussPersonalMatter" -> values.put("spokenOn", today.toString());
            case "Task_DecidePersonalMatter" ->
                values.put("decision", first)
                        .put("ground", "RISK_TO_SELF")
                        .put("reason", "Not alone.")
                        .put("tellSupervisee", true);
            case "Task_AuditRecord" ->
                values.withArray("answers").forEach(answer -> ((ObjectNode) answer).put("answer", "YES"));
            case "Task_ConsiderFindings" -> values.put("decision", first).put("note", "Seen.");
            case "Task_DecideDisagreement" ->
                values.put("decision", "It stays.").put("note", "It stays.");
            case "Task_RequestDisclosure" ->
                values.put("purpose", "OTHER")
                        .put("explanation", "They asked.")
                        .put("recipient", "A solicitor.")
                        .put("agreement", first)
                        .put("from", today.minusDays(30).toString())
                        .put("to", today.toString())
                        .put("viewer", how.get(1))
                        .put("accessUntil", today.plusDays(7).toString());
            case "Task_ConsentAsSupervisor", "Task_ConsentAsSupervisee" -> values.put("decision", first);
            case "Task_RedactSubjectAccess" -> {
                values.put("decision", "RELEASE");
                values.withArray("items").forEach(item -> ((ObjectNode) item).put("decision", "INCLUDE"));
            }
            default -> throw new AssertionError("Nobody has learned to fill in " + work.taskKey());
        }
    }

    private static void draft(ObjectNode values, Step step, List<String> how) {
        if (!step.about().equals(Step.NONE)) {
            values.put("supervisee", step.about());
        }
        values.put("intervalWeeks", number(how, 0))
                .put("usualLocation", "Room 2")
                .put("durationMinutes", 90)
                .put("mode", "FACE_TO_FACE")
                .put("recordAuthor", how.get(1))
                .put("distributionWorkingDays", number(how, 2))
                .put("coverArrangements", "A colleague.")
                .put("expectations", "We prepare.")
                .put("policyRead", true);
    }

    private static void book(ObjectNode values, List<String> how) {
        int later = number(how, 0);
        if (later != 0) {
            for (JsonNode row : values.withArray("sessions")) {
                LocalDateTime start = LocalDateTime.parse(row.get("start").asText());
                ((ObjectNode) row)
                        .put("start", weekday(start.plusDays(later)).toString())
                        .put("reason", "It suits both.");
            }
        }
    }

    private static LocalDateTime weekday(LocalDateTime time) {
        return switch (time.getDayOfWeek()) {
            case SATURDAY -> time.minusDays(1);
            case SUNDAY -> time.plusDays(1);
            default -> time;
        };
    }

    /** A working hour so many days on, never at a weekend. */
    static LocalDateTime slot(LocalDate day, int days, int hour) {
        LocalDate then = day.plusDays(days);
        while (then.getDayOfWeek() == DayOfWeek.SATURDAY || then.getDayOfWeek() == DayOfWeek.SUNDAY) {
            then = then.plusDays(1);
        }
        return then.atTime(hour, 0);
    }

    private static void hold(Work work, List<String> how, ObjectNode values) {
        Instant start = Objects.requireNonNull(work.startsAt());
        LocalDateTime agreed = World.local(start);
        values.put("outcome", how.get(0)).put("reason", "The duty rota.");
        switch (how.get(0)) {
            case "HELD" ->
                values.put("actualStart", agreed.toString())
                        .put("actualEnd", agreed.plusMinutes(number(how, 1)).toString())
                        .put("privateSpace", true);
            case "REARRANGED" ->
                values.put(
                                "newStart",
                                weekday(agreed.plusDays(number(how, 1)).plusMinutes(number(how, 2)))
                                        .toString())
                        .put("reasonClass", "COURT");
            case "CANCELLED" -> values.put("reasonClass", "EMERGENCY");
            default -> values.put("reasonClass", how.get(1));
        }
    }

    private static void record(LocalDate today, Step step, List<String> how, ObjectNode values) {
        // asked for of a line manager alone, where whoever held it has gone
        values.put("leftOutReason", "Nobody is left who held it.");
        values.put("agendaAgreed", true);
        ArrayNode proposed = values.withArray("items").deepCopy();
        ArrayNode items = values.putArray("items");
        for (JsonNode item : proposed) {
            items.add(((ObjectNode) item.deepCopy()).put("outcome", "DISCUSSED").put("text", "So."));
        }
        for (String code : ITEMS) {
            if (!proposed.findValuesAsText("code").contains(code)) {
                items.addObject().put("code", code).put("outcome", "DISCUSSED").put("text", "So.");
            }
        }
        ArrayNode cases = values.putArray("cases");
        for (int i = 1; i <= number(how, 0); i++) {
            cases.addObject()
                    .put("reference", "CS-" + i)
                    .put("inDepth", true)
                    .put("priority", false)
                    .put("discussion", "The plan.")
                    .put("decision", "Visit.");
        }
        values.put("fewerCasesReason", "A small caseload.");
        values.putArray("actions")
                .addObject()
                .put("what", "Book the course.")
                .put("owner", step.about())
                .put("due", today.plusDays(14).toString())
                .put("type", "TRAINING");
        if (how.contains("DISAGREE")) {
            values.putArray("disagreements")
                    .addObject()
                    .put("supervisorPosition", "Close.")
                    .put("superviseePosition", "Keep.")
                    .put("unresolved", true);
        }
        if (how.contains("PERSONAL")) {
            values.putArray("personalMatters")
                    .addObject()
                    .put("wording", "A move.")
                    .put("forLineManager", true);
        }
    }

    private static void newDate(LocalDate today, ObjectNode values, List<String> how) {
        values.put("decision", how.get(0)).put("reason", "Both are full.");
        if (how.get(0).equals("NEW_DATE")) {
            values.put("start", slot(today, number(how, 1), number(how, 2)).toString());
        }
        claim(today, values, how);
    }

    private static void report(LocalDate today, ObjectNode values, List<String> how) {
        values.put("whatHappened", "We did not meet.")
                .put("attempts", "Two mails.")
                .put("wouldHelp", "A fixed day.");
        values.put("claimHeld", how.get(0).equals("WAS_HELD"));
        claim(today, values, how);
    }

    /** It was held so many days ago. */
    private static void claim(LocalDate today, ObjectNode values, List<String> how) {
        if (how.get(0).equals("WAS_HELD")) {
            LocalDateTime start = today.minusDays(number(how, 1)).atTime(10, 0);
            values.put("actualStart", start.toString())
                    .put("actualEnd", start.plusMinutes(90).toString());
        }
    }

    private static void resolve(LocalDate today, ObjectNode values, List<String> how) {
        values.put("resolution", how.get(0)).put("note", "As we agreed.").put("reasons", "As we agreed.");
        switch (how.get(0)) {
            case "NEW_DATE" ->
                values.put("start", slot(today, number(how, 1), number(how, 2)).toString());
            case "COVER", "INTERIM" ->
                values.put("supervisor", how.get(1))
                        .put(
                                "start",
                                slot(today, number(how, 2), number(how, 3)).toString());
            case "ABSENCE" ->
                values.put("absentFrom", today.toString())
                        .put("absentUntil", today.plusDays(number(how, 1)).toString());
            default -> {}
        }
    }

    private static void absence(LocalDate today, Step step, List<String> how, ObjectNode values) {
        values.put("decision", "RECORD")
                .put("person", step.who())
                .put("kind", how.get(0))
                .put("from", today.plusDays(number(how, 1)).toString());
        if (!how.get(2).equals("OPEN")) {
            values.put("until", today.plusDays(number(how, 2)).toString());
        }
    }

    private static void cover(List<String> how, ObjectNode values) {
        for (JsonNode row : values.withArray("sessions")) {
            ObjectNode session = (ObjectNode) row;
            session.put("decision", how.get(0)).put("reason", "They meet soon.");
            if (how.get(0).equals("COVER")) {
                session.put("cover", how.get(1));
            }
        }
    }

    private static void change(LocalDate today, List<String> how, ObjectNode values) {
        values.put("change", how.get(0)).put("reason", "Much has changed.");
        if (how.get(0).equals("END")) {
            values.put("endReason", how.get(1));
        }
        if (how.get(0).equals("SUSPEND")) {
            values.put("from", today.toString());
            values.put("until", today.plusDays(number(how, 1)).toString());
        }
    }

    /** The key of the agreement under which somebody is supervised. */
    private static String agreementOf(World world, String supervisee) {
        List<Long> ids = new ArrayList<>(world.jdbc()
                .sql("select id from agreement where supervisee = :user and live_pair is not null order by id")
                .param("user", supervisee)
                .query(Long.class)
                .list());
        return ids.isEmpty() ? "" : "AG-%06d".formatted(ids.get(ids.size() - 1));
    }
}
