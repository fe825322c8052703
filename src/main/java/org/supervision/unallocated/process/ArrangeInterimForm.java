package org.supervision.unallocated.process;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.taskform.Choices;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.PeopleChoices;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;
import org.supervision.unallocated.InterimSupervision;
import org.supervision.unallocated.UnallocatedFacts;
import org.supervision.unallocated.UnallocatedSupervisee;
import org.supervision.unallocated.UnallocatedSupervisees;

/** The line manager says who is to supervise for the time being, and when the first session is (B8). */
@Component
class ArrangeInterimForm implements TaskForm<ArrangeInterimForm.Values> {

    /**
     * The form's fields.
     *
     * @param interim user id of who is to be asked
     * @param start when the first session is, London time; null where the next one that is booked will do
     */
    record Values(@Nullable String interim, @Nullable LocalDateTime start) {}

    private final UnallocatedSupervisees supervisees;
    private final InterimSupervision interims;
    private final UnallocatedFacts facts;
    private final WorkingCalendar calendar;

    ArrangeInterimForm(
            UnallocatedSupervisees supervisees,
            InterimSupervision interims,
            UnallocatedFacts facts,
            WorkingCalendar calendar) {
        this.supervisees = supervisees;
        this.interims = interims;
        this.facts = facts;
        this.calendar = calendar;
    }

    @Override
    public Set<String> tasks() {
        return Set.of(UnallocatedSuperviseeProcess.TASK_ARRANGE_INTERIM);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        return FormView.of(new Values(null, null), facts.withRefusals(task.businessKey()));
    }

    @Override
    public Map<String, Choices> choices(TaskContext task) {
        String key = task.businessKey();
        return Map.of(
                "interim",
                new PeopleChoices(
                        (typed, most) -> interims.candidates(key, typed, most),
                        userId -> interims.candidate(key, userId)));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        UnallocatedSupervisee one = supervisees.require(task.businessKey());
        facts.requireWanted(one, errors);
        if (!errors.require("interim", values.interim(), "Choose who supervises for the time being.", "B8")) {
            return;
        }
        String interim = Objects.requireNonNull(values.interim());
        Instant start = values.start() == null ? null : calendar.at(values.start());
        LocalDate from = start == null ? calendar.today() : calendar.dateOf(start);
        interims.checkPerson(one, "interim", interim, from, errors);
        interims.checkStart(one, "start", interim, start, errors);
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        interims.ask(
                task.businessKey(),
                Objects.requireNonNull(values.interim()),
                values.start() == null ? null : calendar.at(values.start()));
        return Map.of();
    }
}
