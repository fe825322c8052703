package org.supervision.retention.process;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.engine.ProcessVariables;
import org.supervision.people.People;
import org.supervision.retention.DisposalFacts;
import org.supervision.retention.DisposalItem;
import org.supervision.retention.DisposalList;
import org.supervision.retention.Disposals;
import org.supervision.retention.Disposals.Approved;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** A second person approves each file that is to go, or refuses with a reason (A6.3). It shows no content. */
@Component
class ApproveDisposalForm implements TaskForm<ApproveDisposalForm.Values> {

    private final Disposals disposals;
    private final DisposalFacts facts;
    private final People people;

    ApproveDisposalForm(Disposals disposals, DisposalFacts facts, People people) {
        this.disposals = disposals;
        this.facts = facts;
        this.people = people;
    }

    /** What the second person decides. */
    enum Decision {
        APPROVE,
        REFUSE
    }

    /** The form's fields. */
    record Values(List<FileRow> files) {}

    /**
     * One file.
     *
     * @param id the row id of the file on the list
     */
    record FileRow(
            @Nullable Integer id,
            @Nullable Decision decision,
            @Nullable String reason) {}

    @Override
    public Set<String> tasks() {
        return Set.of(RecordRetentionProcess.TASK_APPROVE_DISPOSAL);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        List<DisposalItem> items = disposals.toGo(task.businessKey());
        return FormView.of(
                new Values(items.stream()
                        .map(item -> new FileRow(Math.toIntExact(item.requireId()), null, null))
                        .toList()),
                Map.of("summary", summary(task), "files", facts.of(items)));
    }

    private List<Map<String, Object>> summary(TaskContext task) {
        DisposalList list = disposals.require(task.businessKey());
        return List.of(
                Map.of("label", "Listed on", "value", list.listedOn()),
                Map.of("label", "Reviewed by", "value", people.nameOf(Objects.requireNonNull(list.reviewedBy()))),
                Map.of("label", "Approve by", "value", Objects.requireNonNull(list.approveDueOn())));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        if (task.userId().equals(disposals.require(task.businessKey()).reviewedBy())) {
            errors.add("", "You have reviewed this list. Somebody else has to approve it.");
        }
        List<DisposalItem> items = disposals.toGo(task.businessKey());
        List<@Nullable Integer> rows = values.files().stream().map(FileRow::id).toList();
        if (!facts.requireEach(items, rows, errors)) {
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            check(items.get(i), values.files().get(i), "files[" + i + "].", errors);
        }
    }

    private void check(DisposalItem item, FileRow row, String field, FormErrors errors) {
        if (!errors.require(field + "decision", row.decision(), "Say whether this file is to go.", null)) {
            return;
        }
        if (row.decision() == Decision.REFUSE) {
            errors.require(field + "reason", row.reason(), "Say why it is not to go.", null);
        } else if (disposals.isHeld(item)) {
            errors.add(field + "decision", "There is a legal hold on this file by now. Refuse it.", "B6");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        List<Approved> decisions = values.files().stream()
                .map(row -> new Approved(
                        Objects.requireNonNull(row.id()),
                        row.decision() == Decision.APPROVE ? null : Objects.requireNonNull(row.reason())))
                .toList();
        boolean any = disposals.approve(task.businessKey(), task.userId(), decisions);
        return ProcessVariables.DECISION.with(any ? Decision.APPROVE.name() : Decision.REFUSE.name());
    }
}
