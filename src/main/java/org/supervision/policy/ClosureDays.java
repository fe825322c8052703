package org.supervision.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
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
    private final ClosureRuns runs;
    private final ApplicationEventPublisher events;

    ClosureDays(
            Policies policies,
            PolicyVersions versions,
            WorkingCalendar calendar,
            ClosureRuns runs,
            ApplicationEventPublisher events) {
        this.runs = runs;
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
     * What would move if open deadlines were counted anew with a day off.
     *
     * @param moved what would move
     * @param atMost whether it is not known exactly: so much would be looked at that it is done in parts, and some may stay
     */
    public record Forecast(Moved moved, boolean atMost) {}

    /**
     * What would move if open deadlines were counted anew with this day off. Where it is little it is really done, and undone
     * at once, so that it is what would be.
     */
    public Forecast wouldMove(LocalDate day) {
        if (versions.wasRecounted(day)) {
            return new Forecast(Moved.NOTHING, false);
        }
        Moved atMost = runs.atMost(day);
        if (!runs.isLittle(atMost)) {
            return new Forecast(atMost, true);
        }
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return new Forecast(runs.countAnew(new ClosureDay(0, day, "", "", calendar.now(), 0, 0, 0)), false);
    }

    /**
     * Adds a day. Both of each session that is booked on it are told, and open deadlines are counted anew where that is asked
     * for, at once or in parts.
     *
     * @param recount whether open deadlines are counted anew with it off: once a day, however often it is added
     * @return what has moved, and whether the rest is done in parts
     * @throws RefusedException when it is no day to come that is a working day so far, or what follows from another is still
     *     being done
     */
    public Added add(@Nullable LocalDate day, @Nullable String name, boolean recount, String by) {
        List<PolicyProblem> problems = new ArrayList<>(check(day));
        String stripped = name == null ? "" : name.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_NAME) {
            problems.add(
                    new PolicyProblem(0, "name", "Say what day it is, in at most " + LONGEST_NAME + " characters."));
        }
        runs.underWay().map(ClosureDays::stillUnderWay).ifPresent(problems::add);
        if (!problems.isEmpty() || day == null) {
            throw new RefusedException(problems);
        }
        boolean anew = recount && !versions.wasRecounted(day);
        long id = versions.addClosureDay(day, stripped, by, calendar.now(), anew);
        Moved moved = runs.begin(require(id), anew);
        ClosureDay added = require(id);
        LOG.info(
                "{} adds the closure day {}; {} tasks, {} dates and {} timers move, and {} parts follow",
                by,
                day,
                moved.allTasks(),
                moved.dates(),
                moved.timers(),
                added.parts());
        events.publishEvent(new PolicyChanged());
        return new Added(moved, added.isUnderWay());
    }

    /**
     * A day was added.
     *
     * @param moved what has moved
     * @param inParts whether what follows from it is still being done
     */
    public record Added(Moved moved, boolean inParts) {}

    private ClosureDay require(long id) {
        return versions.closureDays().stream()
                .filter(day -> day.id() == id)
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("No closure day " + id));
    }

    private static PolicyProblem stillUnderWay(ClosureDay other) {
        return new PolicyProblem(
                0,
                "day",
                "What follows from %s is still being done (part %d of %d). Wait until that is through."
                        .formatted(LondonWords.of(other.day()), other.partsDone(), other.parts()));
    }

    /**
     * Takes a day to come back.
     *
     * @return whether it was there
     * @throws RefusedException when it has begun, or what follows from one is still being done
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
        runs.underWay().map(ClosureDays::stillUnderWay).ifPresent(problem -> {
            throw new RefusedException(List.of(problem));
        });
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
