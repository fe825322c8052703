package org.supervision.missedsession.process;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.agreement.Party;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.missedsession.CaseFacts;
import org.supervision.missedsession.CaseReports;
import org.supervision.missedsession.HeldClaims;
import org.supervision.missedsession.HeldTimeRules;
import org.supervision.missedsession.MissedCase;
import org.supervision.missedsession.MissedCases;
import org.supervision.missedsession.PartyReport;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** Supervisor and supervisee are both required to report to the supervisor's line manager, each in own words (B8). */
@Component
class ReportMissedSessionForm implements TaskForm<ReportMissedSessionForm.Values> {

    private final MissedCases cases;
    private final CaseReports reports;
    private final HeldClaims claims;
    private final HeldTimeRules heldTimes;
    private final WorkingCalendar calendar;
    private final CaseFacts facts;

    ReportMissedSessionForm(
            MissedCases cases,
            CaseReports reports,
            HeldClaims claims,
            HeldTimeRules heldTimes,
            WorkingCalendar calendar,
            CaseFacts facts) {
        this.cases = cases;
        this.reports = reports;
        this.claims = claims;
        this.heldTimes = heldTimes;
        this.calendar = calendar;
        this.facts = facts;
    }

    /** The form's fields. */
    record Values(
            @Nullable String whatHappened,
            @Nullable String attempts,
            @Nullable String wouldHelp,
            @Nullable Boolean claimHeld,
            @Nullable LocalDateTime actualStart,
            @Nullable LocalDateTime actualEnd) {

        boolean claimsHeld() {
            return Boolean.TRUE.equals(claimHeld);
        }
    }

    @Override
    public Set<String> tasks() {
        return Set.of(MissedSessionProcess.TASK_REPORT_AS_SUPERVISOR, MissedSessionProcess.TASK_REPORT_AS_SUPERVISEE);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public List<Content> contents(TaskContext task) {
        return List.of(Content.missedCase(task.businessKey()));
    }

    @Override
    public FormView show(TaskContext task) {
        MissedCase missed = cases.require(task.businessKey());
        return FormView.of(new Values(null, null, null, false, null, null), facts.forParties(missed));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        MissedCase missed = cases.require(task.businessKey());
        facts.requireOpen(missed, errors);
        errors.require("whatHappened", values.whatHappened(), "Say what happened.", "B8");
        if (values.claimsHeld()) {
            heldTimes.check(missed, task.userId(), "claimHeld", values.actualStart(), values.actualEnd(), errors);
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        String key = task.businessKey();
        String whatHappened = Objects.requireNonNull(values.whatHappened());
        reports.report(
                key,
                partyOf(task),
                new PartyReport.Content(whatHappened, values.attempts(), values.wouldHelp(), values.claimsHeld()));
        if (values.claimsHeld()) {
            claims.claim(
                    key,
                    task.userId(),
                    calendar.at(Objects.requireNonNull(values.actualStart())),
                    calendar.at(Objects.requireNonNull(values.actualEnd())),
                    whatHappened);
        }
        return Map.of();
    }

    private static Party partyOf(TaskContext task) {
        return task.taskKey().equals(MissedSessionProcess.TASK_REPORT_AS_SUPERVISOR)
                ? Party.SUPERVISOR
                : Party.SUPERVISEE;
    }
}
