package org.supervision.people;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.supervision.TestDatabase;
import org.supervision.calendar.DaysOff;
import org.supervision.calendar.WorkingCalendar;

/** A directory of people in a database of its own, made by the product's migration. */
public class PeopleDatabase {

    final List<Object> events = new ArrayList<>();
    final PersonRows rows;
    final Absences absences;
    final NamedDeputies named;
    final ImportRuns runs;
    final PeopleImport peopleImport;

    public PeopleDatabase() {
        DataSource dataSource = TestDatabase.empty();
        new ResourceDatabasePopulator(
                        new ClassPathResource("db/migration/V10__people.sql"),
                        new ClassPathResource("db/migration/V152__person_absent.sql"),
                        new ClassPathResource("db/migration/V176__named_deputy.sql"),
                        new ClassPathResource("db/migration/V180__people_import.sql"))
                .execute(dataSource);
        new ResourceDatabasePopulator(
                        new ByteArrayResource(("create table absence (person varchar(64), status varchar(20),"
                                        + " from_on date, until_on date, deputy varchar(64), deputy_until date)")
                                .getBytes(StandardCharsets.UTF_8)))
                .execute(dataSource);
        absences = new Absences(JdbcClient.create(dataSource));
        named = new NamedDeputies(JdbcClient.create(dataSource));
        rows = new PersonRows(JdbcClient.create(dataSource), new NamedParameterJdbcTemplate(dataSource));
        PeopleProperties properties = new PeopleProperties(null, 50, 25);
        runs = new ImportRuns(
                JdbcClient.create(dataSource),
                new NamedParameterJdbcTemplate(dataSource),
                properties,
                calendar("2027-01-04"),
                events::add);
        peopleImport = new PeopleImport(rows, properties, runs, key -> false);
    }

    /** What takes people into it. */
    public PeopleImport peopleImport() {
        return peopleImport;
    }

    /** What became of it. */
    public ImportRuns runs() {
        return runs;
    }

    /** The directory as on this London date. */
    public People people(String today) {
        return new People(rows, calendar(today));
    }

    LineManagement lineManagement(String today) {
        return new LineManagement(people(today), absences, named, calendar(today));
    }

    Deputies deputies(String today) {
        return new Deputies(named, people(today), absences, calendar(today), events::add);
    }

    /** A calendar without days off whose today is this date. */
    public static WorkingCalendar calendar(String today) {
        Clock clock = Clock.fixed(Instant.parse(today + "T12:00:00Z"), ZoneOffset.UTC);
        return new WorkingCalendar(clock, new DaysOff() {
            @Override
            public boolean isOff(LocalDate day) {
                return false;
            }

            @Override
            public LocalDate knownUntil() {
                return LocalDate.of(2030, 12, 31);
            }
        });
    }
}
