package org.supervision.session.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.agreement.ActingSupervisors;
import org.supervision.people.People;
import org.supervision.session.RecordService;
import org.supervision.session.SessionService;
import org.supervision.session.SessionSummary;
import org.supervision.session.SupervisionRecord;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The line manager chases a record that is long overdue (A6.1). He sees the facts, and nothing that was said. */
@Component
class ChaseRecordForm implements TaskForm<ChaseRecordForm.Values> {

    private final SessionService sessions;
    private final RecordService records;
    private final SessionSummary summary;
    private final ActingSupervisors acting;
    private final People people;

    ChaseRecordForm(
            SessionService sessions,
            RecordService records,
            SessionSummary summary,
            ActingSupervisors acting,
            People people) {
        this.sessions = sessions;
        this.records = records;
        this.summary = summary;
        this.acting = acting;
        this.people = people;
    }

    /** The form's fields. */
    record Values(@Nullable Boolean done, @Nullable String note) {}

    @Override
    public Set<String> tasks() {
        return Set.of(SupervisionSessionProcess.TASK_CHASE_RECORD);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        SupervisionSession session = sessions.require(task.businessKey());
        SupervisionRecord record = records.require(session.requireId());
        List<Map<String, Object>> lines = new ArrayList<>(summary.of(session));
        lines.add(SessionSummary.line("To be written by", people.nameOf(record.author())));
        lines.add(SessionSummary.line("Was due by the end of", record.writeBy()));
        if (acting.present(session.agreementId(), record.author()) == null) {
            lines.add(SessionSummary.line(
                    "Nobody is left to write it", "Say so in your task “Write the record”; this one then goes."));
        }
        return FormView.of(new Values(null, null), Map.of("summary", lines));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        if (!Boolean.TRUE.equals(values.done())) {
            errors.add("done", "Tick this once you have spoken to the author.", "A6.1");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        records.chased(SupervisionSession.idOf(task.businessKey()), task.userId(), values.note());
        return Map.of();
    }
}
