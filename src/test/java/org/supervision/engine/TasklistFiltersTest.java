package org.supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class TasklistFiltersTest {

    /** Half past midnight in London, still the day before in UTC: summer time. */
    private static final Instant NOW = Instant.parse("2027-06-08T23:30:00Z");

    private static final Instant END_OF_YESTERDAY = Instant.parse("2027-06-08T23:00:00Z");
    private static final Instant END_OF_TODAY = Instant.parse("2027-06-09T23:00:00Z");
    private static final Instant END_OF_TOMORROW = Instant.parse("2027-06-10T23:00:00Z");

    private ProcessEngine engine;
    private TasklistFilters filters;

    @BeforeEach
    void buildEngine() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("londonDay", new LondonDay(new EngineClock()));
        StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:tasklist-filters");
        configuration.setProcessEngineName("tasklist-filters");
        configuration.setExpressionManager(new SandboxedExpressionManager(new ModelBeans(beans)));
        configuration.setAuthorizationEnabled(true);
        engine = configuration.buildProcessEngine();
        ClockUtil.setCurrentTime(Date.from(NOW));
        filters = new TasklistFilters(
                engine.getFilterService(), engine.getTaskService(), engine.getAuthorizationService());
        addTask("late", END_OF_YESTERDAY, "worker");
        addTask("today", END_OF_TODAY, "worker");
        addTask("tomorrow", END_OF_TOMORROW, "worker");
        addTask("somebody else's", END_OF_TODAY, "otherworker");
        filters.createMissing();
    }

    @AfterEach
    void closeEngine() {
        ClockUtil.reset();
        engine.close();
    }

    @Test
    void everybodySeesTheirOwnTasksByLondonDay() {
        assertThat(tasksIn("My tasks")).containsExactly("late", "today", "tomorrow");
        assertThat(tasksIn("Overdue")).containsExactly("late");
        assertThat(tasksIn("Due today")).containsExactly("today");
        assertThat(tasksIn("Upcoming")).containsExactly("tomorrow");
    }

    @Test
    void aSharedTaskIsMineBeforeAnybodyClaimsItAndAfterTheOtherDid() {
        Task shared = engine.getTaskService().newTask("shared");
        shared.setName("shared");
        engine.getTaskService().saveTask(shared);
        engine.getTaskService().addCandidateUser("shared", "worker");
        engine.getTaskService().addCandidateUser("shared", "supervisor");

        assertThat(tasksIn("My tasks")).contains("shared");

        engine.getTaskService().setAssignee("shared", "supervisor");
        assertThat(tasksIn("My tasks")).contains("shared");
    }

    @Test
    void aSecondStartMakesNoSecondFilters() {
        filters.createMissing();

        assertThat(engine.getFilterService().createFilterQuery().count()).isEqualTo(4);
    }

    private void addTask(String name, Instant due, String assignee) {
        Task task = engine.getTaskService().newTask();
        task.setName(name);
        task.setAssignee(assignee);
        task.setDueDate(Date.from(due));
        engine.getTaskService().saveTask(task);
    }

    /** What a person without any rights of their own sees. */
    private List<String> tasksIn(String filterName) {
        engine.getIdentityService().setAuthenticatedUserId("worker");
        try {
            Filter filter = engine.getFilterService()
                    .createFilterQuery()
                    .filterName(filterName)
                    .singleResult();
            engine.getProcessEngineConfiguration().setAuthorizationEnabled(false);
            List<Task> found = engine.getFilterService().list(filter.getId());
            return found.stream().map(Task::getName).toList();
        } finally {
            engine.getProcessEngineConfiguration().setAuthorizationEnabled(true);
            engine.getIdentityService().clearAuthentication();
        }
    }
}
