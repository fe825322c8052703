package org.supervision.handover.process;

import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.IdentityLinkType;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.agreement.SupervisorChanged;
import org.supervision.engine.TaskRules;
import org.supervision.handover.SupervisorLost;

/**
 * What a former supervisor still had to do about an agreement, its sessions, cases, matters and disclosures is the new
 * one's; where nobody follows, it waits for whoever is found and is on nobody's list, but for the record of a session that was
 * held: that is before the line manager meanwhile, whom its model names (A6.1).
 */
@Component
class TaskHandOverListener {

    private static final String KEYS = """
            select 'AG-' || lpad(cast(a.id as varchar), 6, '0') as business_key from agreement a where a.id = :agreement
            union all
            select 'AG-' || lpad(cast(t.agreement_id as varchar), 6, '0') || '/T' || cast(t.term_number as varchar)
              from agreement_term t where t.agreement_id = :agreement
            union all
            select 'SE-' || lpad(cast(s.id as varchar), 6, '0') from supervision_session s where s.agreement_id = :agreement
            union all
            select 'MC-' || lpad(cast(m.id as varchar), 6, '0') from missed_case m where m.agreement_id = :agreement
            union all
            select 'PM-' || lpad(cast(p.id as varchar), 6, '0') from personal_matter p
              join supervision_session s on s.id = p.session_id where s.agreement_id = :agreement
            union all
            select 'DR-' || lpad(cast(r.id as varchar), 6, '0') from disagreement_referral r where r.agreement_id = :agreement
            union all
            select 'DI-' || lpad(cast(d.id as varchar), 6, '0') from disclosure d where d.agreement_id = :agreement
            """;

    private static final String RECORD = "Task_WriteRecord";

    private static final String RECORDS = """
            select 'SE-' || lpad(cast(s.id as varchar), 6, '0') from supervision_session s
              join supervision_record r on r.session_id = s.id
             where s.agreement_id = :agreement and r.author in (:from, :to) and r.closed_at is null
            """;

    private final TaskService tasks;
    private final TaskRules rules;
    private final JdbcClient jdbc;

    TaskHandOverListener(@Lazy TaskService tasks, TaskRules rules, JdbcClient jdbc) {
        this.tasks = tasks;
        this.rules = rules;
        this.jdbc = jdbc;
    }

    @EventListener
    void on(SupervisorChanged changed) {
        for (Task task : tasksOf(changed.agreementId())) {
            if (rules.isForOthers(task.getId())) {
                takeFrom(task, changed.to());
            } else {
                give(task, changed.from(), changed.to());
                giveWaiting(task, changed.to());
            }
        }
        giveRecords(changed);
    }

    /** What the former supervisor was to write, with the line manager meanwhile; whether or not the rows say so already. */
    private void giveRecords(SupervisorChanged changed) {
        jdbc
                .sql(RECORDS)
                .param("agreement", changed.agreementId())
                .param("from", changed.from())
                .param("to", changed.to())
                .query(String.class)
                .list()
                .stream()
                .flatMap(key ->
                        tasks
                                .createTaskQuery()
                                .processInstanceBusinessKey(key)
                                .taskDefinitionKey(RECORD)
                                .list()
                                .stream())
                .forEach(task -> tasks.setAssignee(task.getId(), changed.to()));
    }

    @EventListener
    void on(SupervisorLost lost) {
        for (Task task : tasksOf(lost.agreementId())) {
            give(task, lost.from(), null);
            giveByItsModel(task);
        }
    }

    /** Whoever is a party now does not have what neither party has, such as naming who decides between them (E13). */
    private void takeFrom(Task task, String party) {
        if (party.equals(task.getAssignee())) {
            tasks.setAssignee(task.getId(), null);
        }
        if (candidates(task).contains(party)) {
            tasks.deleteCandidateUser(task.getId(), party);
        }
    }

    private void giveByItsModel(Task task) {
        if (RECORD.equals(task.getTaskDefinitionKey())) {
            rules.of(task.getId()).people().stream()
                    .findFirst()
                    .ifPresent(person -> tasks.setAssignee(task.getId(), person));
        }
    }

    private void give(Task task, String from, @Nullable String to) {
        if (from.equals(task.getAssignee())) {
            tasks.setAssignee(task.getId(), to);
        }
        if (candidates(task).contains(from)) {
            tasks.deleteCandidateUser(task.getId(), from);
            if (to != null) {
                tasks.addCandidateUser(task.getId(), to);
            }
        }
    }

    /** What nobody had since the last supervisor went. */
    private void giveWaiting(Task task, String to) {
        Task now = tasks.createTaskQuery().taskId(task.getId()).singleResult();
        if (now != null && now.getAssignee() == null) {
            List<String> candidates = candidates(now);
            if (candidates.isEmpty()) {
                tasks.setAssignee(now.getId(), to);
            } else if (candidates.size() == 1) {
                tasks.addCandidateUser(now.getId(), to);
            }
        }
    }

    private List<String> candidates(Task task) {
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                .filter(link -> IdentityLinkType.CANDIDATE.equals(link.getType()))
                .map(IdentityLink::getUserId)
                .filter(Objects::nonNull)
                .toList();
    }

    private List<Task> tasksOf(long agreementId) {
        return jdbc.sql(KEYS).param("agreement", agreementId).query(String.class).list().stream()
                .flatMap(key -> tasks.createTaskQuery().processInstanceBusinessKey(key).list().stream())
                .toList();
    }
}
