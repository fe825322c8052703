package org.supervision.retention.process;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.ProcessVariables;
import org.supervision.policy.Policies;
import org.supervision.retention.DisposalFacts;
import org.supervision.retention.DisposalItem;
import org.supervision.retention.DisposalItem.Decision;
import org.supervision.retention.DisposalList;
import org.supervision.retention.Disposals;
import org.supervision.retention.Disposals.Reviewed;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The records officer decides on each file whose time is over: dispose, keep, or hold (A6.3, B6). It shows no content. */
@Component
class ReviewDisposalForm implements TaskForm<ReviewDisposalForm.Values> {

    private final Disposals disposals;
    private final DisposalFacts facts;
    private final Policies policies;
    private final WorkingCalendar calendar;

    ReviewDisposalForm(Disposals disposals, DisposalFacts facts, Policies policies, WorkingCalendar calendar) {
        this.disposals = disposals;
        this.facts = facts;
        this.policies = policies;
        this.calendar = calendar;
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
            @Nullable String reason,
            @Nullable LocalDate keepUntil) {}

    @Override
    public Set<String> tasks() {
        return Set.of(RecordRetentionProcess.TASK_REVIEW_DISPOSAL);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        List<DisposalItem> items = disposals.itemsOf(task.businessKey());
        return FormView.of(
                new Values(items.stream()
                        .map(item -> new FileRow(Math.toIntExact(item.requireId()), null, null, null))
                        .toList()),
                Map.of("summary", summary(task), "files", facts.of(items)));
    }

    private List<Map<String, Object>> summary(TaskContext task) {
        DisposalList list = disposals.require(task.businessKey());
        return List.of(
                Map.of("label", "Listed on", "value", list.listedOn()),
                Map.of("label", "Review by", "value", list.reviewDueOn()));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        List<DisposalItem> items = disposals.itemsOf(task.businessKey());
        List<@Nullable Integer> rows = values.files().stream().map(FileRow::id).toList();
        if (!facts.requireEach(items, rows, errors)) {
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            check(items.get(i), values.files().get(i), "files[" + i + "].", errors);
        }
    }

    private void check(DisposalItem item, FileRow row, String field, FormErrors errors) {
        if (!errors.require(field + "decision", row.decision(), "Say what is to become of this file.", null)) {
            return;
        }
        switch (Objects.requireNonNull(row.decision())) {
            case DISPOSE -> {
                errors.warnOfLoss(
                        field + "decision",
                        row.reason(),
                        "What you wrote is for a file that stays: it is not kept when the file goes.");
                if (disposals.isHeld(item)) {
                    errors.add(field + "decision", "There is a legal hold on this file. Keep or hold it.", "B6");
                }
            }
            case KEEP -> {
                errors.require(field + "reason", row.reason(), "Say why it is kept.", null);
                checkUntil(row.keepUntil(), field + "keepUntil", errors);
            }
            case HOLD -> errors.require(field + "reason", row.reason(), "Say what it is held for.", "B6");
        }
    }

    private void checkUntil(@Nullable LocalDate until, String field, FormErrors errors) {
        if (!errors.require(field, until, "Say until when it is kept.", null)) {
            return;
        }
        LocalDate latest =
                calendar.today().plusYears(policies.current().retention().years());
        if (!until.isAfter(calendar.today())) {
            errors.add(field, "Choose a later day.");
        } else if (until.isAfter(latest)) {
            errors.add(field, "Choose a day by " + latest + ". It is listed again then.");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        List<Reviewed> decisions = values.files().stream()
                .map(row -> reviewed(row, Objects.requireNonNull(row.decision())))
                .toList();
        boolean anything = disposals.review(task.businessKey(), task.userId(), decisions);
        return ProcessVariables.DECISION.with(anything ? Decision.DISPOSE.name() : Decision.KEEP.name());
    }

    private static Reviewed reviewed(FileRow row, Decision decision) {
        return new Reviewed(
                Objects.requireNonNull(row.id()),
                decision,
                decision == Decision.DISPOSE ? null : row.reason(),
                decision == Decision.KEEP ? row.keepUntil() : null);
    }
}
