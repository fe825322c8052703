package org.supervision.absence.process;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.absence.Absence;
import org.supervision.absence.AbsenceService;
import org.supervision.absence.CoverNeed;
import org.supervision.absence.CoverService;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementTerm;
import org.supervision.agreement.Parties;
import org.supervision.agreement.ReportingLine;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.Absences;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.session.SessionService;
import org.supervision.session.SessionSummary;
import org.supervision.session.SlotRules;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.Choices;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.FormView.Option;
import org.supervision.taskform.PeopleChoices;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The line manager sees to each session that an absence puts at risk: cover, another day, or a reason (A-br, R032). */
@Component
class ArrangeCoverForm implements TaskForm<ArrangeCoverForm.Values> {

    private final AbsenceService absences;
    private final CoverService covers;
    private final SessionService sessions;
    private final SlotRules slots;
    private final AgreementService agreements;
    private final ReportingLine line;
    private final People people;
    private final Absences away;
    private final WorkingCalendar calendar;

    ArrangeCoverForm(
            AbsenceService absences,
            CoverService covers,
            SessionService sessions,
            SlotRules slots,
            AgreementService agreements,
            ReportingLine line,
            People people,
            Absences away,
            WorkingCalendar calendar) {
        this.absences = absences;
        this.covers = covers;
        this.sessions = sessions;
        this.slots = slots;
        this.agreements = agreements;
        this.line = line;
        this.people = people;
        this.away = away;
        this.calendar = calendar;
    }

    /** What happens to a session. */
    enum Decision {
        COVER,
        MOVE,
        SUSPEND,
        ACCEPT
    }

    /** The form's fields. */
    record Values(List<Row> sessions) {}

    /**
     * One session.
     *
     * @param id the row id of the need
     * @param cover user id of who holds it
     * @param start its new start, London time
     */
    record Row(
            @Nullable Integer id,
            @Nullable Decision decision,
            @Nullable String cover,
            @Nullable LocalDateTime start,
            @Nullable String reason) {}

    @Override
    public Set<String> tasks() {
        return Set.of(AbsenceCoverProcess.TASK_ARRANGE_COVER);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        Absence absence = absences.require(task.businessKey());
        List<CoverNeed> needs = covers.asked(task.businessKey(), task.userId());
        List<Map<String, Object>> summary = new ArrayList<>();
        summary.add(SessionSummary.line("Away", people.nameOf(absence.requirePerson())));
        summary.add(SessionSummary.line("From", absence.requireFrom()));
        summary.add(SessionSummary.line("Until", absence.untilOn() == null ? "not known yet" : absence.untilOn()));
        Map<String, List<Option>> options = new LinkedHashMap<>();
        List<Map<String, Object>> about = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (CoverNeed need : needs) {
            SupervisionSession session = sessions.require(need.sessionId());
            List<Person> able = able(absence, session, "", Choices.SHOWN + 1);
            options.put(coverOf(need), PeopleChoices.options(able));
            about.add(facts(absence, need, session, !able.isEmpty()));
            rows.add(new Row(Math.toIntExact(need.requireId()), null, proposed(session), null, null));
        }
        return new FormView(new Values(rows), options, Map.of("summary", summary, "sessions", about));
    }

    /** For each session those who can hold it. */
    @Override
    public Map<String, Choices> choices(TaskContext task) {
        Map<String, Choices> choices = new LinkedHashMap<>();
        for (CoverNeed need : covers.asked(task.businessKey(), task.userId())) {
            choices.put(
                    coverOf(need),
                    new PeopleChoices(
                            (typed, most) -> able(
                                    absences.require(task.businessKey()),
                                    sessions.require(need.sessionId()),
                                    typed,
                                    most),
                            userId -> isAble(task, need, userId) ? people.find(userId) : Optional.empty()));
        }
        return choices;
    }

    private static String coverOf(CoverNeed need) {
        return Choices.inRow("sessions", Math.toIntExact(need.requireId()), "cover");
    }

    /** What is known of a session, and what may be chosen for it: nothing that would be refused. */
    private Map<String, Object> facts(Absence absence, CoverNeed need, SupervisionSession session, boolean mayCover) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", Math.toIntExact(need.requireId()));
        facts.put("who", people.nameOf(session.supervisor()) + " and " + people.nameOf(session.supervisee()));
        facts.put("when", calendar.localOf(session.startAt()));
        facts.put("latest", latest(session));
        facts.put("mayCover", mayCover);
        facts.put("maySuspend", session.supervisee().equals(absence.person()));
        return facts;
    }

    /** The last London date that keeps the interval. */
    private LocalDate latest(SupervisionSession session) {
        LocalDate previous = sessions.previousDate(session.agreementId(), session.startAt(), session.requireId());
        return previous.plusDays(agreements.effectiveIntervalDays(session.agreementId(), previous));
    }

    /** Whoever the agreement names, if that one can. */
    private @Nullable String proposed(SupervisionSession session) {
        return agreements
                .termInForce(session.agreementId())
                .map(AgreementTerm::terms)
                .flatMap(terms -> Optional.ofNullable(terms.coverSupervisor()))
                .filter(cover -> obstacle(session, cover).isEmpty())
                .orElse(null);
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        List<CoverNeed> needs = covers.asked(task.businessKey(), task.userId());
        List<Long> typed = values.sessions().stream()
                .map(row -> row.id() == null ? 0L : row.id().longValue())
                .toList();
        if (!needs.stream().map(CoverNeed::requireId).toList().equals(typed)) {
            errors.add("sessions", "The sessions have changed. Open the form again.", "A-br");
            return;
        }
        Absence absence = absences.require(task.businessKey());
        for (int i = 0; i < needs.size(); i++) {
            check(
                    absence,
                    sessions.require(needs.get(i).sessionId()),
                    values.sessions().get(i),
                    "sessions[" + i + "].",
                    errors);
        }
    }

    private void check(Absence absence, SupervisionSession session, Row row, String path, FormErrors errors) {
        if (!errors.require(path + "decision", row.decision(), "Say what is to happen to this session.", "A-br")) {
            return;
        }
        boolean superviseeAway = session.supervisee().equals(absence.person());
        switch (Objects.requireNonNull(row.decision())) {
            case COVER -> {
                if (superviseeAway) {
                    errors.add(path + "decision", "The supervisee is away: nobody can cover that.", "A-br");
                } else if (errors.require(path + "cover", row.cover(), "Say who holds the session.", "A-br")) {
                    slots.keepFree(errors, List.of(Objects.requireNonNull(row.cover())));
                    obstacle(session, Objects.requireNonNull(row.cover()))
                            .ifPresent(obstacle -> errors.add(path + "cover", obstacle, "A-br"));
                }
            }
            case MOVE -> {
                if (errors.require(path + "start", row.start(), "Enter the new start.", "A-br")) {
                    checkMove(session, calendar.at(Objects.requireNonNull(row.start())), path, errors);
                }
            }
            case SUSPEND -> {
                if (!superviseeAway) {
                    errors.add(
                            path + "decision",
                            "The supervisor is away: supervision continues. Choose cover, or another day.",
                            "A-br");
                }
            }
            case ACCEPT -> errors.require(path + "reason", row.reason(), "Say why it is left.", "A-br");
        }
    }

    private void checkMove(SupervisionSession session, Instant start, String path, FormErrors errors) {
        slots.checkTime(
                errors,
                path + "start",
                new SlotRules.Slot(
                        session.agreementId(),
                        session.parties(),
                        start,
                        session.duration(),
                        sessions.previousDate(session.agreementId(), start, session.requireId()),
                        session.requireId(),
                        null));
    }

    /** Those supervisors in whose way there is no {@link #obstacle}, by name; nobody covers while the supervisee is away. */
    private List<Person> able(Absence absence, SupervisionSession session, String typed, int most) {
        return session.supervisee().equals(absence.person())
                ? List.of()
                : line.supervising(typed, supervisors -> able(session, supervisors), most);
    }

    private boolean isAble(TaskContext task, CoverNeed need, String userId) {
        SupervisionSession session = sessions.require(need.sessionId());
        return !session.supervisee().equals(absences.require(task.businessKey()).person())
                && obstacle(session, userId).isEmpty();
    }

    private List<Person> able(SupervisionSession session, List<Person> supervisors) {
        LocalDate day = calendar.dateOf(session.startAt());
        List<String> ids = supervisors.stream().map(Person::userId).toList();
        Set<String> absent = away.between(day, day, ids).keySet();
        Set<String> engaged = slots.engaged(ids, session);
        return supervisors.stream()
                .filter(person -> !session.parties().include(person.userId()))
                .filter(person -> !absent.contains(person.userId()) && !engaged.contains(person.userId()))
                .toList();
    }

    /** Why somebody cannot hold a session in the supervisor's place, in plain words. */
    private Optional<String> obstacle(SupervisionSession session, String cover) {
        LocalDate day = calendar.dateOf(session.startAt());
        Parties parties = session.parties();
        if (parties.include(cover)) {
            return Optional.of("Somebody other than the two of them covers.");
        }
        if (!line.isSupervising(cover)) {
            return Optional.of("Choose a supervisor from the list.");
        }
        if (away.isAway(cover, day)) {
            return Optional.of(people.nameOf(cover) + " is away on that day too.");
        }
        return slots.clashes(new Parties(cover, cover), session.startAt(), session.endAt(), session.requireId())
                        .isEmpty()
                ? Optional.empty()
                : Optional.of(people.nameOf(cover) + " has a session at that time.");
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        List<CoverNeed> needs = covers.asked(task.businessKey(), task.userId());
        for (int i = 0; i < needs.size(); i++) {
            Row row = values.sessions().get(i);
            CoverNeed need = needs.get(i);
            switch (Objects.requireNonNull(row.decision())) {
                case COVER -> covers.cover(need, Objects.requireNonNull(row.cover()), task.userId());
                case MOVE -> covers.move(need, calendar.at(Objects.requireNonNull(row.start())), task.userId());
                case SUSPEND -> covers.suspend(need, task.userId());
                case ACCEPT -> covers.accept(need, Objects.requireNonNull(row.reason()), task.userId());
            }
        }
        return Map.of();
    }
}
