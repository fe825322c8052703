package org.supervision.absence.process;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.absence.Absence;
import org.supervision.absence.AbsenceKind;
import org.supervision.absence.AbsenceService;
import org.supervision.absence.AbsentPeople;
import org.supervision.agreement.ReportingLine;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.ProcessVariables;
import org.supervision.people.Absences;
import org.supervision.people.People;
import org.supervision.policy.Policies;
import org.supervision.taskform.Choices;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.FormView.Option;
import org.supervision.taskform.PeopleChoices;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** Somebody enters an absence, or changes, ends or takes back one that is entered (A-br). */
@Component
class RecordAbsenceForm implements TaskForm<RecordAbsenceForm.Values> {

    private final AbsenceService absences;
    private final AbsentPeople absentPeople;
    private final ReportingLine line;
    private final People people;
    private final Absences away;
    private final Policies policies;
    private final WorkingCalendar calendar;

    RecordAbsenceForm(
            AbsenceService absences,
            AbsentPeople absentPeople,
            ReportingLine line,
            People people,
            Absences away,
            Policies policies,
            WorkingCalendar calendar) {
        this.absences = absences;
        this.absentPeople = absentPeople;
        this.line = line;
        this.people = people;
        this.away = away;
        this.policies = policies;
        this.calendar = calendar;
    }

    /** What is to happen. */
    enum Decision {
        /** An absence is entered. */
        RECORD,
        /** One that is entered has other days, or ends. */
        CHANGE,
        /** One that is entered does not take place. */
        WITHDRAW,
        /** Nothing after all. */
        NOTHING
    }

    /**
     * The form's fields.
     *
     * @param absence business key of an absence that is entered already
     * @param person user id of who is away
     * @param from first London date
     * @param until last London date; null while it is not known, or unchanged where one is changed
     * @param deputy user id of whoever acts as manager meanwhile; null for nobody, or unchanged where one is changed
     * @param noDeputy whether nobody acts any more from today, where one is changed
     */
    record Values(
            @Nullable Decision decision,
            @Nullable String absence,
            @Nullable String person,
            @Nullable AbsenceKind kind,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable String deputy,
            @Nullable Boolean noDeputy) {}

    @Override
    public Set<String> tasks() {
        return Set.of(AbsenceCoverProcess.TASK_RECORD_ABSENCE);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        return FormView.of(new Values(null, null, task.userId(), null, null, null, null, null), Map.of());
    }

    @Override
    public Map<String, Choices> choices(TaskContext task) {
        String userId = task.userId();
        return Map.of(
                "person",
                new PeopleChoices(
                        (typed, most) -> absentPeople.search(userId, typed, most),
                        person -> absentPeople.find(userId, person)),
                "absence",
                new Entered(userId),
                "deputy",
                new PeopleChoices((typed, most) -> line.supervising(typed, found -> found, most), line::supervising));
    }

    /** The absences that somebody may change, found by the name of whoever is away. */
    private final class Entered implements Choices {

        private final String userId;

        private Entered(String userId) {
            this.userId = userId;
        }

        @Override
        public List<Option> find(String typed, int most) {
            return options(absences.changeableBy(userId, typed, most));
        }

        @Override
        public Optional<Option> of(String value) {
            return absences.changeable(userId, value).stream()
                    .flatMap(absence -> options(List.of(absence)).stream())
                    .findFirst();
        }

        private List<Option> options(List<Absence> found) {
            UnaryOperator<String> names = people.names(found.stream()
                    .flatMap(absence -> Stream.of(absence.requirePerson(), absence.deputy()))
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet()));
            return found.stream()
                    .map(absence -> new Option(absence.key(), inWords(absence, names)))
                    .toList();
        }
    }

    private static String inWords(Absence absence, UnaryOperator<String> names) {
        String days = absence.untilOn() == null
                ? "from " + LondonWords.of(absence.requireFrom()) + ", last day not known"
                : LondonWords.of(absence.requireFrom()) + " to " + LondonWords.of(absence.untilOn());
        String deputy = absence.hasDeputy() ? "; " + names.apply(String.valueOf(absence.deputy())) + " acts" : "";
        return names.apply(absence.requirePerson()) + ": " + days + deputy;
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        if (!errors.require("decision", values.decision(), "Say what you want to enter.", "A-br")) {
            return;
        }
        switch (Objects.requireNonNull(values.decision())) {
            case RECORD -> checkNew(task, values, errors);
            case CHANGE -> chosen(task, values, errors).ifPresent(absence -> checkChange(absence, values, errors));
            case WITHDRAW -> chosen(task, values, errors);
            case NOTHING -> {
                // nothing to check
            }
        }
    }

    private void checkNew(TaskContext task, Values values, FormErrors errors) {
        boolean named = errors.require("person", values.person(), "Say who is away.", "A-br");
        if (named
                && absentPeople
                        .find(task.userId(), Objects.requireNonNull(values.person()))
                        .isEmpty()) {
            errors.add("person", "Choose somebody from the list.", "A-br");
        }
        errors.require("kind", values.kind(), "Say what kind of absence it is.", "A-br");
        if (errors.require("from", values.from(), "Enter the first day.", "A-br")) {
            checkDays(
                    Objects.requireNonNullElse(values.person(), task.userId()),
                    Objects.requireNonNull(values.from()),
                    values.until(),
                    null,
                    errors);
            checkDeputy(Objects.requireNonNullElse(values.person(), task.userId()), values.from(), values, errors);
        }
    }

    private void checkDeputy(String person, LocalDate from, Values values, FormErrors errors) {
        String deputy = values.deputy();
        if (deputy == null) {
            return;
        }
        if (deputy.equals(person)) {
            errors.add("deputy", "Nobody is their own deputy.", "A-br");
        } else if (!line.isSupervising(deputy)) {
            errors.add("deputy", "Choose a manager from the list.", "A-br");
        } else if (people.find(person).filter(line::supervises).isEmpty()) {
            errors.add("deputy", "Only managers have a deputy.", "A-br");
        } else if (away.isAway(deputy, from)) {
            errors.add("deputy", people.nameOf(deputy) + " is away on the first day too.", "A-br");
        }
    }

    private void checkChange(Absence absence, Values values, FormErrors errors) {
        boolean release = Boolean.TRUE.equals(values.noDeputy());
        if (values.from() == null && values.until() == null && values.deputy() == null && !release) {
            errors.add("until", "Enter what changes.", "A-br");
            return;
        }
        if (release && values.deputy() != null) {
            errors.add("noDeputy", "Name a deputy or say that nobody acts any more, not both.", "A-br");
        } else if (release && !absence.hasDeputy()) {
            errors.add("noDeputy", "Nobody acts for them.", "A-br");
        }
        checkDeputy(absence.requirePerson(), from(absence, values), values, errors);
        checkDays(absence.requirePerson(), from(absence, values), until(absence, values), absence.key(), errors);
    }

    private void checkDays(
            String person, LocalDate from, @Nullable LocalDate until, @Nullable String exceptKey, FormErrors errors) {
        LocalDate today = calendar.today();
        int months = policies.current().missed().enterWithinMonths();
        if (from.isBefore(calendar.addMonthsClamped(today, -months))) {
            errors.add("from", "That is more than " + months + " months ago.", "A-br");
        }
        if (!calendar.isKnown(from)) {
            errors.add("from", "Choose a day before " + LondonWords.of(calendar.knownUntil()) + ".");
        }
        if (until != null && until.isBefore(from)) {
            errors.add("until", "The last day is not before the first.", "A-br");
        } else if (until != null && !calendar.isKnown(until)) {
            errors.add("until", "Choose a day before " + LondonWords.of(calendar.knownUntil()) + ".");
        }
        if (!errors.has("from") && !errors.has("until")) {
            absences.overlapping(person, from, until, exceptKey)
                    .ifPresent(other -> errors.add(
                            "from",
                            "There is an absence on some of these days already. Change that one instead. "
                                    + inWords(other, people.names()) + ".",
                            "A-br"));
        }
    }

    private Optional<Absence> chosen(TaskContext task, Values values, FormErrors errors) {
        if (!errors.require("absence", values.absence(), "Choose the absence.", "A-br")) {
            return Optional.empty();
        }
        Optional<Absence> absence = absences.changeable(task.userId(), Objects.requireNonNull(values.absence()));
        if (absence.isEmpty()) {
            errors.add("absence", "Choose an absence from the list.", "A-br");
        }
        return absence;
    }

    private static LocalDate from(Absence absence, Values values) {
        return values.from() == null ? absence.requireFrom() : values.from();
    }

    private static @Nullable LocalDate until(Absence absence, Values values) {
        return values.until() == null ? absence.untilOn() : values.until();
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        Decision decision = Objects.requireNonNull(values.decision());
        String key = task.businessKey();
        if (decision == Decision.RECORD) {
            absences.record(
                    key,
                    Objects.requireNonNull(values.person()),
                    Objects.requireNonNull(values.kind()),
                    Objects.requireNonNull(values.from()),
                    values.until(),
                    values.deputy());
        } else {
            absences.discard(key);
        }
        if (decision == Decision.CHANGE) {
            Absence absence = absences.require(Objects.requireNonNull(values.absence()));
            absences.change(absence.key(), from(absence, values), until(absence, values), values.deputy());
            if (Boolean.TRUE.equals(values.noDeputy())) {
                absences.releaseDeputy(absence.key());
            }
        } else if (decision == Decision.WITHDRAW) {
            absences.withdraw(Objects.requireNonNull(values.absence()));
        }
        return Map.copyOf(ProcessVariables.DECISION.with(decision.name()));
    }
}
