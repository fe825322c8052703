package org.supervision.standin;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.notification.SweepTask;
import org.supervision.people.People;
import org.supervision.people.Role;

/**
 * Gives open tasks on every day, and puts before the administrators what no rule gives to anybody, once as long as that
 * stays the same (F118, F123).
 */
@Component
@Order(StandInSweep.ORDER)
public class StandInSweep implements SweepTask {

    /** After the parts that end hand-overs and look for managers themselves. */
    static final int ORDER = 50;

    private static final String KEY = "TASKS";

    private final OpenTasks tasks;
    private final People people;
    private final Notifier notifier;

    StandInSweep(OpenTasks tasks, People people, Notifier notifier) {
        this.tasks = tasks;
        this.people = people;
        this.notifier = notifier;
    }

    @Override
    public void sweep(Instant now) {
        tasks.bringUpToDate();
        List<String> left = tasks.stuck().stream()
                .filter(StuckTask::isLeft)
                .map(StuckTask::id)
                .sorted()
                .toList();
        if (!left.isEmpty()) {
            UUID these = UUID.nameUUIDFromBytes(String.join(" ", left).getBytes(StandardCharsets.UTF_8));
            people.withRole(Role.ADMINISTRATOR)
                    .forEach(admin -> notifier.send(Notice.of(KEY + "/" + these, admin, MailKind.TASKS_STUCK, KEY)
                            .count(left.size())
                            .path(OpenTasks.STUCK_PATH)));
        }
    }
}
