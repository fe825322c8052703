package org.supervision.unallocated.process;

import java.time.LocalDate;
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
import org.supervision.unallocated.PermanentAllocation;
import org.supervision.unallocated.UnallocatedFacts;
import org.supervision.unallocated.UnallocatedSupervisee;
import org.supervision.unallocated.UnallocatedSupervisees;

/** The Service Manager says who supervises from now on; that one is asked to accept, as with any change (B6, B8). */
@Component
class AllocateSupervisorForm implements TaskForm<AllocateSupervisorForm.Values> {

    /**
     * The form's fields.
     *
     * @param newSupervisor user id
     * @param effectiveOn London date at whose start they take over
     * @param reason for the supervisee and whoever takes over
     */
    record Values(
            @Nullable String newSupervisor,
            @Nullable LocalDate effectiveOn,
            @Nullable String reason) {}

    private final UnallocatedSupervisees supervisees;
    private final InterimSupervision interims;
    private final PermanentAllocation allocation;
    private final UnallocatedFacts facts;
    private final WorkingCalendar calendar;

    AllocateSupervisorForm(
            UnallocatedSupervisees supervisees,
            InterimSupervision interims,
            PermanentAllocation allocation,
            UnallocatedFacts facts,
            WorkingCalendar calendar) {
        this.supervisees = supervisees;
        this.interims = interims;
        this.allocation = allocation;
        this.facts = facts;
        this.calendar = calendar;
    }

    @Override
    public Set<String> tasks() {
        return Set.of(UnallocatedSuperviseeProcess.TASK_ALLOCATE_SUPERVISOR);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        String interim =
                supervisees.require(task.businessKey()).acceptedInterim().orElse(null);
        return FormView.of(new Values(interim, null, null), facts.withRefusals(task.businessKey()));
    }

    @Override
    public Map<String, Choices> choices(TaskContext task) {
        String key = task.businessKey();
        return Map.of(
                "newSupervisor",
                new PeopleChoices(
                        (typed, most) -> interims.candidates(key, typed, most),
                        userId -> interims.candidate(key, userId)));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        UnallocatedSupervisee one = supervisees.require(task.businessKey());
        facts.requireWanted(one, errors);
        errors.require("newSupervisor", values.newSupervisor(), "Choose the new supervisor.", "B8");
        errors.require("reason", values.reason(), "Say why; the supervisee and the new supervisor read it.", "B8");
        LocalDate day = values.effectiveOn();
        if (!errors.require("effectiveOn", day, "Say from when.", "B6") || day == null) {
            return;
        }
        if (day.isBefore(calendar.today())) {
            errors.add("effectiveOn", "Choose today or a later day.", "B6");
        } else if (!calendar.isKnown(day)) {
            errors.add("effectiveOn", "Choose a day before " + calendar.knownUntil() + ".");
        } else if (values.newSupervisor() != null) {
            interims.checkPerson(one, "newSupervisor", values.newSupervisor(), day, errors);
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        allocation.plan(
                task.businessKey(),
                Objects.requireNonNull(values.newSupervisor()),
                Objects.requireNonNull(values.effectiveOn()),
                Objects.requireNonNull(values.reason()),
                task.userId());
        return Map.of();
    }
}
