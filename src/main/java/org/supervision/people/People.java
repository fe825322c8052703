package org.supervision.people;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;

/** The directory of people as it stands today (London) unless a date is given. */
@Component
public class People {

    /** For more people it is less work to read the whole directory than to name them. */
    private static final int ASKED_FOR_BY_NAME = 500;

    /** So many of those who are found may be out of the question before more are asked for, that many times as many. */
    private static final int FEW = 10;

    private static final int MORE = 4;

    private final PersonRows rows;
    private final WorkingCalendar calendar;

    public People(PersonRows rows, WorkingCalendar calendar) {
        this.rows = rows;
        this.calendar = calendar;
    }

    /** Whoever has this user id today, whether or not they have left. */
    public Optional<Person> find(String userId) {
        return find(userId, calendar.today());
    }

    /** The same person as the directory knew them on this day. */
    public Optional<Person> find(String userId, LocalDate on) {
        return rows.find(userId, on);
    }

    /**
     * The same of several people, in their order; as they are today where the directory did not know them then.
     *
     * @throws UnknownPersonException when one of them is not in the directory
     */
    public List<Person> findAll(Collection<String> userIds, LocalDate on) {
        Map<String, Person> known = byUserId(userIds, on);
        Map<String, Person> today = known.keySet().containsAll(userIds) ? known : byUserId(userIds, calendar.today());
        return userIds.stream()
                .distinct()
                .map(userId -> Optional.ofNullable(known.getOrDefault(userId, today.get(userId)))
                        .orElseThrow(() -> new UnknownPersonException(userId)))
                .toList();
    }

    /** Those of these people whom the directory knows today, by user id. */
    public Map<String, Person> among(Collection<String> userIds) {
        return byUserId(Set.copyOf(userIds), calendar.today());
    }

    private Map<String, Person> byUserId(Collection<String> userIds, LocalDate on) {
        List<Person> found = userIds.size() <= ASKED_FOR_BY_NAME ? rows.among(userIds, on) : rows.all(on);
        return found.stream().collect(Collectors.toMap(Person::userId, person -> person));
    }

    /**
     * Lets those who change what there is only one of for each of these people, such as their time, wait for each other until
     * their transactions end. Nobody who only reads waits.
     */
    public void await(Collection<String> userIds) {
        rows.lock(userIds);
    }

    /** User ids of all whom any of these people manage, whether or not they have left. */
    List<String> managedBy(Collection<String> managers) {
        return rows.managedBy(managers, calendar.today());
    }

    /** Whether the directory knew this user id and does not, today, as somebody's who has not left. */
    public boolean hasLeft(String userId) {
        return rows.hasLeft(userId, calendar.today());
    }

    /** User ids of everybody of whom {@link #hasLeft} is true, in order. */
    public List<String> left() {
        return rows.left(calendar.today());
    }

    /** Everybody who has a deputy in the directory and has not left, by user id. */
    List<Person> activeWithDeputy() {
        LocalDate today = calendar.today();
        return rows.withDeputy(today).stream()
                .filter(person -> person.activeOn(today))
                .toList();
    }

    /** Those of them who are this person or whose deputy this person is. */
    List<Person> activeWithDeputy(String userId) {
        LocalDate today = calendar.today();
        return rows.withDeputy(userId, today).stream()
                .filter(person -> person.activeOn(today))
                .toList();
    }

    /** User ids of everybody who stands in the directory with a deputy or as one, at whatever time. */
    List<String> withDeputies() {
        return rows.withDeputies();
    }

    /**
     * Like {@link #find(String)}, for a user id that must be in the directory.
     *
     * @throws UnknownPersonException when it isn't
     */
    public Person require(String userId) {
        return find(userId).orElseThrow(() -> new UnknownPersonException(userId));
    }

    /** Those whose line manager this is and who have not left, by user id. */
    public List<Person> superviseesOf(String supervisor) {
        LocalDate today = calendar.today();
        return rows.managedBy(supervisor, today).stream()
                .filter(person -> person.activeOn(today))
                .toList();
    }

    /** Those whose line manager one of these is and who have not left, by user id. */
    public List<Person> superviseesOf(Collection<String> supervisors) {
        LocalDate today = calendar.today();
        return rows.whoseManagersAre(supervisors, today).stream()
                .filter(person -> person.activeOn(today))
                .toList();
    }

    /** Everybody who has not left, by user id. */
    public List<Person> active() {
        LocalDate today = calendar.today();
        return rows.all(today).stream().filter(person -> person.activeOn(today)).toList();
    }

    /** How many people with one of these roles have no line manager and have not left. */
    public int countWithoutManager(Collection<Role> roles) {
        return rows.countWithoutManager(roles, calendar.today());
    }

    /** Everybody whom the directory still knows, whether or not they have left, by user id. */
    public List<Person> known() {
        return rows.all(calendar.today());
    }

    /**
     * Those with one of these roles who have not left and in whose name or user id each of these words stands, by name.
     *
     * @param typed words, in whatever case; any of them where it is blank
     * @param most how many at most
     */
    public List<Person> search(String typed, Collection<Role> roles, int most) {
        return byName(rows.search(PeopleSought.named(typed).with(roles), false, calendar.today(), most));
    }

    /** The same among everybody whom the directory still knows, whether or not they have left. */
    public List<Person> searchKnown(String typed, int most) {
        return byName(rows.search(PeopleSought.named(typed), true, calendar.today(), most));
    }

    /**
     * Those who are sought and may be chosen, by name. Reads no more of the directory than it takes to find so many.
     *
     * @param chosen leaves of several people those who may be chosen
     * @param most how many at most
     */
    public List<Person> search(PeopleSought sought, UnaryOperator<List<Person>> chosen, int most) {
        for (int asked = most + FEW; ; asked *= MORE) {
            List<Person> found = rows.search(sought, false, calendar.today(), asked);
            List<Person> fitting = chosen.apply(found);
            if (fitting.size() >= most || found.size() < asked) {
                return byName(fitting).stream().limit(most).toList();
            }
        }
    }

    private static List<Person> byName(List<Person> people) {
        return people.stream()
                .sorted(Comparator.comparing(Person::name).thenComparing(Person::userId))
                .toList();
    }

    /** Everybody who has one of these roles and has not left, by user id. */
    public List<Person> activeWith(Collection<Role> roles) {
        LocalDate today = calendar.today();
        return rows.withRoles(roles, today).stream()
                .filter(person -> person.activeOn(today))
                .toList();
    }

    /** The Service Manager of this service; the first by user id where it has several, nobody while it is vacant. */
    public Optional<String> serviceManagerOf(String service) {
        return activeWith(Role.SERVICE_MANAGER, service).stream()
                .map(Person::userId)
                .findFirst();
    }

    /**
     * The Strategic Manager of this service; where it has none of its own, the first above its Service Manager in the
     * reporting line.
     */
    public Optional<String> strategicManagerOf(String service) {
        return activeWith(Role.STRATEGIC_MANAGER, service).stream()
                .map(Person::userId)
                .findFirst()
                .or(() -> serviceManagerOf(service).stream()
                        .flatMap(serviceManager -> managersAbove(serviceManager).stream())
                        .filter(this::isStrategicManager)
                        .findFirst());
    }

    /** User ids of those who have this role and have not left, in order. */
    public List<String> withRole(Role role) {
        return activeWith(role).stream().map(Person::userId).toList();
    }

    /** What others read: the name, also of somebody who left; the user id where nobody was ever known by it. */
    public String nameOf(String userId) {
        return find(userId).map(Person::name).or(() -> rows.newestName(userId)).orElse(userId);
    }

    /** What others read, asked for once a person: for a list in which the same people come again. */
    public UnaryOperator<String> names() {
        Map<String, String> known = new HashMap<>();
        return userId -> known.computeIfAbsent(userId, this::nameOf);
    }

    /** The same, once these people's names are read together. */
    public UnaryOperator<String> names(Collection<String> userIds) {
        Map<String, String> known = new HashMap<>();
        rows.among(Set.copyOf(userIds), calendar.today()).forEach(person -> known.put(person.userId(), person.name()));
        return userId -> known.computeIfAbsent(userId, this::nameOf);
    }

    /** User ids of the reporting line above somebody, nearest first, each once. */
    List<String> managersAbove(String userId) {
        Set<String> above = new LinkedHashSet<>();
        Optional<String> next = find(userId).map(Person::lineManager);
        while (next.isPresent() && !next.get().equals(userId) && above.add(next.get())) {
            next = find(next.get()).map(Person::lineManager);
        }
        return List.copyOf(above);
    }

    private boolean isStrategicManager(String userId) {
        return find(userId)
                .filter(person -> person.role() == Role.STRATEGIC_MANAGER && person.activeOn(calendar.today()))
                .isPresent();
    }

    private List<Person> activeWith(Role role, String service) {
        LocalDate today = calendar.today();
        return rows.withRole(role, service, today).stream()
                .filter(person -> person.activeOn(today))
                .toList();
    }

    private List<Person> activeWith(Role role) {
        LocalDate today = calendar.today();
        return rows.withRole(role, today).stream()
                .filter(person -> person.activeOn(today))
                .toList();
    }
}
