package org.supervision.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The table of deputies who were named by hand (A-br). */
@Repository
class NamedDeputies {

    private static final String ON_DAY = " from_on <= :day and (until_on is null or until_on >= :day)";

    private final JdbcClient jdbc;

    NamedDeputies(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** User id of whoever was named to act for somebody on this London day; the last one, should two be named at once. */
    Optional<String> deputyOf(String manager, LocalDate day) {
        return jdbc
                .sql("select deputy from named_deputy where manager = :manager and" + ON_DAY + " order by id desc")
                .param("manager", manager)
                .param("day", day)
                .query(String.class)
                .list()
                .stream()
                .findFirst();
    }

    /** Those whose time is not over on this day, the earliest first. */
    List<NamedDeputy> notOver(LocalDate day) {
        return jdbc.sql("select * from named_deputy where until_on is null or until_on >= :day order by from_on, id")
                .param("day", day)
                .query(NamedDeputies::row)
                .list();
    }

    Optional<NamedDeputy> find(long id) {
        return jdbc.sql("select * from named_deputy where id = :id")
                .param("id", id)
                .query(NamedDeputies::row)
                .optional();
    }

    /** User ids of everybody who was named or for whom somebody was. */
    List<String> people() {
        return jdbc.sql("select manager from named_deputy union select deputy from named_deputy")
                .query(String.class)
                .list();
    }

    /** Adds one and tells its row id. */
    long add(String manager, String deputy, LocalDate from, @Nullable LocalDate until, String by, Instant at) {
        GeneratedKeyHolder key = new GeneratedKeyHolder();
        jdbc.sql("insert into named_deputy (manager, deputy, from_on, until_on, named_by, named_at)"
                        + " values (:manager, :deputy, :from, :until, :by, :at)")
                .param("manager", manager)
                .param("deputy", deputy)
                .param("from", from)
                .param("until", until, Types.DATE)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update(key, "id");
        return Objects.requireNonNull(key.getKey(), "The database made no key").longValue();
    }

    /** Nobody acts any more after this day. */
    void end(long id, LocalDate lastDay, String by, Instant at) {
        jdbc.sql("update named_deputy set until_on = :lastDay, ended_by = :by, ended_at = :at where id = :id")
                .param("id", id)
                .param("lastDay", lastDay)
                .param("by", by)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static NamedDeputy row(ResultSet row, int number) throws SQLException {
        return new NamedDeputy(
                row.getLong("id"),
                row.getString("manager"),
                row.getString("deputy"),
                row.getObject("from_on", LocalDate.class),
                row.getObject("until_on", LocalDate.class),
                row.getString("named_by"),
                row.getObject("named_at", OffsetDateTime.class).toInstant());
    }
}
