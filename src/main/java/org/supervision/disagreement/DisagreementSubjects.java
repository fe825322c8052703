package org.supervision.disagreement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.People;
import org.supervision.policy.Policies;
import org.supervision.session.SupervisionSession;

/** What a party may raise a disagreement about (A7.1). */
@Component
class DisagreementSubjects {

    private static final String AGREEMENTS = """
            select id, supervisor, supervisee from agreement
             where (supervisor = :person or supervisee = :person) and status in ('IN_FORCE', 'SUSPENDED')
             order by id
            """;

    private static final String RECORDS = """
            select session.id, session.start_at, session.supervisor, session.supervisee
              from supervision_session session
              join agreement on agreement.id = session.agreement_id and agreement.status in ('IN_FORCE', 'SUSPENDED')
             where (session.supervisor = :person or session.supervisee = :person) and session.start_at >= :since
               and exists (select 1 from record_distribution where session_id = session.id)
             order by session.start_at desc
            """;

    private final JdbcClient jdbc;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;

    DisagreementSubjects(JdbcClient jdbc, People people, Policies policies, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
    }

    /** The agreements first, then the records of as long as a second referral counts, the latest first. */
    List<Subject> of(String person) {
        List<Subject> subjects = new ArrayList<>(jdbc.sql(AGREEMENTS)
                .param("person", person)
                .query((row, number) -> new Subject(
                        Agreement.keyOf(row.getLong("id")),
                        "The agreement with "
                                + other(person, row.getString("supervisor"), row.getString("supervisee"))))
                .list());
        subjects.addAll(jdbc.sql(RECORDS)
                .param("person", person)
                .param("since", since().atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Subject(
                        SupervisionSession.keyOf(row.getLong("id")),
                        "The record of "
                                + LondonWords.of(row.getObject("start_at", OffsetDateTime.class)
                                        .toInstant())
                                + " with "
                                + other(person, row.getString("supervisor"), row.getString("supervisee"))))
                .list());
        return subjects;
    }

    private Instant since() {
        LocalDate first = calendar.addMonthsClamped(
                calendar.today(), -policies.current().escalation().referralsWithinMonths());
        return calendar.startOf(first);
    }

    private String other(String person, String supervisor, String supervisee) {
        return people.nameOf(person.equals(supervisor) ? supervisee : supervisor);
    }
}
