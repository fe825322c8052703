package org.supervision.operation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.supervision.engine.LostWork;
import org.supervision.engine.LostWork.Lost;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.notification.SweepTask;
import org.supervision.people.People;
import org.supervision.people.Role;

/**
 * Puts back, each day, what was taken out of running processes behind the product's back, and tells the process owners: what
 * is there again and, once, what nobody but them can put right. Other parts of the sweep find what our own tables miss.
 */
@Component
@Order(Reconciler.ORDER)
class Reconciler implements SweepTask {

    /** Before all others, which look at what runs. */
    static final int ORDER = -10;

    /** A sweep runs daily; after a longer standstill nothing is lost, for nobody worked on the engine either. */
    private static final Duration LOOKS_BACK = Duration.ofDays(7);

    private static final String KEY = "PROCESSES";
    private static final String COCKPIT = "/camunda/app/cockpit/";

    private final LostWork work;
    private final People people;
    private final Notifier notifier;

    Reconciler(LostWork work, People people, Notifier notifier) {
        this.work = work;
        this.people = people;
        this.notifier = notifier;
    }

    @Override
    public void sweep(Instant now) {
        List<Lost> lost = work.restore(now.minus(LOOKS_BACK));
        tell(MailKind.WORK_RESTORED, lost.stream().filter(Lost::restored).toList());
        tell(MailKind.WORK_LOST, lost.stream().filter(one -> !one.restored()).toList());
    }

    private void tell(MailKind kind, List<Lost> lost) {
        if (!lost.isEmpty()) {
            String ids = String.join(" ", lost.stream().map(Lost::id).sorted().toList());
            UUID these = UUID.nameUUIDFromBytes(ids.getBytes(StandardCharsets.UTF_8));
            people.withRole(Role.PROCESS_OWNER)
                    .forEach(owner -> notifier.send(Notice.of(KEY + "/" + kind + "/" + these, owner, kind, KEY)
                            .count(lost.size())
                            .path(COCKPIT)));
        }
    }
}
