package org.supervision.handover.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.handover.ChangesOfSupervisor;
import org.supervision.handover.HandoverFacts;
import org.supervision.session.PersonalMatter;
import org.supervision.session.PersonalMatters;
import org.supervision.session.SessionSummary;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The supervisee chooses which personal matters the new supervisor may know; without a choice none (A5.1). */
@Component
class ChoosePersonalMattersForm implements TaskForm<ChoosePersonalMattersForm.Values> {

    /**
     * The form's fields.
     *
     * @param confirmed that this is the supervisee's choice
     */
    record Values(List<MatterRow> matters, @Nullable Boolean confirmed) {}

    /**
     * One matter.
     *
     * @param id its row id
     * @param passes whether the new supervisor may know it
     */
    record MatterRow(@Nullable Integer id, @Nullable Boolean passes) {}

    private final ChangesOfSupervisor changes;
    private final HandoverFacts facts;
    private final PersonalMatters matters;
    private final WorkingCalendar calendar;

    ChoosePersonalMattersForm(
            ChangesOfSupervisor changes, HandoverFacts facts, PersonalMatters matters, WorkingCalendar calendar) {
        this.changes = changes;
        this.facts = facts;
        this.matters = matters;
        this.calendar = calendar;
    }

    @Override
    public Set<String> tasks() {
        return Set.of(ChangeOfSupervisorProcess.TASK_CHOOSE_MATTERS);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public List<Content> contents(TaskContext task) {
        return matters(task).stream()
                .map(matter -> Content.personalMatter(matter.key()))
                .toList();
    }

    @Override
    public FormView show(TaskContext task) {
        List<PersonalMatter> matters = matters(task);
        Map<String, Object> shown = new LinkedHashMap<>(facts.about(task.businessKey()));
        shown.put(
                "matters",
                matters.stream()
                        .map(matter -> Map.of(
                                "id", Math.toIntExact(matter.requireId()),
                                "raisedOn", SessionSummary.inWords(calendar.dateOf(matter.raisedAt())),
                                "wording", matter.wording()))
                        .toList());
        return FormView.of(
                new Values(
                        matters.stream()
                                .map(matter -> new MatterRow(Math.toIntExact(matter.requireId()), false))
                                .toList(),
                        null),
                shown);
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        List<Long> known = matters(task).stream().map(PersonalMatter::requireId).toList();
        boolean same = values.matters().stream()
                .map(row -> row.id() == null ? 0L : row.id().longValue())
                .toList()
                .equals(known);
        if (!same) {
            errors.add("matters", "There are other matters now. Open the form again.");
        }
        if (!Boolean.TRUE.equals(values.confirmed())) {
            errors.add("confirmed", "Tick this once you have chosen.", "A5.1");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        changes.letPass(
                task.businessKey(),
                values.matters().stream()
                        .filter(row -> Boolean.TRUE.equals(row.passes()))
                        .map(row -> Objects.requireNonNull(row.id()).longValue())
                        .toList());
        return Map.of();
    }

    private List<PersonalMatter> matters(TaskContext task) {
        return matters.underAgreement(changes.require(task.businessKey()).requireAgreementId());
    }
}
