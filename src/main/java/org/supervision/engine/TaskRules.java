package org.supervision.engine;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.task.TaskDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Asks a model anew whom an open task is for: its own expressions are the one place that says so. */
@Component
public class TaskRules {

    private static final Pattern MANAGERS =
            Pattern.compile("\\$\\{\\w+\\.(lineManager|serviceManager|manager|decider|corrector)\\(execution\\)}");

    private static final Pattern BOTH_PARTIES = Pattern.compile("\\$\\{\\w+\\.bothParties\\(execution\\)}");

    private final ProcessEngineConfigurationImpl engine;

    TaskRules(@Lazy ProcessEngineConfigurationImpl engine) {
        this.engine = engine;
    }

    /**
     * Whom the model names for a task.
     *
     * @param shared whether any of them may do it, rather than the one it is given to
     * @param people user ids
     */
    public record Named(boolean shared, List<String> people) {}

    /** Whom the model names today for an open task; nobody where it has ended. */
    public Named of(String taskId) {
        return engine.getCommandExecutorTxRequired().execute(context -> {
            TaskEntity task = context.getTaskManager().findTaskById(taskId);
            return task == null ? new Named(true, List.of()) : named(task);
        });
    }

    /** Whether the model gives an open task to somebody for the place they have above the two parties, not as one of them. */
    public boolean isForManager(String taskId) {
        return engine.getCommandExecutorTxRequired().execute(context -> {
            TaskEntity task = context.getTaskManager().findTaskById(taskId);
            Expression assignee = task == null ? null : task.getTaskDefinition().getAssigneeExpression();
            return assignee != null
                    && MANAGERS.matcher(assignee.getExpressionText()).matches();
        });
    }

    /** Whether the model gives an open task to any of some people, and not to the two parties, such as those who name a manager. */
    public boolean isForOthers(String taskId) {
        return engine.getCommandExecutorTxRequired().execute(context -> {
            TaskEntity task = context.getTaskManager().findTaskById(taskId);
            TaskDefinition rule = task == null ? null : task.getTaskDefinition();
            return rule != null
                    && rule.getAssigneeExpression() == null
                    && !rule.getCandidateUserIdExpressions().isEmpty()
                    && !isForBoth(rule);
        });
    }

    /**
     * The tasks that the models give to the two parties at once: those have somebody from the first moment, unless what the
     * engine knows of them is changed later.
     *
     * @return ids in the models
     */
    public SortedSet<String> ofBothParties() {
        Set<TaskDefinition> all = engine.getCommandExecutorTxRequired()
                .execute(context ->
                        engine.getRepositoryService().createProcessDefinitionQuery().latestVersion().list().stream()
                                .map(model ->
                                        engine.getDeploymentCache().findDeployedProcessDefinitionById(model.getId()))
                                .flatMap(model -> model.getTaskDefinitions().values().stream())
                                .collect(Collectors.toSet()));
        SortedSet<String> both = new TreeSet<>();
        all.stream().filter(TaskRules::isForBoth).map(TaskDefinition::getKey).forEach(both::add);
        all.stream()
                .filter(task -> !isForBoth(task))
                .map(TaskDefinition::getKey)
                .forEach(both::remove);
        return both;
    }

    private static boolean isForBoth(TaskDefinition task) {
        return task.getAssigneeExpression() == null
                && task.getCandidateUserIdExpressions().stream()
                        .anyMatch(rule ->
                                BOTH_PARTIES.matcher(rule.getExpressionText()).matches());
    }

    private static Named named(TaskEntity task) {
        TaskDefinition definition = task.getTaskDefinition();
        Expression assignee = definition.getAssigneeExpression();
        Stream<Expression> rules =
                assignee == null ? definition.getCandidateUserIdExpressions().stream() : Stream.of(assignee);
        return new Named(
                assignee == null,
                rules.map(rule -> rule.getValue(task.getExecution()))
                        .flatMap(TaskRules::userIds)
                        .distinct()
                        .toList());
    }

    private static Stream<String> userIds(@Nullable Object named) {
        return named instanceof Collection<?> several
                ? several.stream().filter(Objects::nonNull).map(Object::toString)
                : Stream.ofNullable(named).map(Object::toString);
    }
}
