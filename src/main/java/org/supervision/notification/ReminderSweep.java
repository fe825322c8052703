package org.supervision.notification;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
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
    private final int atOnce;

    ReminderSweep(
            List<ReminderSource> sources,
            ReminderLog log,
            MailNotifier notifier,
            WorkingCalendar calendar,
            MailProperties properties) {
        atOnce = properties.mail().digestsAtOnce();
        this.sources = sources;
        this.log = log;
        this.notifier = notifier;
        this.calendar = calendar;
    }

    @Override
    public void sweep(Instant now) {
        if (!goesOn(now)) {
            return;
        }
        Instant from = log.gatheredUntil().orElse(now.minus(FIRST_LOOK_BACK));
        Set<Reminder> due = sources.stream()
                .flatMap(source -> source.due(from, now).stream())
                .collect(Collectors.toCollection(HashSet::new));
        due.removeAll(log.sentAmong(due));
        Map<String, List<Reminder>> byPerson = byPerson(due.stream());
        List<String> next = byPerson.keySet().stream().limit(atOnce).toList();
        // the rows of one sweep make another that runs at once wait, and fail
        log.sent(next.stream().flatMap(userId -> byPerson.get(userId).stream()).toList(), now);
        next.forEach(userId -> notifier.sendDigest(
                "digest/" + now + "/" + idOf(byPerson.get(userId)),
                userId,
                calendar.dateOf(now).toString(),
                byPerson.get(userId)));
        if (next.size() == byPerson.size()) {
            log.gathered(now);
        }
    }

    /** However many people are reminded, a transaction holds the mails of some. */
    @Override
    public boolean goesOn(Instant now) {
        return log.gatheredUntil().filter(until -> !until.isBefore(now)).isEmpty();
    }

    /** A reminder's hour may be any of them. */
    @Override
    public boolean runsAtEachTime() {
        return true;
    }

    /** What comes up for somebody between two batches is another mail, not the one that they had. */
    private static UUID idOf(List<Reminder> reminders) {
        return UUID.nameUUIDFromBytes(reminders.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, List<Reminder>> byPerson(Stream<Reminder> reminders) {
        return reminders
                .sorted(MOST_URGENT_FIRST)
                .collect(Collectors.groupingBy(Reminder::userId, TreeMap::new, Collectors.toList()));
    }
}
