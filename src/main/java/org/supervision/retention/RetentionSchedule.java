package org.supervision.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;

/**
 * From when a file is no longer to be kept: so many calendar years after the agreement ended, or, where the policy says
 * so, after the supervisee's last day of work if that was later. The file of somebody who has not left is not due at all.
 */
@Component
class RetentionSchedule {

    private static final String OVER = """
            select id, supervisor, supervisee, created_at, in_force_on, ended_on from agreement
             where status in ('ENDED', 'NOT_AGREED', 'DISCARDED')
            """;

    private final JdbcClient jdbc;
    private final People people;
    private final LegalHolds holds;
    private final Policies policies;
    private final WorkingCalendar calendar;

    RetentionSchedule(JdbcClient jdbc, People people, LegalHolds holds, Policies policies, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.people = people;
        this.holds = holds;
        this.policies = policies;
        this.calendar = calendar;
    }

    /** The file of this agreement; empty where it is not over, or there is none. */
    Optional<DueFile> file(long agreementId) {
        return jdbc.sql(OVER + " and id = :id")
                .param("id", agreementId)
                .query((row, number) -> file(row))
                .optional();
    }

    /** When this file's time is over; empty while that is not known. */
    Optional<LocalDate> dueOn(DueFile file) {
        Policy.Retention policy = policies.current().retention();
        return switch (policy.base()) {
            case AGREEMENT_END -> Optional.of(file.endedOn().plusYears(policy.years()));
            case EMPLOYMENT_END -> employmentEnd(file).map(end -> end.plusYears(policy.years()));
        };
    }

    /** Those due by today that nothing keeps and that are on no list yet, with the days, the longest over first. */
    List<Due> due(int most) {
        LocalDate today = calendar.today();
        Set<Long> held = holds.held();
        Set<Long> spokenFor =
                Set.copyOf(jdbc.sql("""
                        select agreement_id from disposal_item where outcome is null or keep_until > :today
                        """).param("today", today).query(Long.class).list());
        return jdbc.sql(OVER).query((row, number) -> file(row)).list().stream()
                .filter(file -> !held.contains(file.agreementId()) && !spokenFor.contains(file.agreementId()))
                .flatMap(file -> dueOn(file).map(due -> new Due(file, due)).stream())
                .filter(due -> !due.on().isAfter(today))
                .sorted(Comparator.comparing(Due::on)
                        .thenComparing(due -> due.file().agreementId()))
                .limit(most)
                .toList();
    }

    /** A file and the day on which its time is over. */
    record Due(DueFile file, LocalDate on) {}

    private Optional<LocalDate> employmentEnd(DueFile file) {
        if (file.supervisee() == null) {
            return Optional.of(file.endedOn());
        }
        Optional<Person> person = people.find(file.supervisee());
        if (person.isPresent() && person.get().activeOn(calendar.today())) {
            return Optional.empty();
        }
        LocalDate left = person.map(Person::leavingOn).orElse(file.endedOn());
        return Optional.of(left.isAfter(file.endedOn()) ? left : file.endedOn());
    }

    private DueFile file(ResultSet row) throws SQLException {
        LocalDate made = calendar.dateOf(
                row.getObject("created_at", OffsetDateTime.class).toInstant());
        return new DueFile(
                row.getLong("id"),
                row.getString("supervisor"),
                row.getString("supervisee"),
                Optional.ofNullable(row.getObject("in_force_on", LocalDate.class))
                        .orElse(made),
                Optional.ofNullable(row.getObject("ended_on", LocalDate.class)).orElse(made));
    }
}
