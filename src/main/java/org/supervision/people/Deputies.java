package org.supervision.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;

/**
 * Names who acts as manager for whom, for some days or until further notice (A-br, F123). Open tasks go over on the first day
 * and come back after the last; a party of a case never decides it, whoever they act for.
 */
@Service
@Transactional
public class Deputies {

    private static final Logger LOG = LoggerFactory.getLogger(Deputies.class);

    private static final Set<Role> MANAGERS =
            EnumSet.of(Role.TEAM_MANAGER, Role.GROUP_MANAGER, Role.SERVICE_MANAGER, Role.STRATEGIC_MANAGER);

    private final NamedDeputies named;
    private final People people;
    private final Absences absences;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;

    Deputies(
            NamedDeputies named,
            People people,
            Absences absences,
            WorkingCalendar calendar,
            ApplicationEventPublisher events) {
        this.named = named;
        this.people = people;
        this.absences = absences;
        this.calendar = calendar;
        this.events = events;
    }

    /**
     * Who is to act for whom.
     *
     * @param manager user id of whoever is represented
     * @param deputy user id of whoever acts
     * @param from first London day
     * @param until last London day; null until further notice
     */
    public record Wanted(
            @Nullable String manager,
            @Nullable String deputy,
            @Nullable LocalDate from,
            @Nullable LocalDate until) {}

    /** Something that is wrong, by field. */
    public record Problem(String field, String message) {}

    /** Somebody who acts, or is to act, by what was named here or by what the directory says. */
    public record Acting(
            @Nullable NamedDeputy named,
            String manager,
            String deputy,
            LocalDate from,
            @Nullable LocalDate until) {}

    /** Those who act or are to act, the earliest first. */
    @Transactional(readOnly = true)
    public List<Acting> all() {
        return acting(named.notOver(calendar.today()), people.activeWithDeputy());
    }

    /** Those of them who are this person or whom this person represents. */
    @Transactional(readOnly = true)
    public List<Acting> of(String userId) {
        List<NamedDeputy> own = named.notOver(calendar.today()).stream()
                .filter(one -> one.manager().equals(userId) || one.deputy().equals(userId))
                .toList();
        return acting(own, people.activeWithDeputy(userId));
    }

    private List<Acting> acting(List<NamedDeputy> byHand, List<Person> ofDirectory) {
        List<Acting> all = new ArrayList<>();
        byHand.forEach(one -> all.add(new Acting(one, one.manager(), one.deputy(), one.from(), one.until())));
        for (Person person : ofDirectory) {
            if (person.deputy() != null
                    && person.deputyFrom() != null
                    && (person.deputyUntil() == null || !person.deputyUntil().isBefore(calendar.today()))) {
                all.add(new Acting(null, person.userId(), person.deputy(), person.deputyFrom(), person.deputyUntil()));
            }
        }
        return all;
    }

    /** Whether this person may be represented, or act: a manager who has not left. */
    @Transactional(readOnly = true)
    public boolean isManager(String userId) {
        return people.find(userId)
                .filter(person -> person.activeOn(calendar.today()) && MANAGERS.contains(person.role()))
                .isPresent();
    }

    /**
     * Those of whom {@link #isManager} is true, in whose name or user id each of these words stands and who may be chosen, by
     * name.
     *
     * @param typed words, in whatever case; any of them where it is blank
     * @param chosen leaves of several people those who may be chosen
     * @param most how many at most
     */
    @Transactional(readOnly = true)
    public List<Person> search(String typed, UnaryOperator<List<Person>> chosen, int most) {
        return people.search(PeopleSought.named(typed).with(MANAGERS), chosen, most);
    }

    /** One that was named. */
    @Transactional(readOnly = true)
    public Optional<NamedDeputy> find(long id) {
        return named.find(id);
    }

    /** What is wrong; nothing where it can be named. */
    @Transactional(readOnly = true)
    public List<Problem> check(Wanted wanted) {
        List<Problem> problems = new ArrayList<>();
        requireManager("manager", wanted.manager(), problems);
        requireManager("deputy", wanted.deputy(), problems);
        LocalDate today = calendar.today();
        if (wanted.from() == null) {
            problems.add(new Problem("from", "Enter the first day."));
        } else if (wanted.from().isBefore(today)) {
            problems.add(new Problem("from", "Choose today or later."));
        } else if (!calendar.isKnown(wanted.from())) {
            problems.add(new Problem("from", "Choose a day up to " + calendar.knownUntil() + "."));
        }
        if (wanted.from() != null && wanted.until() != null && wanted.until().isBefore(wanted.from())) {
            problems.add(new Problem("until", "The last day is not before the first."));
        }
        if (problems.isEmpty()) {
            checkTogether(wanted, problems);
        }
        return problems;
    }

    private void checkTogether(Wanted wanted, List<Problem> problems) {
        String manager = required(wanted.manager());
        String deputy = required(wanted.deputy());
        LocalDate from = wanted.from() == null ? calendar.today() : wanted.from();
        if (manager.equals(deputy)) {
            problems.add(new Problem("deputy", "Nobody is their own deputy (A-br)."));
            return;
        }
        if (absences.isAway(deputy, from)) {
            problems.add(new Problem("deputy", people.nameOf(deputy) + " is away on the first day too."));
        }
        people.find(deputy)
                .map(Person::leavingOn)
                .filter(leaving -> wanted.until() == null || wanted.until().isAfter(leaving))
                .ifPresent(leaving -> problems.add(new Problem(
                        "until", people.nameOf(deputy) + " leaves on " + leaving + ": choose a last day until then.")));
        List<Acting> others = all().stream()
                .filter(other -> overlaps(other, from, wanted.until()))
                .toList();
        if (others.stream().anyMatch(other -> other.manager().equals(manager))) {
            problems.add(new Problem(
                    "manager",
                    people.nameOf(manager) + " has a deputy on some of these days already: end that first."));
        } else if (leadsTo(deputy, manager, others)) {
            problems.add(new Problem(
                    "deputy",
                    "The two would act for each other, directly or by way of others, on some of these days."));
        }
    }

    /** Whether somebody is represented by another on some of the days, over however many steps. */
    private static boolean leadsTo(String start, String end, List<Acting> others) {
        Set<String> seen = new HashSet<>();
        List<String> next = new ArrayList<>(List.of(start));
        while (!next.isEmpty()) {
            String at = next.remove(0);
            if (at.equals(end)) {
                return true;
            }
            if (seen.add(at)) {
                others.stream()
                        .filter(other -> other.manager().equals(at))
                        .map(Acting::deputy)
                        .forEach(next::add);
            }
        }
        return false;
    }

    private static boolean overlaps(Acting one, LocalDate from, @Nullable LocalDate until) {
        return (until == null || !one.from().isAfter(until))
                && (one.until() == null || !one.until().isBefore(from));
    }

    private void requireManager(String field, @Nullable String userId, List<Problem> problems) {
        if (userId == null || userId.isBlank()) {
            problems.add(new Problem(field, "Choose somebody."));
        } else if (!isManager(userId)) {
            problems.add(new Problem(field, "Choose a manager from the list (A-br)."));
        }
    }

    /**
     * Names a deputy; open tasks go over at once where the first day is today.
     *
     * @return what is wrong; nothing where it was done
     */
    public List<Problem> name(Wanted wanted, String by) {
        if (wanted.manager() != null) {
            people.await(List.of(wanted.manager()));
        }
        List<Problem> problems = check(wanted);
        LocalDate from = wanted.from();
        if (!problems.isEmpty() || from == null) {
            return problems;
        }
        String manager = required(wanted.manager());
        String deputy = required(wanted.deputy());
        long id = named.add(manager, deputy, from, wanted.until(), by, calendar.now());
        LOG.info("{}: {} acts for {} from {} until {}", by, deputy, manager, from, wanted.until());
        events.publishEvent(new DeputyNamed(id, deputy, false));
        events.publishEvent(new DeputyChanged(Set.of(manager, deputy)));
        return List.of();
    }

    /** From today they act no more; what is not finished goes back. Whether they did, or were to. */
    public boolean end(long id, String by) {
        LocalDate today = calendar.today();
        named.find(id).map(NamedDeputy::manager).ifPresent(manager -> people.await(List.of(manager)));
        NamedDeputy found = named.find(id)
                .filter(one -> one.until() == null || !one.until().isBefore(today))
                .orElse(null);
        if (found == null) {
            return false;
        }
        named.end(id, today.minusDays(1), by, calendar.now());
        LOG.info("{}: {} acts for {} no more", by, found.deputy(), found.manager());
        events.publishEvent(new DeputyNamed(id, found.deputy(), true));
        events.publishEvent(new DeputyChanged(Set.of(found.manager(), found.deputy())));
        return true;
    }

    private static String required(@Nullable String userId) {
        return userId == null ? "" : userId;
    }
}
