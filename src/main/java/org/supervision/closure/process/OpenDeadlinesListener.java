package org.supervision.closure.process;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.closure.KeptDates;
import org.supervision.engine.EngineAccess;
import org.supervision.policy.OpenDeadlines;

/**
 * Counts deadlines anew: first those that the product keeps, then those of open tasks and timers, by asking their own model
 * again, so that both agree. What a model counts from the moment at which a task begins cannot be asked again: it moves by a
 * working day like a date that is kept. An answer that is off by more than one working day has another reason, such as a
 * policy that has changed since, and is not taken (E26).
 */
@Component
class OpenDeadlinesListener implements OpenDeadlines {

    /** What the models count from kept dates, or from a session's or a change's day. */
    static final Set<String> ASKED_AGAIN = Set.of(
            "agreementReview.chaseDueAt",
            "agreementReview.confirmDueAt",
            "agreementReview.overdueAt",
            "changeOfSupervisor.acceptDueAt",
            "changeOfSupervisor.answerDueAt",
            "changeOfSupervisor.matterDueAt",
            "changeOfSupervisor.summaryDueAt",
            "disagreementReferral.attemptDueAt",
            "disagreementReferral.decideDueAt",
            "disagreementReferral.raiseDueAt",
            "escalationResolution.actByAt",
            "escalationResolution.decideDueAt",
            "missedSession.confirmDueAt",
            "missedSession.rebookByAt",
            "personalMatter.decideDueAt",
            "personalMatter.discussDueAt",
            "personalMatter.replyDueAt",
            "personalMatter.speakDueAt",
            "recordAudit.auditDueAt",
            "recordAudit.considerDueAt",
            "recordDisclosure.authoriseDueAt",
            "recordDisclosure.consentDueAt",
            "recordDisclosure.prepareDueAt",
            "recordDisclosure.requestDueAt",
            "recordRetention.approveDueAt",
            "recordRetention.reviewDueAt",
            "subjectAccess.requestDueAt",
            "supervisionAgreement.chaseDueAt",
            "supervisionAgreement.considerDueAt",
            "supervisionAgreement.draftDueAt",
            "supervisionAgreement.exceptionDueAt",
            "supervisionAgreement.signDueAt",
            "supervisionAgreement.termsDecisionDueAt",
            "supervisionAgreement.unsignedChaseAt",
            "supervisionSession.caseFileDueAt",
            "supervisionSession.chaseRecordAt",
            "supervisionSession.outcomeDueAt",
            "supervisionSession.prepareDueAt",
            "supervisionSession.presumedMissedAt",
            "supervisionSession.recordDueAt",
            "supervisionSession.signDueAt",
            "unallocatedSupervisee.acceptDueAt",
            "unallocatedSupervisee.allocateDueAt",
            "unallocatedSupervisee.interimDueAt");

    /** What the models count in working days from the moment at which the task begins. */
    static final Set<String> MOVED = Set.of(
            "absenceCover.recordDueAt",
            "agreementChange.changeDueAt",
            "changeOfSupervisor.nameDueAt",
            "changeOfSupervisor.planDueAt",
            "changeOfSupervisor.readDueAt",
            "consultation.logDueAt",
            "disagreementReferral.appointDueAt",
            "escalationResolution.appointDueAt",
            "mailDelivery.correctDueAt",
            "sessionBooking.bookDueAt",
            "supervisionSession.chaseDueAt",
            "supervisionSession.explainDueAt");

    /**
     * What stays: weeks and months, above all the two weeks of a missed session (E24), days and times that people have fixed,
     * days that access rights end on, and when the product itself looks again.
     */
    static final Set<String> STAYS = Set.of(
            "absenceCover.arrangeDueAt",
            "absenceCover.checkAgainAt",
            "agreementChange.effectiveAt",
            "agreementReview.prepareDueAt",
            "agreementReview.reviewDueAt",
            "changeOfSupervisor.effectiveAt",
            "dailySweep.dueAt",
            "escalationResolution.heldByAt",
            "mailDelivery.windowOpensAt",
            "missedSession.reportDeadlineAt",
            "missedSession.reportDueAt",
            "recordAudit.termEndsAt",
            "recordDisclosure.accessEndsAt",
            "subjectAccess.downloadEndsAt",
            "subjectAccess.dueAt",
            "supervisionAgreement.reviewStartsAt",
            "supervisionSession.startsAt",
            "unallocatedSupervisee.permanentDueAt");

    private static final Pattern QUESTION = Pattern.compile("\\$\\{(\\w+\\.\\w+)\\(execution\\)}");

    private final ProcessEngineConfigurationImpl engine;
    private final TaskService tasks;
    private final ManagementService jobs;
    private final RepositoryService models;
    private final EngineAccess access;
    private final KeptDates kept;
    private final WorkingCalendar calendar;

    OpenDeadlinesListener(
            @Lazy ProcessEngineConfigurationImpl engine,
            @Lazy TaskService tasks,
            @Lazy ManagementService jobs,
            @Lazy RepositoryService models,
            EngineAccess access,
            KeptDates kept,
            WorkingCalendar calendar) {
        this.engine = engine;
        this.tasks = tasks;
        this.jobs = jobs;
        this.models = models;
        this.access = access;
        this.kept = kept;
        this.calendar = calendar;
    }

    @Override
    public Moved recount(LocalDate closed) {
        int dates = kept.move(closed);
        Map<String, Integer> moved = new TreeMap<>();
        int[] timers = new int[1];
        access.asTheProduct(() -> {
            Date now = Date.from(calendar.now());
            tasks.createTaskQuery().dueAfter(now).list().stream()
                    .filter(task -> moves(task, closed))
                    .forEach(task -> moved.merge(task.getName(), 1, Integer::sum));
            Map<String, String> questions = new HashMap<>();
            timers[0] = (int) jobs.createJobQuery().timers().duedateHigherThan(now).list().stream()
                    .filter(job -> ASKED_AGAIN.contains(
                            questions.computeIfAbsent(job.getJobDefinitionId(), this::questionOfTimer)))
                    .filter(this::moves)
                    .count();
        });
        return new Moved(moved, dates, timers[0]);
    }

    private boolean moves(Task task, LocalDate closed) {
        Date before = task.getDueDate();
        Date after = engine.getCommandExecutorTxRequired()
                .execute(context -> dueAgain(context.getTaskManager().findTaskById(task.getId()), closed));
        if (!kept.isAWorkingDayFrom(before.toInstant(), after.toInstant())) {
            return false;
        }
        tasks.setDueDate(task.getId(), after);
        return true;
    }

    private Date dueAgain(TaskEntity task, LocalDate closed) {
        Expression due = task.getTaskDefinition().getDueDateExpression();
        String question = due == null ? "" : question(due.getExpressionText());
        if (ASKED_AGAIN.contains(question)) {
            return (Date) due.getValue(task.getExecution());
        }
        Instant before = task.getDueDate().toInstant();
        boolean counted = MOVED.contains(question) && !before.isBefore(calendar.endOf(closed));
        return counted ? Date.from(kept.aWorkingDayLater(before)) : task.getDueDate();
    }

    private boolean moves(Job timer) {
        Date before = timer.getDuedate();
        jobs.recalculateJobDuedate(timer.getId(), false);
        Date after = jobs.createJobQuery().jobId(timer.getId()).singleResult().getDuedate();
        boolean moves = kept.isAWorkingDayFrom(before.toInstant(), after.toInstant());
        if (!moves && !after.equals(before)) {
            jobs.setJobDuedate(timer.getId(), before);
        }
        return moves;
    }

    private String questionOfTimer(String jobDefinitionId) {
        JobDefinition definition =
                jobs.createJobDefinitionQuery().jobDefinitionId(jobDefinitionId).singleResult();
        return Optional.of(models.getBpmnModelInstance(definition.getProcessDefinitionId()))
                .map(model -> model.<CatchEvent>getModelElementById(definition.getActivityId()))
                .flatMap(event -> event.getEventDefinitions().stream()
                        .filter(TimerEventDefinition.class::isInstance)
                        .map(timer -> ((TimerEventDefinition) timer).getTimeDate())
                        .findFirst())
                .map(TimeDate::getTextContent)
                .map(OpenDeadlinesListener::question)
                .orElse("");
    }

    /** The question that an expression asks of a process's bean, such as {@code missedSession.rebookByAt}. */
    static String question(@Nullable String expression) {
        Matcher asked = QUESTION.matcher(expression == null ? "" : expression.strip());
        return asked.matches() ? asked.group(1) : "";
    }
}
