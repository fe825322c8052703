package org.supervision.audit.process;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.audit.AuditFacts;
import org.supervision.audit.AuditFile;
import org.supervision.audit.AuditFile.Decision;
import org.supervision.audit.Audits;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The line manager considers what an auditor found, where the auditor asked for it (C24). */
@Component
class ConsiderFindingsForm implements TaskForm<ConsiderFindingsForm.Values> {

    private final Audits audits;
    private final AuditFacts facts;

    ConsiderFindingsForm(Audits audits, AuditFacts facts) {
        this.audits = audits;
        this.facts = facts;
    }

    /** The form's fields. */
    record Values(@Nullable Decision decision, @Nullable String note) {}

    @Override
    public Set<String> tasks() {
        return Set.of(RecordAuditProcess.TASK_CONSIDER_FINDINGS);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public List<Content> contents(TaskContext task) {
        return List.of(Content.audit(task.businessKey()));
    }

    @Override
    public FormView show(TaskContext task) {
        AuditFile file = audits.requireFile(task.businessKey());
        return FormView.of(
                new Values(null, null),
                Map.of(
                        "summary",
                        facts.summary(file),
                        "findings",
                        Objects.requireNonNull(file.findings()),
                        "shortcomings",
                        facts.shortcomings(file)));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        errors.require("decision", values.decision(), "Say whether something is to be done.", "C24");
        errors.require("note", values.note(), "Say what, or why not; both of them read it.", "C24");
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        audits.considered(
                task.businessKey(),
                Objects.requireNonNull(values.decision()),
                Objects.requireNonNull(values.note()),
                task.userId());
        return Map.of();
    }
}
