package org.supervision.closure.process;

import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.management.JobDefinition;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.TimeDate;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.supervision.closure.DeadlineQuestions;
import org.supervision.closure.InReach;
import org.supervision.closure.KeptDates;
import org.supervision.engine.DueWork;
import org.supervision.engine.DueWork.Kind;
import org.supervision.engine.EngineAccess;
import org.supervision.policy.ClosureDay;
import org.supervision.policy.ClosureFollowUp;
import org.supervision.policy.Moved;
import org.supervision.policy.Slice;

/** Counts the deadlines of timers anew like those of tasks. */
@Component
@Order(2)
class TimerDeadlines implements ClosureFollowUp {

    private final ProcessEngineConfigurationImpl engine;
    private final ManagementService jobs;
    private final RepositoryService models;
    private final EngineAccess access;
    private final DueWork work;
    private final InReach inReach;
    private final KeptDates kept;

    /** By the ids of job definitions, whose models never change. */
    private final Map<String, String> questions = new ConcurrentHashMap<>();

    TimerDeadlines(
            @Lazy ProcessEngineConfigurationImpl engine,
            @Lazy ManagementService jobs,
            @Lazy RepositoryService models,
            EngineAccess access,
            DueWork work,
            InReach inReach,
            KeptDates kept) {
        this.engine = engine;
        this.jobs = jobs;
        this.models = models;
        this.access = access;
        this.work = work;
        this.inReach = inReach;
        this.kept = kept;
    }

    @Override
    public String name() {
        return "timers";
    }

    @Override
    public boolean isCountingAnew() {
        return true;
    }

    @Override
    public List<Slice> slices(LocalDate closed, int size) {
        return Slice.of(name(), work.eachOf(Kind.TIMERS, inReach.of(closed), size));
    }

    @Override
    public Moved atMost(LocalDate closed) {
        int[] number = new int[1];
        access.asTheProduct(() -> number[0] = work.sorts(Kind.TIMERS, inReach.of(closed)).stream()
                .filter(sort -> isAskedAgain((String) sort.get("JOB_DEF_ID_")))
                .mapToInt(sort -> ((Number) sort.get("NUMBER_")).intValue())
                .sum());
        return Moved.timers(number[0]);
    }

    @Override
    public Moved follow(ClosureDay day, Slice slice) {
        int[] moved = new int[1];
        List<String> ids = work.ids(Kind.TIMERS, inReach.of(day.day()), slice.first(), slice.end());
        access.asTheProduct(() ->
                moved[0] = engine.getCommandExecutorTxRequired().execute(context ->
                        (int) ids.stream().filter(id -> moves(context, id)).count()));
        return Moved.timers(moved[0]);
    }

    private boolean moves(CommandContext context, String timerId) {
        JobEntity timer = context.getJobManager().findJobById(timerId);
        if (timer == null || !isAskedAgain(timer.getJobDefinitionId())) {
            return false;
        }
        Date before = timer.getDuedate();
        jobs.recalculateJobDuedate(timerId, false);
        Date after = timer.getDuedate();
        boolean moves = kept.isAWorkingDayFrom(before.toInstant(), after.toInstant());
        if (!moves && !after.equals(before)) {
            jobs.setJobDuedate(timerId, before);
        }
        return moves;
    }

    private boolean isAskedAgain(String jobDefinitionId) {
        return DeadlineQuestions.ASKED_AGAIN.contains(questions.computeIfAbsent(jobDefinitionId, this::question));
    }

    private String question(String jobDefinitionId) {
        JobDefinition definition =
                jobs.createJobDefinitionQuery().jobDefinitionId(jobDefinitionId).singleResult();
        return Optional.of(models.getBpmnModelInstance(definition.getProcessDefinitionId()))
                .map(model -> model.<CatchEvent>getModelElementById(definition.getActivityId()))
                .flatMap(event -> event.getEventDefinitions().stream()
                        .filter(TimerEventDefinition.class::isInstance)
                        .map(timer -> ((TimerEventDefinition) timer).getTimeDate())
                        .findFirst())
                .map(TimeDate::getTextContent)
                .map(DeadlineQuestions::of)
                .orElse("");
    }
}
