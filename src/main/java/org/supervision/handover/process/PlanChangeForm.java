package org.supervision.handover.process;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.ProcessVariables;
import org.supervision.handover.ChangesOfSupervisor;
import org.supervision.handover.SupervisorChange;
import org.supervision.handover.SupervisorRules;
import org.supervision.people.LineManagement;
import org.supervision.people.People;
import org.supervision.taskform.Choices;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.FormView.Option;
import org.supervision.taskform.PeopleChoices;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** A manager says who is to supervise somebody and from when, corrects that, or takes it back (B6). */
@Component
class PlanChangeForm implements TaskForm<PlanChangeForm.Values> {

    /** What the manager wants. */
    enum Choice {
        /** The supervisor changes; a change that is planned is replaced. */
        CHANGE,
        /** The change that is planned does not happen. */
        WITHDRAW,
        /** Nothing: started by mistake. */
        NOTHING
    }

    /**
     * The form's fields.
     *
     * @param agreement business key, such as {@code AG-000123}
     * @param newSupervisor user id; null while nobody is known
     * @param effectiveOn London date at whose start it takes effect
     */
    record Values(
            @Nullable Choice decision,
            @Nullable String agreement,
            @Nullable String newSupervisor,
            @Nullable LocalDate effectiveOn,
            @Nullable String reason) {}

    private final ChangesOfSupervisor changes;
    private final SupervisorRules rules;
    private final LineManagement line;
    private final People people;
    private final WorkingCalendar calendar;

    PlanChangeForm(
            ChangesOfSupervisor changes,
            SupervisorRules rules,
            LineManagement line,
            People people,
            WorkingCalendar calendar) {
        this.changes = changes;
        this.rules = rules;
        this.line = line;
        this.people = people;
        this.calendar = calendar;
    }

    @Override
    public Set<String> tasks() {
        return Set.of(ChangeOfSupervisorProcess.TASK_PLAN);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        List<Agreement> changeable = changes.changeableBy(task.userId(), "", Choices.SHOWN + 1);
        String only = changeable.size() == 1 ? changeable.get(0).key() : null;
        return new FormView(
                new Values(Choice.CHANGE, only, null, null, null), Map.of("agreement", options(changeable)), Map.of());
    }

    @Override
    public Map<String, Choices> choices(TaskContext task) {
        return Map.of(
                "agreement",
                new Pairs(task.userId()),
                "newSupervisor",
                new PeopleChoices(rules::supervisors, rules::supervisor));
    }

    /** The two people of each agreement whose supervisor this manager may change. */
    private final class Pairs implements Choices {

        private final String userId;

        private Pairs(String userId) {
            this.userId = userId;
        }

        @Override
        public List<Option> find(String typed, int most) {
            return options(changes.changeableBy(userId, typed, most));
        }

        @Override
        public Optional<Option> of(String value) {
            return changes.changeable(userId, value).stream()
                    .flatMap(agreement -> options(List.of(agreement)).stream())
                    .findFirst();
        }
    }

    private List<Option> options(List<Agreement> changeable) {
        UnaryOperator<String> names = people.names(changeable.stream()
                .flatMap(agreement -> agreement.parties().both().stream())
                .toList());
        Map<Long, SupervisorChange> planned =
                changes.plannedFor(changeable.stream().map(Agreement::requireId).toList());
        return changeable.stream()
                .map(agreement ->
                        new Option(agreement.key(), label(agreement, names, planned.get(agreement.requireId()))))
                .toList();
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        if (!errors.require("decision", values.decision(), "Say what you want to do.", null)
                || values.decision() == Choice.NOTHING) {
            return;
        }
        Optional<Agreement> agreement = chosen(task, values, errors);
        if (values.decision() == Choice.WITHDRAW) {
            if (agreement.isPresent()
                    && changes.plannedFor(agreement.get().requireId()).isEmpty()) {
                errors.add("agreement", "No change of this supervisor is planned.");
            }
            return;
        }
        errors.require("reason", values.reason(), "Say why; the three of them read it.", null);
        checkDay(values, errors);
        if (agreement.isPresent() && values.newSupervisor() != null && !errors.has("effectiveOn")) {
            checkSupervisor(agreement.get(), values, errors);
        }
    }

    private Optional<Agreement> chosen(TaskContext task, Values values, FormErrors errors) {
        if (!errors.require("agreement", values.agreement(), "Choose whose supervisor changes.", null)) {
            return Optional.empty();
        }
        Optional<Agreement> agreement = changes.changeable(task.userId(), Objects.requireNonNull(values.agreement()));
        if (agreement.isEmpty()) {
            errors.add("agreement", "Choose an agreement from the list.");
        }
        return agreement;
    }

    private void checkDay(Values values, FormErrors errors) {
        if (!errors.require("effectiveOn", values.effectiveOn(), "Say from when.", "B6")) {
            return;
        }
        LocalDate day = Objects.requireNonNull(values.effectiveOn());
        if (day.isBefore(calendar.today())) {
            errors.add("effectiveOn", "Choose today or a later day.", "B6");
        } else if (!calendar.isKnown(day)) {
            errors.add("effectiveOn", "Choose a day before " + calendar.knownUntil() + ".");
        }
    }

    private void checkSupervisor(Agreement agreement, Values values, FormErrors errors) {
        String next = Objects.requireNonNull(values.newSupervisor());
        String supervisee = agreement.parties().supervisee();
        if (next.equals(agreement.supervisor())) {
            errors.add("newSupervisor", "They are the supervisor already.", "B6");
            return;
        }
        rules.obstacle(next, supervisee, Objects.requireNonNull(values.effectiveOn()))
                .ifPresent(obstacle -> errors.add("newSupervisor", obstacle.message(), obstacle.clause()));
        if (!errors.has("newSupervisor")
                && line.lineManagerOf(supervisee).filter(next::equals).isEmpty()) {
            errors.warn("newSupervisor", "In the people file, somebody else is their line manager.", null);
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        boolean change = values.decision() == Choice.CHANGE;
        if (change) {
            changes.plan(
                    task.businessKey(),
                    Agreement.idOf(Objects.requireNonNull(values.agreement())),
                    values.newSupervisor(),
                    Objects.requireNonNull(values.effectiveOn()),
                    Objects.requireNonNull(values.reason()));
        } else {
            changes.drop(task.businessKey());
            if (values.decision() == Choice.WITHDRAW) {
                changes.withdrawPlanned(Agreement.idOf(Objects.requireNonNull(values.agreement())));
            }
        }
        return ProcessVariables.WITHDRAWN.with(!change);
    }

    private static String label(Agreement agreement, UnaryOperator<String> names, @Nullable SupervisorChange planned) {
        String pair = names.apply(agreement.parties().supervisee()) + ", supervised by "
                + names.apply(agreement.supervisor());
        return planned == null ? pair : pair + " (change planned for " + planned.requireEffectiveOn() + ")";
    }
}
