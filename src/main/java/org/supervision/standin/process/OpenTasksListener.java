package org.supervision.standin.process;

import java.lang.reflect.Method;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.NativeTaskQuery;
import org.camunda.bpm.engine.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.util.ReflectionUtils;
import org.supervision.access.Access;
import org.supervision.access.AccessGrants;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.EngineAccess;
import org.supervision.engine.TaskRules;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.people.Deputies;
import org.supervision.people.DeputyChanged;
import org.supervision.people.DirectoryChanged;
import org.supervision.people.LineManagement;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.standin.ManagerWanted;
import org.supervision.standin.OpenTasks;
import org.supervision.standin.StuckTask;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/**
 * Gives open tasks of whoever has left or is represented to whom their model names now, and back once the deputy's time is
 * over. The parties' own tasks name the same person whoever acts as manager, and so stay (A-br, F118, F123).
 */
@Component
class OpenTasksListener implements OpenTasks {

    private static final Logger LOG = LoggerFactory.getLogger(OpenTasksListener.class);

    private static final String HELD_BY = """
            select distinct T.* from ACT_RU_TASK T
              left join ACT_RU_IDENTITYLINK L on L.TASK_ID_ = T.ID_ and L.TYPE_ = 'candidate'
             where T.SUSPENSION_STATE_ = 1
               and (T.ASSIGNEE_ in (%1$s) or (T.ASSIGNEE_ is null and L.USER_ID_ in (%1$s)))
             order by T.CREATE_TIME_
            """;

    /**
     * Open tasks without an assignee that may have no candidate either. Nearly all without one are for the two parties of an
     * agreement, as many as there are agreements: those are left out, but for the ones of which a candidate was taken away.
     */
    private static final String PERHAPS_OF_NOBODY = """
            %s
            union
            select T.ID_ from ACT_HI_OP_LOG L join ACT_RU_TASK T on T.ID_ = L.TASK_ID_
             where L.OPERATION_TYPE_ in ('DeleteUserLink', 'DeleteGroupLink') and T.ASSIGNEE_ is null
            """;

    private static final String OF_NOBODY = """
            select T.* from ACT_RU_TASK T
             where T.ID_ in (%1$s) and T.SUSPENSION_STATE_ = 1
               and not exists (select 1 from ACT_RU_IDENTITYLINK L where L.TASK_ID_ = T.ID_ and L.TYPE_ = 'candidate')
             order by T.CREATE_TIME_
            """;

    private final ProcessEngineConfigurationImpl engine;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final TaskRules rules;
    private final EngineAccess access;
    private final ObjectProvider<TaskForm<?>> forms;
    private final Access content;
    private final LineManagement line;
    private final Deputies deputies;
    private final People people;
    private final AccessGrants grants;
    private final Notifier notifier;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;

    OpenTasksListener(
            @Lazy ProcessEngineConfigurationImpl engine,
            @Lazy TaskService tasks,
            @Lazy RuntimeService runtime,
            TaskRules rules,
            EngineAccess access,
            ObjectProvider<TaskForm<?>> forms,
            Access content,
            LineManagement line,
            Deputies deputies,
            People people,
            AccessGrants grants,
            Notifier notifier,
            WorkingCalendar calendar,
            ApplicationEventPublisher events) {
        this.engine = engine;
        this.tasks = tasks;
        this.runtime = runtime;
        this.rules = rules;
        this.access = access;
        this.forms = forms;
        this.content = content;
        this.line = line;
        this.deputies = deputies;
        this.people = people;
        this.grants = grants;
        this.notifier = notifier;
        this.calendar = calendar;
        this.events = events;
    }

    @TransactionalEventListener
    void on(DirectoryChanged changed) {
        if (!changed.first()) {
            bringUpToDate();
        }
    }

    @TransactionalEventListener
    void on(DeputyChanged changed) {
        bringUpToDate(changed.people());
    }

    @Override
    public void bringUpToDate() {
        Set<String> concerned = new LinkedHashSet<>(people.left());
        concerned.addAll(line.withDeputies());
        bringUpToDate(concerned);
    }

    private void bringUpToDate(Collection<String> concerned) {
        access.asTheProduct(() -> heldBy(concerned).forEach(this::giveOn));
    }

    /** Each in a transaction of its own: a rule that finds nobody leaves its task where it is, and holds up no other. */
    private void giveOn(Task task) {
        try {
            engine.getCommandExecutorTxRequiresNew().execute(context -> {
                give(task);
                return null;
            });
        } catch (RuntimeException e) {
            LOG.warn("{} {}: nobody found, {}", task.getTaskDefinitionKey(), task.getId(), e.getClass());
        }
    }

    private void give(Task task) {
        String businessKey = businessKeyOf(task);
        String holder = task.getAssignee();
        if (holder != null) {
            events.publishEvent(new ManagerWanted(businessKey, holder));
        }
        TaskRules.Named named = rules.of(task.getId());
        List<String> inPost = named.people().stream().filter(line::isActive).toList();
        if (named.shared()) {
            share(task, businessKey, inPost);
        } else if (holder != null && !inPost.isEmpty() && !inPost.contains(holder)) {
            tasks.setAssignee(task.getId(), inPost.get(0));
            goesOn(task, businessKey, List.of(holder), inPost.get(0));
        }
    }

    /** Whoever has left holds no claim; where nobody else is left, those whom the model names now may do it. */
    private void share(Task task, String businessKey, List<String> inPost) {
        if (task.getAssignee() != null && people.hasLeft(task.getAssignee())) {
            tasks.setAssignee(task.getId(), null);
        }
        List<String> candidates = candidates(task);
        if (candidates.stream().allMatch(people::hasLeft)) {
            inPost.stream().filter(person -> !candidates.contains(person)).forEach(person -> {
                tasks.addCandidateUser(task.getId(), person);
                goesOn(task, businessKey, candidates, person);
            });
        }
    }

    /** What the former holders could read for the task, the new one can. */
    private void goesOn(Task task, String businessKey, List<String> former, String person) {
        former.forEach(holder -> grants.passOn(businessKey, holder, person));
        LOG.info("{} of {} goes on to {}", task.getTaskDefinitionKey(), businessKey, person);
        Notice notice = Notice.of(
                "TASK/" + task.getId() + "/" + calendar.today(), person, MailKind.TASK_TAKEN_OVER, businessKey);
        notifier.send(
                task.getDueDate() == null
                        ? notice
                        : notice.due(lastDay(task.getDueDate().toInstant())));
    }

    /** What is due at 24:00 is due on the day that ends then. */
    private LocalDate lastDay(Instant due) {
        return calendar.dateOf(due.minusMillis(1));
    }

    @Override
    public Map<String, Integer> countOf(Collection<String> persons) {
        Map<String, Integer> counts = new HashMap<>();
        access.asTheProduct(() -> {
            for (Task task : heldBy(persons)) {
                List<String> holders = task.getAssignee() == null ? candidates(task) : List.of(task.getAssignee());
                holders.stream().filter(persons::contains).forEach(holder -> counts.merge(holder, 1, Integer::sum));
            }
        });
        return counts;
    }

    @Override
    public List<Person> takersOf(StuckTask task, String typed, int most) {
        if (!canBeGiven(task)) {
            return List.of();
        }
        Set<String> parties = content.partiesOf(task.businessKey());
        return deputies.search(
                typed,
                managers -> managers.stream()
                        .filter(person -> !parties.contains(person.userId()))
                        .toList(),
                most);
    }

    private boolean mayTake(StuckTask task, String person) {
        return canBeGiven(task)
                && deputies.isManager(person)
                && !content.partiesOf(task.businessKey()).contains(person);
    }

    private boolean canBeGiven(StuckTask task) {
        return !showsContent(task.taskKey()) && rules.isForManager(task.id());
    }

    /** A form that names nothing that it shows of what people wrote has but dates and states. */
    private boolean showsContent(String taskKey) {
        return forms.stream()
                .filter(form -> form.tasks().contains(taskKey))
                .findFirst()
                .map(form -> ReflectionUtils.findMethod(form.getClass(), "contents", TaskContext.class))
                .map(Method::getDeclaringClass)
                .filter(TaskForm.class::equals)
                .isEmpty();
    }

    @Override
    public boolean give(String taskId, String person, String by) {
        StuckTask stuck = stuck().stream()
                .filter(task -> task.id().equals(taskId))
                .findFirst()
                .orElse(null);
        if (stuck == null || person.equals(by) || !mayTake(stuck, person)) {
            return false;
        }
        tasks.setAssignee(taskId, person);
        LOG.info("{} gives {} of {} to {}", by, stuck.taskKey(), stuck.businessKey(), person);
        Notice notice = Notice.of(
                "TASK/" + taskId + "/" + calendar.today(), person, MailKind.TASK_TAKEN_OVER, stuck.businessKey());
        notifier.send(stuck.due() == null ? notice : notice.due(lastDay(stuck.due())));
        return true;
    }

    @Override
    public List<StuckTask> stuck() {
        List<StuckTask> stuck = new ArrayList<>();
        access.asTheProduct(() -> {
            Set<String> seen = new HashSet<>();
            for (Task task : heldBy(people.left())) {
                List<String> holders = task.getAssignee() == null ? candidates(task) : List.of(task.getAssignee());
                if (seen.add(task.getId()) && holders.stream().allMatch(people::hasLeft)) {
                    stuck.add(stuck(task, holders));
                }
            }
            ofNobody().stream()
                    .filter(task -> seen.add(task.getId()))
                    .forEach(task -> stuck.add(stuck(task, List.of())));
        });
        return stuck;
    }

    /** The oldest first. Asked for in two steps: what a database guesses of the first makes it read far too much at once. */
    private List<Task> ofNobody() {
        List<String> both = List.copyOf(rules.ofBothParties());
        StringBuilder between = new StringBuilder();
        Map<String, String> keys = new HashMap<>();
        for (int i = 0; i <= both.size(); i++) {
            between.append(i == 0 ? "" : " union ")
                    .append("select ID_ from ACT_RU_TASK where ASSIGNEE_ is null and ")
                    .append(i == 0 ? "TASK_DEF_KEY_ is not null" : "TASK_DEF_KEY_ > :both" + (i - 1))
                    .append(i == both.size() ? "" : " and TASK_DEF_KEY_ < :both" + i);
            if (i < both.size()) {
                keys.put("both" + i, both.get(i));
            }
        }
        return query(
                OF_NOBODY,
                JdbcClient.create(engine.getDataSource())
                        .sql(PERHAPS_OF_NOBODY.formatted(between))
                        .params(keys)
                        .query(String.class)
                        .list());
    }

    private StuckTask stuck(Task task, List<String> holders) {
        String definition = task.getProcessDefinitionId();
        return new StuckTask(
                task.getId(),
                task.getTaskDefinitionKey(),
                definition.substring(0, definition.indexOf(':')),
                businessKeyOf(task),
                task.getCreateTime().toInstant(),
                task.getDueDate() == null ? null : task.getDueDate().toInstant(),
                holders);
    }

    private List<Task> heldBy(Collection<String> persons) {
        return query(HELD_BY, persons);
    }

    /** @param sql with a place for the names of the values */
    private List<Task> query(String sql, Collection<String> values) {
        if (values.isEmpty()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        NativeTaskQuery query = tasks.createNativeTaskQuery();
        for (String value : values) {
            String name = "value" + names.size();
            query.parameter(name, value);
            names.add("#{" + name + "}");
        }
        return query.sql(sql.formatted(String.join(", ", names))).list();
    }

    private List<String> candidates(Task task) {
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .map(IdentityLink::getUserId)
                .filter(Objects::nonNull)
                .toList();
    }

    private String businessKeyOf(Task task) {
        return Optional.ofNullable(runtime.createProcessInstanceQuery()
                        .processInstanceId(task.getProcessInstanceId())
                        .singleResult())
                .map(ProcessInstance::getBusinessKey)
                .orElseThrow();
    }
}
