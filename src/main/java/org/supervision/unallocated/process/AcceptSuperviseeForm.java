package org.supervision.unallocated.process;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;
import org.supervision.unallocated.InterimSupervision;
import org.supervision.unallocated.UnallocatedFacts;
import org.supervision.unallocated.UnallocatedSupervisee;
import org.supervision.unallocated.UnallocatedSupervisees;

/** Whoever is asked accepts to supervise for the time being, with the first session's time, or says why not (B8). */
@Component
class AcceptSuperviseeForm implements TaskForm<AcceptSuperviseeForm.Values> {

    /** What can be answered. */
    enum Choice {
        ACCEPT,
        CANNOT
    }

    /**
     * The form's fields.
     *
     * @param start when the first session is, London time; null where the next one that is booked will do
     */
    record Values(
            @Nullable Choice decision,
            @Nullable LocalDateTime start,
            @Nullable String reason) {}

    private final UnallocatedSupervisees supervisees;
    private final InterimSupervision interims;
    private final UnallocatedFacts facts;
    private final WorkingCalendar calendar;

    AcceptSuperviseeForm(
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
        return Set.of(UnallocatedSuperviseeProcess.TASK_ACCEPT_SUPERVISEE);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        LocalDateTime proposed = supervisees
                .require(task.businessKey())
                .firstStartAt()
                .map(calendar::localOf)
                .orElse(null);
        return FormView.of(new Values(null, proposed, null), facts.about(task.businessKey()));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        UnallocatedSupervisee one = supervisees.require(task.businessKey());
        facts.requireWanted(one, errors);
        errors.require("decision", values.decision(), "Say whether you supervise them for the time being.", "B8");
        if (values.decision() == Choice.CANNOT) {
            errors.require("reason", values.reason(), "Say why not, for the line manager.", "B8");
        } else if (values.decision() == Choice.ACCEPT) {
            interims.checkStart(
                    one, "start", task.userId(), values.start() == null ? null : calendar.at(values.start()), errors);
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        if (values.decision() == Choice.ACCEPT) {
            interims.accept(task.businessKey(), values.start() == null ? null : calendar.at(values.start()));
        } else {
            interims.refuse(task.businessKey(), task.userId(), Objects.requireNonNull(values.reason()));
        }
        return Map.of();
    }
}
