package org.supervision.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of people: one row for each stretch of time in which nothing about somebody changed. */
@Repository
class PersonRows {

    private static final String VALID = " valid_from <= :on and (valid_until is null or valid_until > :on) ";

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    PersonRows(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Whether nobody was ever known. */
    boolean isEmpty() {
        return !jdbc.sql("select exists (select 1 from person)")
                .query(Boolean.class)
                .single();
    }

    Optional<Person> find(String userId, LocalDate on) {
        return jdbc.sql("select * from person where user_id = :userId and" + VALID)
                .param("userId", userId)
                .param("on", on)
                .query(PersonRows::person)
                .optional();
    }

    /** Whether somebody was known by this id on this day or before, and has left by then or was left out since. */
    boolean hasLeft(String userId, LocalDate on) {
        return jdbc.sql("select exists (select 1 from person where user_id = :userId and valid_from <= :on)"
                        + " and not exists (select 1 from person where user_id = :userId and"
                        + VALID
                        + "and (leaving_on is null or leaving_on >= :on))")
                .param("userId", userId)
                .param("on", on)
                .query(Boolean.class)
                .single();
    }

    /** Waits until nobody else has asked for one of them like this, and keeps others waiting until the transaction ends. */
    void lock(Collection<String> userIds) {
        jdbc.sql("select id from person where user_id in (:userIds) order by user_id, id for update")
                .param("userIds", userIds)
                .query(Long.class)
                .list();
    }

    /**
     * User ids of everybody of whom {@link #hasLeft} is true: looked for among those who have a last day and those of whom
     * something is over, and not among everybody.
     */
    List<String> left(LocalDate on) {
        return jdbc.sql("select distinct user_id from person was where valid_from <= :on"
                        + " and (leaving_on is not null and leaving_on < :on"
                        + " or valid_until is not null and valid_until <= :on)"
                        + " and not exists (select 1 from person where user_id = was.user_id and"
                        + VALID
                        + "and (leaving_on is null or leaving_on >= :on)) order by user_id")
                .param("on", on)
                .query(String.class)
                .list();
    }

    /** How many people with one of these roles have nobody above them and have not left. */
    int countWithoutManager(Collection<Role> roles, LocalDate on) {
        return jdbc.sql("select count(*) from person where line_manager is null and person_role in (:roles) and" + VALID
                        + "and (leaving_on is null or leaving_on >= :on)")
                .param("roles", roles.stream().map(Role::name).toList())
                .param("on", on)
                .query(Integer.class)
                .single();
    }

    /** User ids of everybody who stands in the directory with a deputy or as one, at whatever time. */
    List<String> withDeputies() {
        return jdbc.sql("select user_id from person where deputy is not null"
                        + " union select deputy from person where deputy is not null")
                .query(String.class)
                .list();
    }

    List<Person> withDeputy(LocalDate on) {
        return jdbc.sql("select * from person where deputy is not null and" + VALID + "order by user_id")
                .param("on", on)
                .query(PersonRows::person)
                .list();
    }

    /** Those of them who are this person or whose deputy this person is. */
    List<Person> withDeputy(String userId, LocalDate on) {
        return jdbc.sql("select * from person where deputy is not null and (user_id = :userId or deputy = :userId) and"
                        + VALID + "order by user_id")
                .param("userId", userId)
                .param("on", on)
                .query(PersonRows::person)
                .list();
    }

    List<Person> all(LocalDate on) {
        return jdbc.sql("select * from person where" + VALID + "order by user_id")
                .param("on", on)
                .query(PersonRows::person)
                .list();
    }

    /** Those of these people who are known then. */
    List<Person> among(Collection<String> userIds, LocalDate on) {
        return userIds.isEmpty()
                ? List.of()
                : jdbc.sql("select * from person where user_id in (:userIds) and" + VALID + "order by user_id")
                        .param("userIds", userIds)
                        .param("on", on)
                        .query(PersonRows::person)
                        .list();
    }

    /** Whom any of these people manage. */
    List<String> managedBy(Collection<String> lineManagers, LocalDate on) {
        return jdbc.sql("select user_id from person where line_manager in (:lineManagers) and" + VALID
                        + "order by user_id")
                .param("lineManagers", lineManagers)
                .param("on", on)
                .query(String.class)
                .list();
    }

    List<Person> managedBy(String lineManager, LocalDate on) {
        return jdbc.sql("select * from person where line_manager = :lineManager and" + VALID + "order by user_id")
                .param("lineManager", lineManager)
                .param("on", on)
                .query(PersonRows::person)
                .list();
    }

    /** Those whom any of these people manage. */
    List<Person> whoseManagersAre(Collection<String> lineManagers, LocalDate on) {
        return jdbc.sql("select * from person where line_manager in (:lineManagers) and" + VALID + "order by user_id")
                .param("lineManagers", lineManagers)
                .param("on", on)
                .query(PersonRows::person)
                .list();
    }

    List<Person> withRole(Role role, LocalDate on) {
        return jdbc.sql("select * from person where person_role = :role and" + VALID + "order by user_id")
                .param("role", role.name())
                .param("on", on)
                .query(PersonRows::person)
                .list();
    }

    /** Those who have one of these roles. */
    List<Person> withRoles(Collection<Role> roles, LocalDate on) {
        return jdbc.sql("select * from person where person_role in (:roles) and" + VALID + "order by user_id")
                .param("roles", roles.stream().map(Role::name).toList())
                .param("on", on)
                .query(PersonRows::person)
                .list();
    }

    /** Those of one service. */
    List<Person> withRole(Role role, String service, LocalDate on) {
        return jdbc.sql("select * from person where service = :service and person_role = :role and" + VALID
                        + "order by user_id")
                .param("service", service)
                .param("role", role.name())
                .param("on", on)
                .query(PersonRows::person)
                .list();
    }

    /**
     * Those who are sought, by name; in no order where there is no word.
     *
     * @param leavers whether those who have left are among them
     * @param most how many at most
     */
    List<Person> search(PeopleSought sought, boolean leavers, LocalDate on, int most) {
        List<String> words = SoughtWords.in(sought.typed());
        StringBuilder sql = new StringBuilder("select * from person where person_role in (:roles) and" + VALID);
        MapSqlParameterSource parameters = new MapSqlParameterSource(
                        "roles", sought.roles().stream().map(Role::name).toList())
                .addValue("on", on)
                .addValue("most", most);
        if (!leavers) {
            sql.append("and (leaving_on is null or leaving_on >= :on) ");
        }
        if (sought.workerType() != null) {
            sql.append("and worker_type = :workerType ");
            parameters.addValue("workerType", sought.workerType().name());
        }
        if (sought.lineManager() != null) {
            sql.append("and line_manager = :lineManager ");
            parameters.addValue("lineManager", sought.lineManager());
        }
        sql.append(SoughtWords.conditions(words, parameters));
        sql.append(words.isEmpty() ? "limit :most" : "order by name, user_id limit :most");
        return batches.query(sql.toString(), parameters, PersonRows::person);
    }

    /** The name in the newest row, whenever it holds: those who left keep theirs. */
    Optional<String> newestName(String userId) {
        return jdbc.sql("select name from person where user_id = :userId order by valid_from desc limit 1")
                .param("userId", userId)
                .query(String.class)
                .optional();
    }

    /** The newest day of a change, by user id, of everybody about whom something changes after this day. */
    Map<String, LocalDate> changesAfter(LocalDate day) {
        Map<String, LocalDate> changes = new LinkedHashMap<>();
        jdbc.sql("select user_id, max(valid_from) as latest from person where valid_from > :day group by user_id")
                .param("day", day)
                .query((row, number) -> changes.put(row.getString("user_id"), row.getObject("latest", LocalDate.class)))
                .list();
        return changes;
    }

    /** Writes what holds from this day on, in place of what was to begin on that very day. */
    void write(Collection<Person> people, LocalDate from) {
        SqlParameterSource[] rows =
                people.stream().map(person -> parameters(person, from)).toArray(SqlParameterSource[]::new);
        batches.batchUpdate("delete from person where user_id = :userId and valid_from = :from", rows);
        batches.batchUpdate(
                "update person set valid_until = :from where user_id = :userId and valid_until is null", rows);
        batches.batchUpdate("""
                insert into person (user_id, valid_from, name, mail, line_manager, service, person_role, worker_type,
                    started_on, working_days, fte_percent, deputy, deputy_from, deputy_until, leaving_on, site_mode,
                    absent_from, absent_until)
                values (:userId, :from, :name, :mail, :lineManager, :service, :role, :workerType,
                    :startedOn, :workingDays, :ftePercent, :deputy, :deputyFrom, :deputyUntil, :leavingOn, :siteMode,
                    :absentFrom, :absentUntil)
                """, rows);
    }

    private static SqlParameterSource parameters(Person person, LocalDate from) {
        return new MapSqlParameterSource("userId", person.userId())
                .addValue("from", from)
                .addValue("name", person.name())
                .addValue("mail", person.mail())
                .addValue("lineManager", person.lineManager())
                .addValue("service", person.service())
                .addValue("role", person.role().name())
                .addValue("workerType", person.workerType().name())
                .addValue("startedOn", person.startedOn())
                .addValue("workingDays", written(person.workingPattern().days()))
                .addValue("ftePercent", person.workingPattern().ftePercent())
                .addValue("deputy", person.deputy())
                .addValue("deputyFrom", person.deputyFrom(), Types.DATE)
                .addValue("deputyUntil", person.deputyUntil(), Types.DATE)
                .addValue("leavingOn", person.leavingOn(), Types.DATE)
                .addValue("siteMode", person.siteMode().name())
                .addValue(
                        "absentFrom",
                        person.away() == null ? null : person.away().from(),
                        Types.DATE)
                .addValue(
                        "absentUntil",
                        person.away() == null ? null : person.away().until(),
                        Types.DATE);
    }

    private static Person person(ResultSet row, int number) throws SQLException {
        return new Person(
                row.getString("user_id"),
                row.getString("name"),
                row.getString("mail"),
                row.getString("line_manager"),
                row.getString("service"),
                Role.valueOf(row.getString("person_role")),
                WorkerType.valueOf(row.getString("worker_type")),
                row.getObject("started_on", LocalDate.class),
                new WorkingPattern(days(row.getString("working_days")), row.getInt("fte_percent")),
                row.getString("deputy"),
                date(row, "deputy_from"),
                date(row, "deputy_until"),
                date(row, "leaving_on"),
                SiteMode.valueOf(row.getString("site_mode")),
                away(row));
    }

    private static Person.@Nullable Away away(ResultSet row) throws SQLException {
        LocalDate from = date(row, "absent_from");
        return from == null ? null : new Person.Away(from, date(row, "absent_until"));
    }

    private static @Nullable LocalDate date(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }

    /** Days as in {@code MON TUE WED}. */
    static String written(Set<DayOfWeek> days) {
        return days.stream().map(day -> day.name().substring(0, 3)).collect(Collectors.joining(" "));
    }

    /**
     * Reads what {@link #written} wrote.
     *
     * @throws IllegalArgumentException when a word is no day
     */
    static Set<DayOfWeek> days(String written) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String word : written.strip().split("\\s+", -1)) {
            String name = word.toUpperCase(Locale.ROOT);
            DayOfWeek found = null;
            for (DayOfWeek day : DayOfWeek.values()) {
                if (day.name().startsWith(name) && name.length() >= 3) {
                    found = day;
                }
            }
            if (found == null || !days.add(found)) {
                throw new IllegalArgumentException(word);
            }
        }
        return days;
    }
}
