package org.supervision.notification;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.Reminder.Phase;
import org.supervision.policy.Policy;

/**
 * When people are reminded of an open task: on its due day and on the day after for every task, and ahead of it where the
 * policy says so. Reminders of a day ahead and of something overdue belong to the day's start, so that the first sweep
 * of the day gathers them; those of a due day to the last sweep's time.
 */
class ReminderRules {

    private static final String HOLD_SESSION = "Task_HoldSession";
    private static final String WRITE_RECORD = "Task_WriteRecord";
    private static final String HOLD_REVIEW = "Task_HoldReview";
    /** The highest manager's task has nobody above it to go to, so it is chased again and again (B8, A7.2). */
    private static final String DECIDE_REFERRAL = "Task_DecideReferral";

    private final WorkingCalendar calendar;
    private final Policy policy;

    ReminderRules(WorkingCalendar calendar, Policy policy) {
        this.calendar = calendar;
        this.policy = policy;
    }

    /**
     * One moment to remind somebody.
     *
     * @param about key of the text
     * @param dueOn the date that the text names
     * @param remindOn the London date of the reminder
     * @param at the moment from which on a sweep sends it
     */
    record Moment(String about, Phase phase, LocalDate dueOn, LocalDate remindOn, Instant at) {}

    /** The tasks that are chased however long they are overdue. */
    static Set<String> chasedForEver() {
        return Set.of(DECIDE_REFERRAL);
    }

    /** The last due or follow-up date of which anybody can be reminded by the end of this day. */
    LocalDate lastRemindedOf(LocalDate today) {
        int days = policy.review().remindDays().stream().max(Integer::compare).orElse(0);
        int workingDays = -Stream.of(
                        policy.reminders().thoughtWd(),
                        policy.reminders().sessionWd(),
                        policy.reminders().recordWd())
                .min(Integer::compare)
                .orElse(0);
        // what is due on days off is reminded of on the working day before them
        LocalDate byDays = workingDaysFrom(today, 1).plusDays(days);
        LocalDate byWorkingDays = workingDaysFrom(today, workingDays);
        return byDays.isAfter(byWorkingDays) ? byDays : byWorkingDays;
    }

    /** So many working days on, at most to the end of the known calendar: later dates are not reminded of ahead. */
    private LocalDate workingDaysFrom(LocalDate day, int workingDays) {
        LocalDate result = day;
        for (int left = workingDays; left > 0 && result.isBefore(calendar.knownUntil()); ) {
            result = result.plusDays(1);
            left -= calendar.isWorkingDay(result) ? 1 : 0;
        }
        return result;
    }

    /**
     * The moments at which people are reminded of a task, between {@code from} (exclusive) and {@code to} (inclusive).
     *
     * @param dueOn the last day for the task
     * @param takesPlaceOn the session's day for the task to hold it; null for others
     */
    List<Moment> between(String taskKey, LocalDate dueOn, @Nullable LocalDate takesPlaceOn, Instant from, Instant to) {
        List<Moment> moments = new ArrayList<>();
        String about = aboutOf(taskKey);
        moments.add(onTheDay(about, dueOn));
        moments.add(startOfDay(about, Phase.OVERDUE, dueOn, dueOn.plusDays(1)));
        switch (taskKey) {
            case WRITE_RECORD ->
                moments.add(ahead(about, dueOn, policy.reminders().recordWd()));
            case HOLD_SESSION -> {
                if (takesPlaceOn != null) {
                    moments.add(
                            ahead("thought", takesPlaceOn, policy.reminders().thoughtWd()));
                    moments.add(
                            ahead("session", takesPlaceOn, policy.reminders().sessionWd()));
                }
            }
            case HOLD_REVIEW -> moments.addAll(beforeReview(about, dueOn));
            case DECIDE_REFERRAL -> moments.addAll(chased(about, dueOn, to));
            default -> {
                // nothing beyond the due day
            }
        }
        return moments.stream()
                .filter(moment -> moment.at().isAfter(from) && !moment.at().isAfter(to))
                .toList();
    }

    /** The review's start is the first of its reminders; the others follow here (B9). */
    private List<Moment> beforeReview(String about, LocalDate dueOn) {
        List<Integer> remindDays = policy.review().remindDays();
        int start = remindDays.isEmpty() ? 0 : Collections.max(remindDays);
        return remindDays.stream()
                .filter(days -> days < start)
                .map(days -> startOfDay(about, Phase.AHEAD, dueOn, workingDayUntil(dueOn.minusDays(days))))
                .toList();
    }

    private List<Moment> chased(String about, LocalDate dueOn, Instant to) {
        List<Moment> moments = new ArrayList<>();
        LocalDate today = calendar.dateOf(to);
        int every = policy.escalation().remindDays();
        for (LocalDate day = dueOn.plusDays(1L + every); !day.isAfter(today); day = day.plusDays(every)) {
            moments.add(startOfDay(about, Phase.OVERDUE, dueOn, day));
        }
        return moments;
    }

    /** On the due day, or on the last working day before it where it is none: then the reminder is one ahead. */
    private Moment onTheDay(String about, LocalDate dueOn) {
        LocalDate remindOn = workingDayUntil(dueOn);
        List<LocalTime> times = policy.reminders().times();
        Instant at = calendar.at(remindOn, times.get(times.size() - 1));
        return new Moment(about, remindOn.equals(dueOn) ? Phase.TODAY : Phase.AHEAD, dueOn, remindOn, at);
    }

    private Moment ahead(String about, LocalDate dueOn, int workingDays) {
        LocalDate remindOn = calendar.isKnown(dueOn) ? calendar.addWorkingDays(dueOn, workingDays) : dueOn;
        return startOfDay(about, Phase.AHEAD, dueOn, remindOn);
    }

    private Moment startOfDay(String about, Phase phase, LocalDate dueOn, LocalDate remindOn) {
        return new Moment(about, phase, dueOn, remindOn, calendar.startOf(remindOn));
    }

    private LocalDate workingDayUntil(LocalDate day) {
        return !calendar.isKnown(day) || calendar.isWorkingDay(day) ? day : calendar.previousWorkingDay(day);
    }

    private static String aboutOf(String taskKey) {
        String name = taskKey.startsWith("Task_") ? taskKey.substring("Task_".length()) : taskKey;
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
