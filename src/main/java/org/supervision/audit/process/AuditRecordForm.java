package org.supervision.audit.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.audit.AuditFacts;
import org.supervision.audit.AuditFile;
import org.supervision.audit.Audits;
import org.supervision.audit.Audits.Answered;
import org.supervision.audit.Question;
import org.supervision.audit.Verdict;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/**
 * The auditor looks at one file of the sample: half of the answers are there, from the data, and the other half is the
 * auditor's (C24). The records themselves are no part of it; where the policy lets auditors read them, a link leads there.
 */
@Component
class AuditRecordForm implements TaskForm<AuditRecordForm.Values> {

    private static final String COPIES = "/camunda/api/supervision/copies";

    private final Audits audits;
    private final AuditFacts facts;

    AuditRecordForm(Audits audits, AuditFacts facts) {
        this.audits = audits;
        this.facts = facts;
    }

    /** The form's fields. */
    record Values(
            List<Row> answers,
            @Nullable String findings,
            @Nullable Boolean forLineManager) {}

    /**
     * One answer.
     *
     * @param id which question
     */
    record Row(
            @Nullable Question id,
            @Nullable Verdict answer,
            @Nullable String note) {}

    @Override
    public Set<String> tasks() {
        return Set.of(RecordAuditProcess.TASK_AUDIT_RECORD);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public List<Content> contents(TaskContext task) {
        return List.of(Content.audited(file(task).key()));
    }

    @Override
    public FormView show(TaskContext task) {
        AuditFile file = file(task);
        Map<String, Object> shown = new HashMap<>();
        shown.put("summary", facts.summary(file));
        shown.put("data", facts.answers(file));
        shown.put("figures", facts.figures(file));
        shown.put("questions", facts.questions());
        if (audits.roundOf(file).narrative()) {
            shown.put("records", COPIES);
        }
        List<Row> rows = Question.ofAuditor().stream()
                .map(question -> new Row(question, null, null))
                .toList();
        return FormView.of(new Values(rows, null, null), shown);
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        if (!audits.isIndependent(file(task), task.userId())) {
            errors.add(
                    "",
                    "By now you have to do with the people in this file. Leave it: it counts as not audited.",
                    "C24");
        }
        List<@Nullable Question> asked = values.answers().stream().map(Row::id).toList();
        if (!asked.equals(Question.ofAuditor())) {
            errors.add("answers", "Answer each question once. Open the form again.");
            return;
        }
        for (int i = 0; i < asked.size(); i++) {
            Row row = values.answers().get(i);
            String field = "answers[" + i + "].";
            errors.require(field + "answer", row.answer(), "Answer this question.", "C24");
            if (row.answer() == Verdict.NO) {
                errors.require(field + "note", row.note(), "Say in a few words what is missing.", "C24");
            }
        }
        if (Boolean.TRUE.equals(values.forLineManager())) {
            errors.require("findings", values.findings(), "Say what the line manager is to consider.", "C24");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        List<Answered> said = values.answers().stream()
                .map(row -> new Answered(
                        Objects.requireNonNull(row.id()), Objects.requireNonNull(row.answer()), row.note()))
                .toList();
        audits.audited(file(task).requireId(), said, values.findings(), Boolean.TRUE.equals(values.forLineManager()));
        return Map.of();
    }

    private AuditFile file(TaskContext task) {
        return audits.requireFile(Objects.requireNonNull(task.element(), "The task is about one file"));
    }
}
