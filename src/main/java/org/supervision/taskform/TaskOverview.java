package org.supervision.taskform;

import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Somebody's open tasks as a list to read, each with what its card says. */
@Component
public class TaskOverview {

    private final OpenTasks tasks;
    private final TaskCards cards;

    TaskOverview(OpenTasks tasks, TaskCards cards) {
        this.tasks = tasks;
        this.cards = cards;
    }

    /**
     * A task in the list.
     *
     * @param id the engine's id
     * @param taskKey the element id in its model
     * @param about the business key of what it is about; null where it is about nothing of its own
     * @param title the task's label in the model
     * @param who whom it is about
     * @param what which of several of its kind it is; null where there is one
     * @param when when it is for, or due, in London words
     * @param late how late it is; null where it is not
     * @param urgent whether it presses more than others
     * @param due when it is due; null where it has no deadline
     * @param followUp when it is for; for {@code Task_HoldSession} the session's start
     */
    public record Line(
            String id,
            String taskKey,
            @Nullable String about,
            String title,
            @Nullable String who,
            @Nullable String what,
            @Nullable String when,
            @Nullable String late,
            boolean urgent,
            @Nullable Instant due,
            @Nullable Instant followUp) {}

    /** The person's open tasks, what is due first before the others. */
    public List<Line> of(String userId) {
        List<OpenTask> mine = tasks.of(userId);
        Iterator<TaskCards.Card> card = cards.cards(userId, mine).iterator();
        return mine.stream()
                .map(task -> line(task, card.next()))
                .sorted(Comparator.comparing(Line::due, Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(Line::title))
                .toList();
    }

    /** What an open task of this person's is about, as a business key; nothing where it isn't theirs. */
    public Optional<String> businessKeyOf(String taskId, String userId) {
        return tasks.find(taskId, userId).map(OpenTask::businessKey);
    }

    /** The engine's id of the person's first open task of each business key. */
    public Map<String, String> firstByBusinessKey(String userId) {
        return tasks.of(userId).stream()
                .collect(Collectors.toMap(OpenTask::businessKey, OpenTask::id, (first, second) -> first));
    }

    private static Line line(OpenTask task, TaskCards.Card card) {
        return new Line(
                task.id(),
                task.taskKey(),
                task.businessKey(),
                task.title(),
                card.who(),
                card.what(),
                card.when(),
                card.late(),
                card.urgent(),
                task.due(),
                task.followUp());
    }
}
