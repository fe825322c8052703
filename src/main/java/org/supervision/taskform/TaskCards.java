package org.supervision.taskform;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.calendar.London;
import org.supervision.calendar.LondonWords;

/** What a task's card in Tasklist says beyond its label, and who of two parties has a shared task in hand. */
@Component
class TaskCards {

    private final OpenTasks tasks;
    private final List<CardDetails> details;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ProcessEngineConfigurationImpl engine;

    TaskCards(
            OpenTasks tasks,
            List<CardDetails> details,
            JdbcClient jdbc,
            Clock clock,
            @Lazy ProcessEngineConfigurationImpl engine) {
        this.tasks = tasks;
        this.details = details;
        this.jdbc = jdbc;
        this.clock = clock;
        this.engine = engine;
    }

    /**
     * A card.
     *
     * @param urgent whether it presses more than others
     * @param who whom it is about
     * @param what which of several of its kind it is; null where there is one
     * @param when when it is for, or due, in London words
     * @param away how far that is from today; null where there is no such day, or where it is late
     * @param late how late it is; null where it is not
     */
    record Card(
            String id,
            boolean urgent,
            @Nullable String who,
            @Nullable String what,
            @Nullable String when,
            @Nullable String away,
            @Nullable String late) {}

    List<Card> of(String userId, List<String> ids) {
        Set<String> wanted = Set.copyOf(ids);
        return cards(
                userId,
                tasks.of(userId).stream()
                        .filter(task -> wanted.contains(task.id()))
                        .toList());
    }

    /** The cards of these tasks of the person's, in their order. */
    List<Card> cards(String userId, List<OpenTask> mine) {
        Map<String, String> who = new HashMap<>();
        Map<String, String> what = new HashMap<>();
        for (CardDetails source : details) {
            Set<String> keys = mine.stream()
                    .filter(task -> source.processes().contains(task.processKey()) && task.businessKey() != null)
                    .map(OpenTask::businessKey)
                    .collect(Collectors.toSet());
            if (!keys.isEmpty()) {
                who.putAll(source.who(keys, userId));
            }
            what.putAll(what(source, mine));
        }
        return mine.stream()
                .map(task -> new Card(
                        task.id(),
                        task.urgent(),
                        who.get(task.businessKey()),
                        what.get(task.id()),
                        when(task),
                        away(task),
                        late(task)))
                .toList();
    }

    private static Map<String, String> what(CardDetails source, List<OpenTask> tasks) {
        Map<String, String> what = new HashMap<>();
        tasks.stream()
                .filter(task -> task.element() != null && source.processes().contains(task.processKey()))
                .collect(Collectors.groupingBy(OpenTask::taskKey))
                .forEach((taskKey, alike) -> {
                    Map<Long, String> words = source.what(
                            taskKey, alike.stream().map(OpenTask::element).toList());
                    alike.stream()
                            .filter(task -> words.containsKey(task.element()))
                            .forEach(task -> what.put(task.id(), words.get(task.element())));
                });
        return what;
    }

    /** Whether both parties are candidates. */
    boolean isShared(String taskId) {
        return jdbc.sql("select count(*) from ACT_RU_IDENTITYLINK where TASK_ID_ = :task and TYPE_ = 'candidate'")
                        .param("task", taskId)
                        .query(Integer.class)
                        .single()
                > 1;
    }

    void claim(String taskId, String userId) {
        assign(taskId, userId);
    }

    void release(String taskId) {
        assign(taskId, null);
    }

    /** Only a shared task changes hands; any other keeps the one it belongs to. */
    private void assign(String taskId, @Nullable String userId) {
        if (isShared(taskId)) {
            engine.getCommandExecutorTxRequired()
                    .execute(context -> context.runWithoutAuthorization(() -> {
                        engine.getTaskService().setAssignee(taskId, userId);
                        return null;
                    }));
        }
    }

    private @Nullable String when(OpenTask task) {
        if (task.followUp() != null) {
            return LondonWords.of(task.followUp());
        }
        return task.due() == null
                ? null
                : "by " + LondonWords.of(lastMoment(task.due()).toLocalDate());
    }

    private @Nullable String away(OpenTask task) {
        LocalDate day;
        if (task.followUp() != null) {
            day = task.followUp().atZone(London.ZONE).toLocalDate();
        } else if (task.due() != null && clock.instant().isBefore(task.due())) {
            day = lastMoment(task.due()).toLocalDate();
        } else {
            return null;
        }
        return LondonWords.fromToday(day, clock.instant().atZone(London.ZONE).toLocalDate());
    }

    private @Nullable String late(OpenTask task) {
        Instant due = task.due();
        if (due == null || clock.instant().isBefore(due)) {
            return null;
        }
        long days = ChronoUnit.DAYS.between(
                lastMoment(due).toLocalDate(),
                clock.instant().atZone(London.ZONE).toLocalDate());
        return days <= 1 ? "1 day late" : days + " days late";
    }

    /** A deadline is the end of its day, 24:00; people read the day it ends. */
    private static ZonedDateTime lastMoment(Instant due) {
        return due.minusMillis(1).atZone(London.ZONE);
    }
}
