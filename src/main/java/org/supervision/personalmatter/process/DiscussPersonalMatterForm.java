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

/** The line manager reads what the supervisee has seen, and discusses it with the supervisor (A5.1). */
@Component
class DiscussPersonalMatterForm implements TaskForm<DiscussPersonalMatterForm.Values> {

    private final PersonalMatterService matters;
    private final MatterFacts facts;
    private final WorkingCalendar calendar;

    DiscussPersonalMatterForm(PersonalMatterService matters, MatterFacts facts, WorkingCalendar calendar) {
        this.matters = matters;
        this.facts = facts;
        this.calendar = calendar;
    }

    /** The form's field. */
    record Values(@Nullable LocalDate discussedOn) {}

    @Override
    public Set<String> tasks() {
        return Set.of(PersonalMatterProcess.TASK_DISCUSS);
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
        if (!errors.require(
                "discussedOn", values.discussedOn(), "Say when you discussed it with the supervisor.", "A5.1")) {
            return;
        }
        LocalDate on = Objects.requireNonNull(values.discussedOn());
        LocalDate raisedOn = calendar.dateOf(matters.matter(task.businessKey()).raisedAt());
        if (on.isAfter(calendar.today())) {
            errors.add("discussedOn", "This day is still to come. Complete the task once it is done.", "A5.1");
        } else if (on.isBefore(raisedOn)) {
            errors.add("discussedOn", "This is before the matter was written down.", "A5.1");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        matters.discussed(task.businessKey(), task.userId(), Objects.requireNonNull(values.discussedOn()));
        return Map.of();
    }
}
