package org.supervision.personalmatter.process;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.personalmatter.MatterFacts;
import org.supervision.personalmatter.PersonalMatterService;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/**
 * Two people have spoken about a matter: the supervisor to the line manager, as the supervisee agreed, or the line manager,
 * who has read what the supervisee has seen, to the supervisor (A5.1).
 */
@Component
class SpokenOfMatterForm implements TaskForm<SpokenOfMatterForm.Values> {

    private final PersonalMatterService matters;
    private final MatterFacts facts;
    private final WorkingCalendar calendar;

    SpokenOfMatterForm(PersonalMatterService matters, MatterFacts facts, WorkingCalendar calendar) {
        this.matters = matters;
        this.facts = facts;
        this.calendar = calendar;
    }

    /** The form's field. */
    record Values(@Nullable LocalDate spokenOn) {}

    @Override
    public Set<String> tasks() {
        return Set.of(PersonalMatterProcess.TASK_SPEAK, PersonalMatterProcess.TASK_DISCUSS);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public List<Content> contents(TaskContext task) {
        return List.of(Content.personalMatter(task.businessKey()));
    }

    @Override
    public FormView show(TaskContext task) {
        return FormView.of(
                new Values(null),
                facts.of(task.businessKey(), matters.matter(task.businessKey()).wording()));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        String missing = isDiscussion(task)
                ? "Say when you discussed it with the supervisor."
                : "Say when you spoke to the line manager.";
        if (!errors.require("spokenOn", values.spokenOn(), missing, "A5.1")) {
            return;
        }
        LocalDate on = Objects.requireNonNull(values.spokenOn());
        LocalDate raisedOn = calendar.dateOf(matters.matter(task.businessKey()).raisedAt());
        if (on.isAfter(calendar.today())) {
            errors.add("spokenOn", "This day is still to come. Complete the task once it is done.", "A5.1");
        } else if (on.isBefore(raisedOn)) {
            errors.add("spokenOn", "This is before the matter was written down.", "A5.1");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        LocalDate on = Objects.requireNonNull(values.spokenOn());
        if (isDiscussion(task)) {
            matters.discussed(task.businessKey(), task.userId(), on);
        } else {
            matters.spoken(task.businessKey(), on);
        }
        return Map.of();
    }

    private static boolean isDiscussion(TaskContext task) {
        return task.taskKey().equals(PersonalMatterProcess.TASK_DISCUSS);
    }
}
