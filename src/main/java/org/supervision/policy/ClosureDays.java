package org.supervision.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.OpenDeadlines.Moved;
import org.supervision.policy.PolicyProposals.RefusedException;

/**
 * The days on which the council is closed, beside those of the policy (F117). They count for deadlines that are computed
 * from then on; what is set already moves only where whoever adds the day asks for it (processes.md 5.4), and two weeks stay
 * two weeks (E24).
 */
@Service
@Transactional
public class ClosureDays {

    private static final Logger LOG = LoggerFactory.getLogger(ClosureDays.class);

    private static final int LONGEST_NAME = 100;

    private final Policies policies;
    private final PolicyVersions versions;
    private final WorkingCalendar calendar;
    private final ObjectProvider<OpenDeadlines> deadlines;
    private final ApplicationEventPublisher events;

    ClosureDays(
            Policies policies,
            PolicyVersions versions,
            WorkingCalendar calendar,
            ObjectProvider<OpenDeadlines> deadlines,
            ApplicationEventPublisher events) {
        this.deadlines = deadlines;
        this.policies = policies;
        this.versions = versions;
        this.calendar = calendar;
        this.events = events;
    }

    /** Those that were added on the page, in order. */
    @Transactional(readOnly = true)
    public List<ClosureDay> added() {
        return versions.closureDays();
    }

    /** What is wrong with a day that somebody would add. */
    @Transactional(readOnly = true)
    public List<PolicyProblem> check(@Nullable LocalDate day) {
        List<PolicyProblem> problems = new ArrayList<>();
        if (day == null) {
            problems.add(new PolicyProblem(0, "day", "Enter a date."));
        } else if (!day.isAfter(calendar.today())) {
            problems.add(new PolicyProblem(0, "day", "Choose tomorrow or later: a day that has begun stays as it is."));
        } else if (!calendar.isKnown(day)) {
            problems.add(new PolicyProblem(
                    0, "day", "Choose a day up to " + calendar.knownUntil() + " (the policy's calendar.knownUntil)."));
        } else if (!calendar.isWorkingDay(day)) {
            problems.add(new PolicyProblem(0, "day", "That is no working day already."));
        }
        return problems;
    }

    /**
     * What would move if open deadlines were counted anew with this day off. It is really done, and undone at once, so that
     * it is what would be.
     */
    public Moved wouldMove(LocalDate day) {
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return recount(day);
    }

    private Moved recount(LocalDate day) {
        return versions.wasRecounted(day)
                ? Moved.NOTHING
                : policies.supposingOff(day, () -> deadlines.getObject().recount(day));
    }

    /**
     * Adds a day.
     *
     * @param recount whether open deadlines are counted anew with it off: once a day, however often it is added
     * @return what moved
     * @throws RefusedException when it is no day to come that is a working day so far
     */
    public Moved add(@Nullable LocalDate day, @Nullable String name, boolean recount, String by) {
        List<PolicyProblem> problems = new ArrayList<>(check(day));
        String stripped = name == null ? "" : name.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_NAME) {
            problems.add(
                    new PolicyProblem(0, "name", "Say what day it is, in at most " + LONGEST_NAME + " characters."));
        }
        if (!problems.isEmpty() || day == null) {
            throw new RefusedException(problems);
        }
        Moved moved = recount ? recount(day) : Moved.NOTHING;
        versions.addClosureDay(day, stripped, by, calendar.now(), recount ? moved.allTasks() : null);
        LOG.info(
                "{} adds the closure day {}, {} tasks, {} dates and {} timers move",
                by,
                day,
                moved.allTasks(),
                moved.dates(),
                moved.timers());
        events.publishEvent(new ClosureDayAdded(day));
        events.publishEvent(new PolicyChanged());
        return moved;
    }

    /**
     * Takes a day to come back.
     *
     * @return whether it was there
     * @throws RefusedException when it has begun
     */
    public boolean remove(long id, String by) {
        ClosureDay found = versions.closureDays().stream()
                .filter(day -> day.id() == id)
                .findFirst()
                .orElse(null);
        if (found == null) {
            return false;
        }
        if (!found.day().isAfter(calendar.today())) {
            throw new RefusedException(List.of(
                    new PolicyProblem(0, "day", "A day that has begun stays: deadlines were counted with it.")));
        }
        versions.removeClosureDay(id, by, calendar.now());
        LOG.info("{} removes the closure day {}", by, found.day());
        events.publishEvent(new PolicyChanged());
        return true;
    }

    /** The closure days and one-off holidays of the policy that holds on them, from today on, in order. */
    @Transactional(readOnly = true)
    public List<LocalDate> ofPolicy(LocalDate from, LocalDate until) {
        return from.datesUntil(until.plusDays(1))
                .filter(day -> {
                    Policy.Calendar known = policies.on(day).calendar();
                    return known.closureDays().contains(day)
                            || known.oneOffHolidays().contains(day);
                })
                .toList();
    }
}
