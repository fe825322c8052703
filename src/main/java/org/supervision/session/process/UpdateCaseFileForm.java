package org.supervision.session.process;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.session.RecordContent;
import org.supervision.session.RecordService;
import org.supervision.session.SessionCase;
import org.supervision.session.SessionCases;
import org.supervision.session.SessionDeadlines;
import org.supervision.session.SessionService;
import org.supervision.session.SessionSummary;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The supervisor confirms that a case's file has the session's actions and decisions (B5). */
@Component
class UpdateCaseFileForm implements TaskForm<UpdateCaseFileForm.Values> {

    private static final int MAX_REFERENCE = 200;
    private static final String EXTRACTS = "/camunda/api/supervision/copies/cases/";

    private final SessionService sessions;
    private final RecordService records;
    private final SessionCases cases;
    private final SessionSummary summary;
    private final SessionDeadlines deadlines;
    private final WorkingCalendar calendar;

    UpdateCaseFileForm(
            SessionService sessions,
            RecordService records,
            SessionCases cases,
            SessionSummary summary,
            SessionDeadlines deadlines,
            WorkingCalendar calendar) {
        this.sessions = sessions;
        this.records = records;
        this.cases = cases;
        this.summary = summary;
        this.deadlines = deadlines;
        this.calendar = calendar;
    }

    /** The form's fields. */
    record Values(
            @Nullable LocalDate updatedOn,
            @Nullable String fileReference,
            @Nullable Boolean copyGiven) {}

    @Override
    public Set<String> tasks() {
        return Set.of(SupervisionSessionProcess.TASK_UPDATE_CASE_FILE);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public List<Content> contents(TaskContext task) {
        int version = records.requireLatest(SupervisionSession.idOf(task.businessKey()))
                .versionNumber();
        return List.of(Content.casework(task.businessKey(), version));
    }

    @Override
    public FormView show(TaskContext task) {
        SupervisionSession session = sessions.require(task.businessKey());
        SessionCase discussed = cases.require(element(task));
        String reference = cases.referenceOf(discussed);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("summary", summary.of(session));
        facts.put("reference", reference);
        facts.put("extract", EXTRACTS + task.businessKey() + "/" + discussed.id());
        discussion(session, reference).ifPresent(row -> {
            facts.put("discussion", row.discussion());
            facts.put("decision", row.decision());
        });
        facts.put("printRequired", printRequired(session));
        return FormView.of(new Values(null, null, null), facts);
    }

    /** What the record says of this case, as last corrected. */
    private Optional<RecordContent.CaseDiscussed> discussion(SupervisionSession session, String reference) {
        return records.latest(session.requireId()).stream()
                .flatMap(version -> version.read().cases().stream())
                .filter(row -> row.reference().equals(reference))
                .findFirst();
    }

    private boolean printRequired(SupervisionSession session) {
        return deadlines.policyFor(session).casework().printRequired();
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        SupervisionSession session = sessions.require(task.businessKey());
        if (errors.require("updatedOn", values.updatedOn(), "Enter when the case file was updated.", "B5")) {
            LocalDate on = Objects.requireNonNull(values.updatedOn());
            if (on.isAfter(calendar.today())) {
                errors.add("updatedOn", "This is still to come.", "B5");
            } else if (on.isBefore(deadlines.dateOf(session))) {
                errors.add("updatedOn", "This is before the session.", "B5");
            }
        }
        if (errors.require("fileReference", values.fileReference(), "Say where in the file it is.", "B5")
                && Objects.requireNonNull(values.fileReference()).strip().length() > MAX_REFERENCE) {
            errors.add("fileReference", "Use at most " + MAX_REFERENCE + " characters.");
        }
        if (printRequired(session) && !Boolean.TRUE.equals(values.copyGiven())) {
            errors.add("copyGiven", "Print a copy for both of you, then tick this.", "B5");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        cases.confirmFileUpdated(
                element(task),
                Objects.requireNonNull(values.updatedOn()),
                Objects.requireNonNull(values.fileReference()),
                Boolean.TRUE.equals(values.copyGiven()),
                task.userId());
        return Map.of();
    }

    private static long element(TaskContext task) {
        return Objects.requireNonNull(task.element(), "The task is about one case");
    }
}
