package org.supervision.people;

import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;

/** Who stands above somebody today (London). It tells the line as it is; who is eligible, the caller decides. */
@Component
public class LineManagement {

    private final People people;
    private final Absences absences;
    private final NamedDeputies named;
    private final WorkingCalendar calendar;

    LineManagement(People people, Absences absences, NamedDeputies named, WorkingCalendar calendar) {
        this.people = people;
        this.absences = absences;
        this.named = named;
        this.calendar = calendar;
    }

    /** User id of somebody's line manager, whether or not that one has left. */
    public Optional<String> lineManagerOf(String userId) {
        return people.find(userId).map(Person::lineManager);
    }

    /** User ids of the whole line above somebody, nearest first; it ends at the top, or where it would turn in a circle. */
    public List<String> above(String userId) {
        return people.managersAbove(userId);
    }

    /** User ids of those whom somebody manages, whether or not they have left. */
    public List<String> managedBy(String userId) {
        return people.managedBy(List.of(userId));
    }

    /**
     * User ids of those for whom one of these people is the next above who has not left, and of whoever left stands between.
     */
    public Set<String> followedBy(Collection<String> userIds) {
        Set<String> found = new LinkedHashSet<>();
        Collection<String> level = userIds;
        while (!level.isEmpty()) {
            List<String> managed =
                    people.managedBy(level).stream().filter(found::add).toList();
            Map<String, Person> known = people.among(managed);
            level = managed.stream()
                    .filter(userId ->
                            !known.containsKey(userId) || !known.get(userId).activeOn(calendar.today()))
                    .toList();
        }
        return found;
    }

    /** User ids of somebody and of all who stand below in the line, whether or not they have left, each once. */
    public Set<String> below(String userId) {
        Set<String> found = new LinkedHashSet<>(Set.of(userId));
        List<String> level = List.of(userId);
        while (!level.isEmpty()) {
            level = people.managedBy(level).stream().filter(found::add).toList();
        }
        return found;
    }

    /** Whether somebody is in the directory and has not left. */
    public boolean isActive(String userId) {
        return people.find(userId)
                .filter(person -> person.activeOn(calendar.today()))
                .isPresent();
    }

    /**
     * User id of whoever acts for somebody today, if they have not left themselves: who was named for an absence, else who
     * was named for some days, else who stands in the directory (A-br).
     */
    public Optional<String> deputyOf(String userId) {
        return absences.deputyOf(userId, calendar.today())
                .or(() -> named.deputyOf(userId, calendar.today()))
                .or(() -> people.find(userId).flatMap(person -> person.deputyOn(calendar.today())))
                .filter(this::isActive);
    }

    /** User ids of those for whom somebody acts today. */
    public Set<String> representedBy(String userId) {
        Set<String> concerned = withDeputies();
        return concerned.contains(userId)
                ? concerned.stream()
                        .filter(manager ->
                                deputyOf(manager).filter(userId::equals).isPresent())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** User ids of everybody who has, had or will have a deputy, and of those who act, acted or will act as one. */
    public Set<String> withDeputies() {
        Set<String> found = new LinkedHashSet<>(people.withDeputies());
        found.addAll(absences.withDeputies());
        found.addAll(named.people());
        return found;
    }

    /** The last day of the absence in which somebody is today, {@link LocalDate#MAX} where it is not known (A-br). */
    public Optional<LocalDate> awayUntil(String userId) {
        return absences.awayUntil(userId, calendar.today());
    }

    /** User id of the Service Manager of somebody's service. */
    public Optional<String> serviceManagerOf(String userId) {
        return people.find(userId).map(Person::service).flatMap(people::serviceManagerOf);
    }

    /** User id of the Strategic Manager of somebody's service. */
    public Optional<String> strategicManagerOf(String userId) {
        return people.find(userId).map(Person::service).flatMap(people::strategicManagerOf);
    }
}
