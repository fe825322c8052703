package org.supervision.operation;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.DueJobs;

/** Figures that say whether the installation does its work, read from the database at the moment of asking. */
@Component
public class OperatingFigures {

    /** Jobs may be this late before what they do is missed. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final DueJobs jobs;
    private final WorkingCalendar calendar;
    private final Clock clock;

    OperatingFigures(JdbcClient jdbc, DueJobs jobs, WorkingCalendar calendar, Clock clock) {
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** For how long the oldest job has been due that nobody has run. */
    public Duration oldestDueJob() {
        return jobs.oldest();
    }

    /** Jobs that the engine has given up. */
    public long jobsWithoutRetries() {
        return count("select count(*) from ACT_RU_JOB where RETRIES_ = 0");
    }

    /** Incidents by their cause: one that stops several scopes counts once. */
    public long incidents() {
        return count("select count(*) from ACT_RU_INCIDENT where ROOT_CAUSE_INCIDENT_ID_ = ID_");
    }

    /** For how long the oldest mail that may go out has waited; mail that waits for its hour does not count. */
    public Duration oldestMail() {
        Instant now = clock.instant();
        OffsetDateTime since = jdbc.sql(
                        "select min(case when not_before > queued_at then not_before else queued_at end) as since"
                                + " from mail where status = 'QUEUED' and not_before <= :now")
                .param("now", Timestamp.from(now))
                .query((row, number) -> row.getObject("since", OffsetDateTime.class))
                .list()
                .get(0);
        return since == null ? Duration.ZERO : Duration.between(since.toInstant(), now);
    }

    /** Rejected mails for whose address somebody has a task. */
    public long rejectedMails() {
        return count("select count(*) from mail where status = 'REJECTED'");
    }

    /** Open cases whose deadline passed without anybody above being asked: the law was broken, so there must be none. */
    public long deadlinesWithoutEscalation() {
        return jdbc.sql("""
                        select count(*) from missed_case c
                         where c.open_marker is not null and c.report_deadline <= :past
                           and not exists (select 1 from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
                                            where d.KEY_ = 'escalationResolution' and e.PARENT_ID_ is null
                                              and e.BUSINESS_KEY_ = 'MC-' || lpad(cast(c.id as varchar), 6, '0'))""")
                .param("past", Timestamp.from(clock.instant().minus(LATE)))
                .query(Long.class)
                .single();
    }

    /**
     * How long ago a daily sweep ended with all of its parts done; before the first, how long ago one was planned. Zero on an
     * installation that has planned none yet.
     */
    public Duration lastSweep() {
        Instant ended = moment("select max(END_TIME_) as moment from ACT_HI_PROCINST"
                + " where PROC_DEF_KEY_ = 'dailySweep' and STATE_ = 'COMPLETED'");
        Instant since = ended != null
                ? ended
                : moment("select min(START_TIME_) as moment from ACT_HI_PROCINST where PROC_DEF_KEY_ = 'dailySweep'");
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }

    /** For how many days from today on the calendar of working days is known; negative once it has run out. */
    public long calendarDays() {
        return ChronoUnit.DAYS.between(calendar.today(), calendar.knownUntil());
    }

    /** What the last reading of all stored texts and seals found wrong; zero before the first. */
    public long integrityFindings() {
        return count("select coalesce(sum(findings), 0) from content_protection");
    }

    private long count(String query) {
        return jdbc.sql(query).query(Long.class).single();
    }

    private @Nullable Instant moment(String query) {
        Timestamp moment = jdbc.sql(query)
                .query((row, number) -> row.getTimestamp("moment"))
                .list()
                .get(0);
        return moment == null ? null : moment.toInstant();
    }
}
