package org.supervision.session.process;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.session.RecordService;
import org.supervision.session.SessionService;
import org.supervision.session.SessionSummary;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** A party who did not sign in time says why; the record stands, unsigned by that party (A6.2). */
@Component
class ExplainUnsignedForm implements TaskForm<ExplainUnsignedForm.Values> {

    private final SessionService sessions;
    private final RecordService records;
    private final SessionSummary summary;

    ExplainUnsignedForm(SessionService sessions, RecordService records, SessionSummary summary) {
        this.sessions = sessions;
        this.records = records;
        this.summary = summary;
    }

    /** The form's fields. */
    record Values(@Nullable String reason) {}

    @Override
    public Set<String> tasks() {
        return Set.of(
                SupervisionSessionProcess.TASK_EXPLAIN_AS_SUPERVISOR,
                SupervisionSessionProcess.TASK_EXPLAIN_AS_SUPERVISEE);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        SupervisionSession session = sessions.require(task.businessKey());
        return FormView.of(new Values(null), Map.of("summary", summary.of(session)));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        errors.require("reason", values.reason(), "Say why you have not signed.", "A6.2");
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        records.explainUnsigned(
                SupervisionSession.idOf(task.businessKey()), task.userId(), Objects.requireNonNull(values.reason()));
        return Map.of();
    }
}
