package org.supervision.engine;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The filters everybody finds in Tasklist, each over the tasks that one has or shares. Made once, at the first start; what
 * an administrator changes later stays. Due dates are ends of London days, see {@link LondonDay}.
 */
@Component
class TasklistFilters {

    private static final List<Definition> DEFINITIONS = List.of(
            new Definition("My tasks", "Everything that waits for you, alone or together with the other", q -> q),
            new Definition(
                    "Due today",
                    "To be done by the end of today",
                    q -> q.dueAfterExpression("${londonDay.beginning()}")
                            .dueBeforeExpression("${londonDay.pastEnd()}")),
            new Definition("Overdue", "Past their deadline", q -> q.dueBeforeExpression("${now()}")),
            new Definition("Upcoming", "Due after today", q -> q.dueAfterExpression("${londonDay.pastEnd()}")));

    private final FilterService filters;
    private final TaskService tasks;
    private final AuthorizationService authorizations;

    TasklistFilters(FilterService filters, TaskService tasks, AuthorizationService authorizations) {
        this.filters = filters;
        this.tasks = tasks;
        this.authorizations = authorizations;
    }

    private record Definition(String name, String description, UnaryOperator<TaskQuery> narrow) {}

    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void createMissing() {
        for (int i = 0; i < DEFINITIONS.size(); i++) {
            Definition definition = DEFINITIONS.get(i);
            if (filters.createFilterQuery().filterName(definition.name()).count() == 0) {
                create(definition, i);
            }
        }
    }

    private void create(Definition definition, int position) {
        TaskQuery mine = tasks.createTaskQuery().taskInvolvedUserExpression("${currentUser()}");
        Filter filter = filters.newTaskFilter(definition.name())
                .setQuery(definition.narrow().apply(mine).orderByDueDate().asc())
                .setProperties(Map.of(
                        "priority", position, "refresh", position == 0, "description", definition.description()));
        letEverybodyRead(filters.saveFilter(filter).getId());
    }

    private void letEverybodyRead(String filterId) {
        Authorization everybody = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
        everybody.setResource(Resources.FILTER);
        everybody.setResourceId(filterId);
        everybody.addPermission(Permissions.READ);
        authorizations.saveAuthorization(everybody);
    }
}
