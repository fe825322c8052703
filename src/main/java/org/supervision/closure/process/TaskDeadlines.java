package org.supervision.closure.process;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
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

/**
 * Counts the deadlines of open tasks anew, by asking their own model again, so that they agree with the dates that the product
 * keeps. What a model counts from the moment at which a task begins cannot be asked again: it moves by a working day like a
 * date that is kept. An answer that is off by more than one working day has another reason, such as a policy that has changed
 * since, and is not taken (E26).
 */
@Component
@Order(1)
class TaskDeadlines implements ClosureFollowUp {

    private final ProcessEngineConfigurationImpl engine;
    private final TaskService tasks;
    private final EngineAccess access;
    private final DueWork work;
    private final InReach inReach;
    private final KeptDates kept;
    private final WorkingCalendar calendar;

    TaskDeadlines(
            @Lazy ProcessEngineConfigurationImpl engine,
            @Lazy TaskService tasks,
            EngineAccess access,
            DueWork work,
            InReach inReach,
            KeptDates kept,
            WorkingCalendar calendar) {
        this.engine = engine;
        this.tasks = tasks;
        this.access = access;
        this.work = work;
        this.inReach = inReach;
        this.kept = kept;
        this.calendar = calendar;
    }

    @Override
    public String name() {
        return "tasks";
    }

    @Override
    public boolean isCountingAnew() {
        return true;
    }

    @Override
    public List<Slice> slices(LocalDate closed, int size) {
        return Slice.of(name(), work.eachOf(Kind.TASKS, inReach.of(closed), size));
    }

    @Override
    public Moved atMost(LocalDate closed) {
        Map<String, Integer> byName = new TreeMap<>();
        access.asTheProduct(() -> engine.getCommandExecutorTxRequired().execute(context -> {
            work.sorts(Kind.TASKS, inReach.of(closed)).forEach(sort -> {
                TaskDefinition definition = engine.getDeploymentCache()
                        .findDeployedProcessDefinitionById((String) sort.get("PROC_DEF_ID_"))
                        .getTaskDefinitions()
                        .get((String) sort.get("TASK_DEF_KEY_"));
                if (DeadlineQuestions.mayMove(question(definition))) {
                    byName.merge((String) sort.get("NAME_"), ((Number) sort.get("NUMBER_")).intValue(), Integer::sum);
                }
            });
            return null;
        }));
        return new Moved(byName, 0, 0);
    }

    @Override
    public Moved follow(ClosureDay day, Slice slice) {
        Map<String, Integer> moved = new TreeMap<>();
        List<String> ids = work.ids(Kind.TASKS, inReach.of(day.day()), slice.first(), slice.end());
        if (!ids.isEmpty()) {
            access.asTheProduct(() -> engine.getCommandExecutorTxRequired().execute(context -> {
                tasks.createTaskQuery().taskIdIn(ids.toArray(String[]::new)).list().stream()
                        .filter(task -> moves((TaskEntity) task, day))
                        .map(Task::getName)
                        .forEach(name -> moved.merge(name, 1, Integer::sum));
                return null;
            }));
        }
        return new Moved(moved, 0, 0);
    }

    private boolean moves(TaskEntity task, ClosureDay day) {
        Date before = task.getDueDate();
        Date after = dueAgain(task, day);
        if (!kept.isAWorkingDayFrom(before.toInstant(), after.toInstant())) {
            return false;
        }
        tasks.setDueDate(task.getId(), after);
        return true;
    }

    private Date dueAgain(TaskEntity task, ClosureDay day) {
        String question = question(task.getTaskDefinition());
        if (DeadlineQuestions.ASKED_AGAIN.contains(question)) {
            return (Date) task.getTaskDefinition().getDueDateExpression().getValue(task.getExecution());
        }
        Instant before = task.getDueDate().toInstant();
        boolean counted = DeadlineQuestions.MOVED.contains(question)
                && !task.getCreateTime().toInstant().isAfter(day.addedAt())
                && !before.isBefore(calendar.endOf(day.day()));
        return counted ? Date.from(kept.aWorkingDayLater(before)) : task.getDueDate();
    }

    private static String question(TaskDefinition definition) {
        Expression due = definition.getDueDateExpression();
        return due == null ? "" : DeadlineQuestions.of(due.getExpressionText());
    }
}
