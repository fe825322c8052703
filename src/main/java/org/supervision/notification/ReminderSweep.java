package org.supervision.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;

/** Gathers the reminders that have fallen due since the last sweep into one mail for each person. */
@Component
class ReminderSweep implements SweepTask {

    /** How far the very first sweep looks back. */
    private static final Duration FIRST_LOOK_BACK = Duration.ofDays(1);

    private static final Comparator<Reminder> MOST_URGENT_FIRST = Comparator.comparing(
                    Reminder::phase, Comparator.reverseOrder())
            .thenComparing(Reminder::dueOn)
            .thenComparing(Reminder::businessKey)
            .thenComparing(Reminder::about);

    private final List<ReminderSource> sources;
    private final ReminderLog log;
    private final MailNotifier notifier;
    private final WorkingCalendar calendar;

    ReminderSweep(List<ReminderSource> sources, ReminderLog log, MailNotifier notifier, WorkingCalendar calendar) {
        this.sources = sources;
        this.log = log;
        this.notifier = notifier;
        this.calendar = calendar;
    }

    @Override
    public void sweep(Instant now) {
        Instant from = log.gatheredUntil().orElse(now.minus(FIRST_LOOK_BACK));
        if (!from.isBefore(now)) {
            return;
        }
        Set<Reminder> due = sources.stream()
                .flatMap(source -> source.due(from, now).stream())
                .collect(Collectors.toCollection(HashSet::new));
        due.removeAll(log.sentAmong(due));
        log.sent(due, now);
        byPerson(due.stream())
                .forEach((userId, reminders) -> notifier.sendDigest(
                        "digest/" + now, userId, calendar.dateOf(now).toString(), reminders));
        log.gathered(now);
    }

    /** A reminder's hour may be any of them. */
    @Override
    public boolean runsAtEachTime() {
        return true;
    }

    private static Map<String, List<Reminder>> byPerson(Stream<Reminder> reminders) {
        return reminders
                .sorted(MOST_URGENT_FIRST)
                .collect(Collectors.groupingBy(Reminder::userId, TreeMap::new, Collectors.toList()));
    }
}
