package org.supervision.session.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.session.Disagreement;
import org.supervision.session.RecordService;
import org.supervision.session.SessionService;
import org.supervision.session.SessionSummary;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The Service Manager decides a disagreement that the two could not resolve (A7.2). */
@Component
class DecideDisagreementForm implements TaskForm<DecideDisagreementForm.Values> {

    private final SessionService sessions;
    private final RecordService records;
    private final SessionSummary summary;

    DecideDisagreementForm(SessionService sessions, RecordService records, SessionSummary summary) {
        this.sessions = sessions;
        this.records = records;
        this.summary = summary;
    }

    /** The form's fields. */
    record Values(@Nullable String decision, @Nullable String reasons) {}

    @Override
    public Set<String> tasks() {
        return Set.of(SupervisionSessionProcess.TASK_DECIDE_DISAGREEMENT);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public List<Content> contents(TaskContext task) {
        return List.of(Content.disagreement(task.businessKey()));
    }

    @Override
    public FormView show(TaskContext task) {
        SupervisionSession session = sessions.require(task.businessKey());
        Disagreement disagreement = records.requireDisagreement(element(task));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("summary", summary.of(session));
        facts.put("supervisorPosition", disagreement.supervisorPosition());
        facts.put("superviseePosition", disagreement.superviseePosition());
        return FormView.of(new Values(null, null), facts);
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        errors.require("decision", values.decision(), "Write your decision.", "A7.2");
        errors.require("reasons", values.reasons(), "Give your reasons.", "A7.2");
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        records.decide(element(task), Objects.requireNonNull(values.decision()), values.reasons(), task.userId());
        return Map.of();
    }

    private static long element(TaskContext task) {
        return Objects.requireNonNull(task.element(), "The task is about one disagreement");
    }
}
