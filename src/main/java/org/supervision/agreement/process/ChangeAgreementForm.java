package org.supervision.agreement.process;

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
import org.supervision.agreement.AgreementChangeService;
import org.supervision.agreement.ChangeKind;
import org.supervision.agreement.EndReason;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.ProcessVariables;
import org.supervision.people.People;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.FormView.Option;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** A party or a line manager amends, suspends, resumes or ends an agreement, or asks for its review (ruling 10). */
@Component
class ChangeAgreementForm implements TaskForm<ChangeAgreementForm.Values> {

    /**
     * The fields of ruling 10.
     *
     * @param agreement business key, such as {@code AG-000123}
     * @param from London date from which it holds; today when left out
     * @param until last London date of a suspension as foreseen, after which it resumes by itself
     * @param withdraw whether nothing is to change after all, whatever else stands in the form
     */
    record Values(
            @Nullable String agreement,
            @Nullable ChangeKind change,
            @Nullable String reason,
            @Nullable EndReason endReason,
            @Nullable LocalDate from,
            @Nullable LocalDate until,
            @Nullable Boolean withdraw) {

        boolean isWithdrawn() {
            return Boolean.TRUE.equals(withdraw);
        }
    }

    private final AgreementChangeService changes;
    private final People people;
    private final WorkingCalendar calendar;

    ChangeAgreementForm(AgreementChangeService changes, People people, WorkingCalendar calendar) {
        this.changes = changes;
        this.people = people;
        this.calendar = calendar;
    }

    @Override
    public Set<String> tasks() {
        return Set.of(AgreementChangeProcess.TASK_CHANGE_AGREEMENT);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        List<Agreement> changeable = changes.changeableBy(task.userId());
        String only = changeable.size() == 1 ? changeable.get(0).key() : null;
        UnaryOperator<String> names = people.names(changeable.stream()
                .flatMap(agreement -> agreement.parties().both().stream())
                .toList());
        List<Option> options = changeable.stream()
                .map(agreement -> new Option(agreement.key(), label(agreement, names)))
                .toList();
        return new FormView(
                new Values(only, null, null, null, null, null, null), Map.of("agreement", options), Map.of());
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        if (values.isWithdrawn()) {
            return;
        }
        Optional<Agreement> agreement = chosen(task, values, errors);
        errors.require("change", values.change(), "Say what is to happen.", null);
        errors.require("reason", values.reason(), "Say why; both of them read it.", null);
        if (values.change() == ChangeKind.END) {
            errors.require("endReason", values.endReason(), "Say why the agreement ends.", null);
        }
        checkDates(values, errors);
        if (agreement.isPresent() && values.change() != null && !errors.has("from")) {
            checkChange(agreement.get(), values, errors);
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        if (values.isWithdrawn()) {
            changes.withdraw(task.businessKey());
            return ProcessVariables.WITHDRAWN.with(true);
        }
        String agreement = Objects.requireNonNull(values.agreement());
        boolean later = changes.fill(
                task.businessKey(),
                task.userId(),
                Agreement.idOf(agreement),
                Objects.requireNonNull(values.change()),
                Objects.requireNonNull(values.reason()),
                values.endReason(),
                from(values),
                values.until());
        return Map.of(
                ProcessVariables.WITHDRAWN.name(), false,
                ProcessVariables.AGREEMENT.name(), agreement,
                ProcessVariables.LATER.name(), later);
    }

    private Optional<Agreement> chosen(TaskContext task, Values values, FormErrors errors) {
        if (!errors.require("agreement", values.agreement(), "Choose the agreement.", null)) {
            return Optional.empty();
        }
        Optional<Agreement> agreement = changes.changeableBy(task.userId()).stream()
                .filter(candidate -> candidate.key().equals(values.agreement()))
                .findFirst();
        if (agreement.isEmpty()) {
            errors.add("agreement", "Choose an agreement from the list.");
        }
        return agreement;
    }

    private void checkDates(Values values, FormErrors errors) {
        LocalDate from = from(values);
        if (from.isBefore(calendar.today())) {
            errors.add("from", "Choose today or a later day.");
        } else if (!calendar.isKnown(from)) {
            errors.add("from", "Choose a day before " + calendar.knownUntil() + ".");
        }
        if (values.change() == ChangeKind.SUSPEND && values.until() != null) {
            if (!values.until().isAfter(from)) {
                errors.add("until", "The last day of the suspension comes after its first.", "A-br");
            } else if (!calendar.isKnown(values.until())) {
                errors.add("until", "Choose a day before " + calendar.knownUntil() + ".");
            }
        }
    }

    /** What stands in the way may have gone by a later day; only today's state is checked for what happens today. */
    private void checkChange(Agreement agreement, Values values, FormErrors errors) {
        ChangeKind kind = Objects.requireNonNull(values.change());
        if (from(values).isAfter(calendar.today())) {
            if (changes.planned(agreement.requireId()).isPresent()) {
                errors.add("from", "Another change of this agreement waits for its day already.");
            }
        } else {
            changes.obstacle(agreement, kind).ifPresent(obstacle -> errors.add("change", obstacle));
        }
    }

    private LocalDate from(Values values) {
        return values.from() == null ? calendar.today() : values.from();
    }

    private static String label(Agreement agreement, UnaryOperator<String> names) {
        return "%s and %s (%s)"
                .formatted(
                        names.apply(agreement.supervisor()),
                        names.apply(agreement.parties().supervisee()),
                        agreement.key());
    }
}
