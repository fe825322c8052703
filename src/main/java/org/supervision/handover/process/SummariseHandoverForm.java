package org.supervision.handover.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.handover.ChangesOfSupervisor;
import org.supervision.handover.HandoverFacts;
import org.supervision.handover.SupervisorChange;
import org.supervision.session.ActionItem;
import org.supervision.session.Actions;
import org.supervision.session.OpenWork;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The outgoing supervisor sums up what is open, for the new one to read from the day on (B6). */
@Component
class SummariseHandoverForm implements TaskForm<SummariseHandoverForm.Values> {

    /**
     * An open action of the outgoing supervisor.
     *
     * @param id its row id
     * @param keep whether the outgoing supervisor keeps it; it passes on otherwise
     */
    record ActionRow(@Nullable Integer id, @Nullable Boolean keep) {}

    /** The form's fields. */
    record Values(
            @Nullable String openActions,
            @Nullable String priorities,
            @Nullable String overdueCases,
            List<ActionRow> ownActions) {}

    private final ChangesOfSupervisor changes;
    private final HandoverFacts facts;
    private final OpenWork open;
    private final Actions actions;

    SummariseHandoverForm(ChangesOfSupervisor changes, HandoverFacts facts, OpenWork open, Actions actions) {
        this.changes = changes;
        this.facts = facts;
        this.open = open;
        this.actions = actions;
    }

    @Override
    public Set<String> tasks() {
        return Set.of(ChangeOfSupervisorProcess.TASK_SUMMARISE);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public List<Content> contents(TaskContext task) {
        return List.of(Content.handover(task.businessKey()));
    }

    @Override
    public FormView show(TaskContext task) {
        Map<String, Object> shown = new LinkedHashMap<>(facts.about(task.businessKey()));
        shown.putAll(open.of(changes.agreementOf(changes.require(task.businessKey()))));
        List<ActionItem> own = own(task);
        shown.put(
                "ownActions",
                own.stream()
                        .map(action -> Map.of(
                                "id",
                                Math.toIntExact(action.requireId()),
                                "what",
                                action.what(),
                                "due",
                                action.dueOn()))
                        .toList());
        return FormView.of(
                new Values(
                        null,
                        null,
                        null,
                        own.stream()
                                .map(action -> new ActionRow(Math.toIntExact(action.requireId()), false))
                                .toList()),
                shown);
    }

    /** What whoever goes is still to do themselves. */
    private List<ActionItem> own(TaskContext task) {
        SupervisorChange change = changes.require(task.businessKey());
        return actions.open(change.requireAgreementId()).stream()
                .filter(action -> action.owner().equals(change.requireOutgoing()))
                .toList();
    }

    private static List<Long> kept(Values values) {
        return values.ownActions().stream()
                .filter(row -> Boolean.TRUE.equals(row.keep()) && row.id() != null)
                .map(row -> row.id().longValue())
                .toList();
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        errors.require("priorities", values.priorities(), "Say what matters most now.", "B6");
        List<Long> own = own(task).stream().map(ActionItem::requireId).toList();
        if (!own.containsAll(kept(values))) {
            errors.add("ownActions", "Keep actions from the list only.", "B6");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        changes.summarise(
                task.businessKey(),
                task.userId(),
                values.openActions(),
                Objects.requireNonNull(values.priorities()),
                values.overdueCases(),
                kept(values));
        return Map.of();
    }
}
