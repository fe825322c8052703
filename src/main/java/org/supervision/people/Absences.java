package org.supervision.people;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
