package org.supervision.policy;

import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sees that what follows from a closure day is done: at once where it is little, otherwise in parts, each in a transaction
 * of its own, so that thousands of deadlines hold up nobody and nothing that is done is lost (ADR 30).
 */
@Service
@Transactional
public class ClosureRuns {

    private static final int LANES = 100;

    private final PolicyVersions versions;
    private final Policies policies;
    private final ClosureDayProperties properties;
    private final KeptDeadlines kept;
    private final ObjectProvider<ClosureFollowUp> followUps;
    private final ObjectProvider<ClosureAttempts> attempts;
    private final ApplicationEventPublisher events;

    ClosureRuns(
            PolicyVersions versions,
            Policies policies,
            ClosureDayProperties properties,
            KeptDeadlines kept,
            ObjectProvider<ClosureFollowUp> followUps,
            ObjectProvider<ClosureAttempts> attempts,
            ApplicationEventPublisher events) {
        this.versions = versions;
        this.policies = policies;
        this.properties = properties;
        this.kept = kept;
        this.followUps = followUps;
        this.attempts = attempts;
        this.events = events;
    }

    /**
     * Does what follows from a day, or begins to. Publishes {@link ClosureDayBegun} where it is done in parts.
     *
     * @param anew whether open deadlines are counted anew with it off
     * @return what moved so far
     */
    Moved begin(ClosureDay day, boolean anew) {
        Moved dates = anew ? Moved.dates(policies.supposingOff(day.day(), () -> kept.move(day.day()))) : Moved.NOTHING;
        List<Slice> slices = slices(day.day(), anew);
        if (areFew(slices)) {
            Moved moved = slices.stream().map(slice -> follow(day, slice)).reduce(dates, Moved::and);
            versions.moved(day.id(), moved.allTasks());
            return moved;
        }
        versions.addParts(day.id(), slices);
        events.publishEvent(new ClosureDayBegun(day.key()));
        return dates;
    }

    /** One slice of each at most. */
    private boolean areFew(List<Slice> slices) {
        return slices.stream().map(Slice::of).distinct().count() == slices.size();
    }

    /** What moves when open deadlines are counted anew with a day off; it is really done. */
    Moved countAnew(ClosureDay day) {
        int dates = policies.supposingOff(day.day(), () -> kept.move(day.day()));
        return slices(day.day(), true).stream()
                .filter(slice -> followUp(slice).isCountingAnew())
                .map(slice -> follow(day, slice))
                .reduce(Moved.dates(dates), Moved::and);
    }

    /** Whether so little would move at most that it may be tried. */
    boolean isLittle(Moved atMost) {
        return atMost.allTasks() <= properties.atOnce() && atMost.timers() <= properties.atOnce();
    }

    /** What moves at most. */
    Moved atMost(LocalDate day) {
        return inOrder(true)
                .map(followUp -> followUp.atMost(day))
                .reduce(Moved.dates(policies.supposingOff(day, () -> kept.count(day))), Moved::and);
    }

    /**
     * The lanes in which parts are still to be done, at most {@value #LANES}: a process for each part would be too many where
     * there are thousands.
     *
     * @param key of the day, such as {@code CD-000012}
     */
    @Transactional(readOnly = true)
    public List<Integer> lanesLeft(String key) {
        return versions.lanesLeft(ClosureDay.idOf(key), LANES);
    }

    /** The numbers of the parts in a lane that are still to be done, in order. */
    @Transactional(readOnly = true)
    public List<Integer> partsLeft(String key, int lane) {
        return versions.partsLeft(ClosureDay.idOf(key), lane, LANES);
    }

    /**
     * Does one of the parts. What is done already stays as it is.
     *
     * @param key of the day
     * @throws NoSuchElementException if there is no such day
     */
    public void follow(String key, int part) {
        ClosureDay day = require(key);
        versions.takePart(day.id(), part)
                .ifPresent(
                        slice -> versions.partDone(day.id(), follow(day, slice).allTasks()));
    }

    /** The day of which something is still to be done, unless that is given up. */
    @Transactional(readOnly = true)
    public Optional<ClosureDay> underWay() {
        return versions.closureDays().stream()
                .filter(ClosureDay::isUnderWay)
                .filter(day -> attempts.stream().noneMatch(each -> each.areGivenUp(day.key())))
                .findFirst();
    }

    private Moved follow(ClosureDay day, Slice slice) {
        return policies.supposingOff(day.day(), () -> followUp(slice).follow(day, slice));
    }

    private ClosureFollowUp followUp(Slice slice) {
        return inOrder(true)
                .filter(each -> each.name().equals(slice.of()))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("Nothing follows of " + slice.of()));
    }

    private List<Slice> slices(LocalDate day, boolean anew) {
        return inOrder(anew)
                .flatMap(followUp -> followUp.slices(day, properties.atOnce()).stream())
                .toList();
    }

    private Stream<ClosureFollowUp> inOrder(boolean anew) {
        return followUps.orderedStream().filter(followUp -> anew || !followUp.isCountingAnew());
    }

    private ClosureDay require(String key) {
        return versions.closureDays().stream()
                .filter(day -> day.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("No closure day " + key));
    }
}
