package org.supervision.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** On which London days somebody is known to be away (A-br). It tells the days, never why. */
@Component
public class Absences {

    private static final String COUNTING = " from absence where person = :person and status = 'RECORDED'"
            + " and from_on <= :day and (until_on is null or until_on >= :day)";

    private final JdbcClient jdbc;

    Absences(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Days on which somebody is away.
     *
     * @param from first London day
     * @param until last London day; null where it is not known
     */
    public record Days(LocalDate from, @Nullable LocalDate until) {

        /** Whether this day is one of them. */
        public boolean include(LocalDate day) {
            return !day.isBefore(from) && (until == null || !day.isAfter(until));
        }

        /** Whether that is so many days at least, by what is known on this day. */
        private boolean lasts(int days, LocalDate on) {
            LocalDate end = until == null ? on : until;
            return !end.isBefore(from.plusDays(days - 1L));
        }
    }

    /**
     * The absences of these people that last this long at least; one whose last day is not known, as far as it has lasted by
     * this day. By user id, the earliest first, without those who have none.
     */
    public Map<String, List<Days>> ofAtLeast(int days, Collection<String> people, LocalDate on) {
        Map<String, List<Days>> found = new HashMap<>();
        jdbc.sql("select person, from_on, until_on from absence where person in (:people) and status = 'RECORDED'"
                        + " order by person, from_on")
                .param("people", people)
                .query(row -> {
                    Days absence = new Days(
                            row.getObject("from_on", LocalDate.class), row.getObject("until_on", LocalDate.class));
                    if (absence.lasts(days, on)) {
                        found.computeIfAbsent(row.getString("person"), person -> new ArrayList<>())
                                .add(absence);
                    }
                });
        return found;
    }

    /**
     * On which days these people are away within a time, as far as it is entered; by user id, without those who are not.
     *
     * @param from first London day
     * @param until last London day
     */
    public Map<String, List<Days>> between(LocalDate from, LocalDate until, Collection<String> people) {
        Map<String, List<Days>> found = new HashMap<>();
        if (people.isEmpty()) {
            return found;
        }
        jdbc.sql("select person, from_on, until_on from absence where person in (:people) and status = 'RECORDED'"
                        + " and from_on <= :until and (until_on is null or until_on >= :from) order by person, from_on")
                .param("people", people)
                .param("from", from)
                .param("until", until)
                .query(row -> {
                    found.computeIfAbsent(row.getString("person"), person -> new ArrayList<>())
                            .add(new Days(
                                    row.getObject("from_on", LocalDate.class),
                                    row.getObject("until_on", LocalDate.class)));
                });
        return found;
    }

    /** Whether somebody is away on this day, as far as it is entered. */
    public boolean isAway(String userId, LocalDate day) {
        return jdbc.sql("select count(*)" + COUNTING)
                        .param("person", userId)
                        .param("day", day)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** User ids of everybody for whom somebody was named to act in an absence, and of those, at whatever time. */
    List<String> withDeputies() {
        return jdbc.sql("select person from absence where deputy is not null"
                        + " union select deputy from absence where deputy is not null")
                .query(String.class)
                .list();
    }

    /** User id of whoever was named to act as manager while somebody is away on this day (A-br). */
    public Optional<String> deputyOf(String userId, LocalDate day) {
        return jdbc.sql("select deputy" + COUNTING
                        + " and deputy is not null and (deputy_until is null or deputy_until >= :day)")
                .param("person", userId)
                .param("day", day)
                .query(String.class)
                .optional();
    }

    /**
     * The last day of the absence that includes this day, {@link LocalDate#MAX} where it is not known; empty when they are
     * not away then.
     */
    public Optional<LocalDate> awayUntil(String userId, LocalDate day) {
        return jdbc
                .sql("select until_on" + COUNTING)
                .param("person", userId)
                .param("day", day)
                .query((row, number) -> Optional.ofNullable(row.getObject("until_on", LocalDate.class))
                        .orElse(LocalDate.MAX))
                .list()
                .stream()
                .max(LocalDate::compareTo);
    }
}
