package org.supervision.simulation;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Looks straight into the tables, the product's and the engine's, of H2 or PostgreSQL; each question answers what is wrong,
 * in words.
 */
public class TableFacts {

    final JdbcClient jdbc;
    private final Timestamp now;
    private final Days days;

    /** @param now what time it is for the product */
    public TableFacts(JdbcClient jdbc, Instant now) {
        this(jdbc, now, new Days());
    }

    /** @param days on which people work */
    TableFacts(JdbcClient jdbc, Instant now, Days days) {
        this.jdbc = jdbc;
        this.now = Timestamp.from(now);
        this.days = days;
    }

    private List<String> texts(String query) {
        JdbcClient.StatementSpec spec = jdbc.sql(query);
        if (query.contains(":now")) {
            spec = spec.param("now", now);
        }
        return spec.query(String.class).list();
    }

    List<String> unescalated() {
        return texts("""
                select 'MC-' || lpad(cast(c.id as varchar), 6, '0') || ' is past its deadline ' || c.report_deadline
                  from missed_case c
                 where c.open_marker is not null and c.report_deadline <= :now
                   and not exists (select 1 from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
                                    where d.KEY_ = 'escalationResolution' and e.PARENT_ID_ is null
                                      and e.BUSINESS_KEY_ = 'MC-' || lpad(cast(c.id as varchar), 6, '0'))""");
    }

    /** The longest interval that may be agreed, six weeks by exception, and the working days that are tolerated. */
    List<String> intervalsUnseen() {
        return jdbc
                .sql("""
                        select a.id, a.in_force_on, r.restarted_on, max(s.outcome_actual_start_at) as held_at
                          from agreement a
                          left join interval_restart r on r.agreement_id = a.id
                          left join supervision_session s on s.agreement_id = a.id and s.outcome_counts_as_held
                         where a.status = 'IN_FORCE'
                           and not exists (select 1 from missed_case c
                                            where c.agreement_id = a.id and c.open_marker is not null)
                         group by a.id, a.in_force_on, r.restarted_on""")
                .query((row, number) -> {
                    LocalDate last = row.getDate("in_force_on").toLocalDate();
                    if (row.getDate("restarted_on") != null) {
                        last = later(last, row.getDate("restarted_on").toLocalDate());
                    }
                    if (row.getTimestamp("held_at") != null) {
                        last = later(
                                last,
                                World.local(row.getTimestamp("held_at").toInstant())
                                        .toLocalDate());
                    }
                    return days.working(last.plusWeeks(6), 5)
                                    .plusDays(1)
                                    .isBefore(World.local(now.toInstant()).toLocalDate())
                            ? "AG-%06d has had no session since %s, and no case is open"
                                    .formatted(row.getLong("id"), last)
                            : "";
                })
                .list()
                .stream()
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    List<String> closedForNothing() {
        return texts("""
                select 'MC-' || lpad(cast(c.id as varchar), 6, '0') || ' is ' || c.state || ' with no session held since ' || c.held_counts_from
                  from missed_case c
                 where c.open_marker is null
                   and c.state in ('CLOSED_RECOVERED', 'CLOSED_RESOLVED', 'HELD_LATE_RECORDED')
                   and not exists (select 1 from supervision_session s
                                    where s.agreement_id = c.agreement_id and s.outcome_counts_as_held
                                      and s.state in ('HELD', 'PART_HELD')
                                      and s.outcome_actual_start_at >= least(c.held_counts_from, c.opened_at) - interval '1' day)
                union all
                select 'MC-' || lpad(cast(c.id as varchar), 6, '0') || ' is ' || c.state || ' though the agreement is ' || a.status
                  from missed_case c join agreement a on a.id = c.agreement_id
                 where c.state in ('CLOSED_ENDED', 'CLOSED_VOID') and a.live_pair is not null
                union all
                select 'MC-' || lpad(cast(c.id as varchar), 6, '0') || ' is marked ' || c.state || ' but open' from missed_case c
                 where c.open_marker is not null
                   and c.state in ('CLOSED_RECOVERED', 'CLOSED_RESOLVED', 'HELD_LATE_RECORDED', 'SUSPENDED',
                                   'CLOSED_ENDED', 'CLOSED_VOID')""");
    }

    List<String> horizonUnseen() {
        return texts("""
                select 'AG-' || lpad(cast(a.id as varchar), 6, '0') || ' of ' || a.supervisor || ' and ' || a.supervisee
                       || ' has fewer than two sessions ahead and nobody is asked'
                  from agreement a
                 where a.status = 'IN_FORCE'
                   and (select count(*) from supervision_session s
                         where s.agreement_id = a.id and s.state = 'BOOKED' and s.start_at > :now) < 2
                   and not exists (select 1 from ACT_RU_TASK t join ACT_RU_EXECUTION e on e.ID_ = t.PROC_INST_ID_
                                    where t.TASK_DEF_KEY_ = 'Task_BookSessions'
                                      and e.BUSINESS_KEY_ = 'AG-' || lpad(cast(a.id as varchar), 6, '0'))
                   and not exists (select 1 from unallocated_supervisee u
                                    where u.agreement_id = a.id and u.open_for is not null)""");
    }

    List<String> sessionsWithoutProcess() {
        List<String> found = new ArrayList<>(texts("""
                select 'SE-' || lpad(cast(s.id as varchar), 6, '0') || ' is booked for ' || s.start_at || ' but its process has '
                       || (select count(*) from ACT_RU_TASK t join ACT_RU_EXECUTION e on e.ID_ = t.PROC_INST_ID_
                            where t.TASK_DEF_KEY_ = 'Task_HoldSession'
                              and e.BUSINESS_KEY_ = 'SE-' || lpad(cast(s.id as varchar), 6, '0')) || ' tasks to hold it'
                  from supervision_session s
                 where s.state = 'BOOKED'
                   and (select count(*) from ACT_RU_TASK t join ACT_RU_EXECUTION e on e.ID_ = t.PROC_INST_ID_
                            where t.TASK_DEF_KEY_ = 'Task_HoldSession' and t.FOLLOW_UP_DATE_ = s.start_at
                              and e.BUSINESS_KEY_ = 'SE-' || lpad(cast(s.id as varchar), 6, '0')) <> 1
                union all
                select e.BUSINESS_KEY_ || ' has a task to hold it though it is not booked'
                  from ACT_RU_TASK t join ACT_RU_EXECUTION e on e.ID_ = t.PROC_INST_ID_
                 where t.TASK_DEF_KEY_ = 'Task_HoldSession'
                   and not exists (select 1 from supervision_session s
                                    where s.state = 'BOOKED' and e.BUSINESS_KEY_ = 'SE-' || lpad(cast(s.id as varchar), 6, '0'))"""));
        jdbc
                .sql("""
                        select s.id, s.start_at, j.DUEDATE_
                          from supervision_session s
                          join ACT_RU_EXECUTION e on e.BUSINESS_KEY_ = 'SE-' || lpad(cast(s.id as varchar), 6, '0') and e.PARENT_ID_ is null
                          left join ACT_RU_JOB j on j.PROCESS_INSTANCE_ID_ = e.ID_
                               and j.HANDLER_CFG_ like 'BoundaryEvent_PresumedMissed%'
                         where s.state = 'BOOKED'""")
                .query((row, number) -> {
                    LocalDateTime start =
                            World.local(row.getTimestamp("start_at").toInstant());
                    Timestamp due = row.getTimestamp("DUEDATE_");
                    Instant expected = Days.endOf(days.working(start.toLocalDate(), 2));
                    return due != null && due.toInstant().equals(expected)
                            ? ""
                            : "SE-%06d of %s is presumed missed at %s, not at %s"
                                    .formatted(row.getLong("id"), start, due, expected);
                })
                .list()
                .stream()
                .filter(text -> !text.isEmpty())
                .forEach(found::add);
        return found;
    }

    List<String> casesWithoutProcess() {
        return texts("""
                select 'MC-' || lpad(cast(c.id as varchar), 6, '0') || ' is ' || c.state || ' with '
                       || (select count(*) from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
                            where d.KEY_ = 'missedSessionEscalation' and e.PARENT_ID_ is null
                              and e.BUSINESS_KEY_ = 'MC-' || lpad(cast(c.id as varchar), 6, '0')) || ' processes'
                  from missed_case c
                 where (select count(*) from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
                            where d.KEY_ = 'missedSessionEscalation' and e.PARENT_ID_ is null
                              and e.BUSINESS_KEY_ = 'MC-' || lpad(cast(c.id as varchar), 6, '0'))
                       <> case when c.open_marker is null then 0 else 1 end""");
    }

    List<String> recordsNobodyOwes() {
        return texts("""
                select 'SE-' || lpad(cast(s.id as varchar), 6, '0') || ' was held but its record is owed by nobody'
                  from supervision_session s left join supervision_record r on r.session_id = s.id
                 where s.state in ('HELD', 'PART_HELD')
                   and r.distributed_at is null
                   and not (r.left_out_at is not null
                       and exists (select 1 from record_chase c where c.session_id = s.id and c.note is not null))
                   and not exists (select 1 from ACT_RU_TASK t join ACT_RU_EXECUTION e on e.ID_ = t.PROC_INST_ID_
                                    where t.TASK_DEF_KEY_ = 'Task_WriteRecord'
                                      and e.BUSINESS_KEY_ = 'SE-' || lpad(cast(s.id as varchar), 6, '0'))""");
    }

    List<String> stuck() {
        return texts("""
                select d.KEY_ || ' ' || e.BUSINESS_KEY_ || ' waits for nothing at '
                       || (select string_agg(coalesce(a.ACT_ID_, '-'), ' ') from ACT_RU_EXECUTION a
                            where a.PROC_INST_ID_ = e.ID_)
                  from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
                 where e.PARENT_ID_ is null
                   and not exists (select 1 from ACT_RU_TASK t where t.PROC_INST_ID_ = e.ID_)
                   and not exists (select 1 from ACT_RU_JOB j where j.PROCESS_INSTANCE_ID_ = e.ID_)
                   and not exists (select 1 from ACT_RU_INCIDENT i where i.PROC_INST_ID_ = e.ID_)
                   and not (d.KEY_ = 'supervisionAgreement'
                            and exists (select 1 from agreement a
                                         where a.status = 'SUSPENDED'
                                           and e.BUSINESS_KEY_ like 'AG-' || lpad(cast(a.id as varchar), 6, '0') || '/T%'))
                   and not (d.KEY_ = 'supervisionAgreement' -- its review
                            and exists (select 1 from ACT_RU_EXECUTION o join ACT_RE_PROCDEF p on p.ID_ = o.PROC_DEF_ID_
                                         where p.KEY_ = 'agreementReview' and o.PARENT_ID_ is null
                                           and o.ID_ <> e.ID_
                                           and substring(o.BUSINESS_KEY_ from 1 for 10)
                                               = substring(e.BUSINESS_KEY_ from 1 for 10)))
                   and not (d.KEY_ = 'unallocatedSupervisee' -- whoever follows is still to book a session
                            and exists (select 1 from unallocated_supervisee u
                                          join ACT_RU_EXECUTION o
                                            on o.BUSINESS_KEY_ = 'AG-' || lpad(cast(u.agreement_id as varchar), 6, '0')
                                          join ACT_RU_TASK t on t.PROC_INST_ID_ = o.ID_ and t.TASK_DEF_KEY_ = 'Task_BookSessions'
                                         where u.open_for is not null and u.allocated is not null
                                           and e.BUSINESS_KEY_ = 'UA-' || lpad(cast(u.id as varchar), 6, '0')))
                   and not (d.KEY_ = 'unallocatedSupervisee'
                            and exists (select 1 from unallocated_supervisee u
                                         join supervisor_change c on c.planned_for = u.agreement_id
                                         where u.open_for is not null
                                           and e.BUSINESS_KEY_ = 'UA-' || lpad(cast(u.id as varchar), 6, '0')))
                   and not (d.KEY_ = 'missedSessionEscalation'
                            and exists (select 1 from ACT_RU_EXECUTION o join ACT_RE_PROCDEF p on p.ID_ = o.PROC_DEF_ID_
                                         where p.KEY_ = 'escalationResolution' and o.PARENT_ID_ is null
                                           and o.BUSINESS_KEY_ = e.BUSINESS_KEY_))""");
    }

    /** Whoever a task is of sees it, and may do it. */
    List<String> tasksWithoutRight() {
        return texts("""
                select t.TASK_DEF_KEY_ || ' of ' || e.BUSINESS_KEY_ || ' is of ' || named.person || ', who may not do it'
                  from (select ID_ as task_id, ASSIGNEE_ as person from ACT_RU_TASK where ASSIGNEE_ is not null
                        union
                        select TASK_ID_, USER_ID_ from ACT_RU_IDENTITYLINK
                         where TASK_ID_ is not null and USER_ID_ is not null and TYPE_ = 'candidate') named
                  join ACT_RU_TASK t on t.ID_ = named.task_id
                  join ACT_RU_EXECUTION e on e.ID_ = t.PROC_INST_ID_
                 where not exists (select 1 from ACT_RU_AUTHORIZATION a
                                    where a.RESOURCE_TYPE_ = 7 and a.RESOURCE_ID_ = t.ID_ and a.USER_ID_ = named.person)""");
    }

    /** The anchor of a case and what hangs on it: end of the fourteenth day, whatever the clocks did meanwhile. */
    List<String> wrongAnchors() {
        return jdbc
                .sql("""
                        select c.id, c.mode, c.initial_missed_on, c.report_deadline, c.rebook_by, s.start_at
                          from missed_case c join supervision_session s on s.id = c.first_session_id
                         where c.report_deadline is not null and c.open_marker is not null""")
                .query((row, number) -> {
                    LocalDate anchor = row.getDate("initial_missed_on").toLocalDate();
                    LocalDate slot = World.local(row.getTimestamp("start_at").toInstant())
                            .toLocalDate();
                    Instant deadline = row.getTimestamp("report_deadline").toInstant();
                    return anchor.equals(slot) && deadline.equals(Days.endOf(anchor.plusDays(14)))
                            ? ""
                            : "MC-%06d of %s has the anchor %s and the deadline %s"
                                    .formatted(row.getLong("id"), slot, anchor, deadline);
                })
                .list()
                .stream()
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** The timers of an open case are where its row says; a timer goes with the task or scope that it is about. */
    List<String> wrongTimers() {
        return texts("""
                select e.BUSINESS_KEY_ || ' has the deadline ' || c.report_deadline || ' but its timer runs at ' || j.DUEDATE_
                  from missed_case c
                  join ACT_RU_EXECUTION e on e.BUSINESS_KEY_ = 'MC-' || lpad(cast(c.id as varchar), 6, '0') and e.PARENT_ID_ is null
                  join ACT_RU_JOB j on j.PROCESS_INSTANCE_ID_ = e.ID_
                 where j.HANDLER_CFG_ like 'BoundaryEvent_ReportDeadline%' and j.DUEDATE_ <> c.report_deadline
                union all
                select e.BUSINESS_KEY_ || ' waits for a new date without a timer'
                  from ACT_RU_TASK t join ACT_RU_EXECUTION e on e.ID_ = t.PROC_INST_ID_
                 where t.TASK_DEF_KEY_ in ('Task_AgreeNewDate', 'Task_ReportAsSupervisor', 'Task_ReportAsSupervisee')
                   and not exists (select 1 from ACT_RU_JOB j where j.PROCESS_INSTANCE_ID_ = e.ID_
                                      and j.HANDLER_CFG_ like 'BoundaryEvent_ReportDeadline%')
                   and exists (select 1 from missed_case c
                                where e.BUSINESS_KEY_ = 'MC-' || lpad(cast(c.id as varchar), 6, '0') and c.report_deadline > :now)
                union all
                select e.BUSINESS_KEY_ || ' has ' || t.TASK_DEF_KEY_ || ' without a timer'
                  from ACT_RU_TASK t join ACT_RU_EXECUTION e on e.ID_ = t.PROC_INST_ID_
                 where t.TASK_DEF_KEY_ in ('Task_WriteRecord', 'Task_SignRecordAsSupervisor', 'Task_SignRecordAsSupervisee',
                                           'Task_ResolveMissedSupervision')
                   and not exists (select 1 from ACT_RU_JOB j where j.PROCESS_INSTANCE_ID_ = e.ID_)
                   and not exists (select 1 from ACT_RU_TASK o where o.PROC_INST_ID_ = e.ID_
                                      and o.TASK_DEF_KEY_ = 'Task_ChaseRecord')
                   and not exists (select 1 from ACT_HI_TASKINST h where h.PROC_INST_ID_ = e.ID_
                                      and h.TASK_DEF_KEY_ = 'Task_ChaseRecord')""");
    }

    /** So many working days after the session, counted from a list of bank holidays. */
    List<String> wrongRecordDates() {
        return jdbc
                .sql("""
                        select r.session_id, r.due_on, r.case_files_due_on, r.distributed_at, s.outcome_actual_start_at
                          from supervision_record r join supervision_session s on s.id = r.session_id
                         where s.outcome_actual_start_at is not null and r.closed_at is null""")
                .query((row, number) -> {
                    LocalDate held = World.local(
                                    row.getTimestamp("outcome_actual_start_at").toInstant())
                            .toLocalDate();
                    LocalDate due = row.getDate("due_on").toLocalDate();
                    LocalDate files = row.getDate("case_files_due_on").toLocalDate();
                    boolean open = row.getTimestamp("distributed_at") == null;
                    boolean right = Stream.of(3, 5, 10).anyMatch(agreed -> isAfter(held, agreed, due, open))
                            && isAfter(held, 2, files, open);
                    return right
                            ? ""
                            : "SE-%06d held on %s: the record is due on %s, the case files on %s"
                                    .formatted(row.getLong("session_id"), held, due, files);
                })
                .list()
                .stream()
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** Whether this is so many working days after; what is not open any more was not counted anew for a closure day. */
    private boolean isAfter(LocalDate held, int number, LocalDate due, boolean open) {
        return days.working(held, number).equals(due)
                || !open && new Days().working(held, number).equals(due);
    }

    /** Each mail is settled, or on its way, or on somebody's list. */
    List<String> lostMails() {
        return texts("""
                select m.mail_key || ' is ' || m.status || ' and nothing brings it on its way'
                  from mail m
                 where m.status in ('QUEUED', 'REJECTED')
                   and not exists (select 1 from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
                                    where d.KEY_ = 'mailDelivery' and e.PARENT_ID_ is null
                                      and e.BUSINESS_KEY_ = m.mail_key)""");
    }

    /** Whoever has a booked session was invited, and both were told of a case. */
    List<String> untold() {
        return texts("""
                select 'SE-' || lpad(cast(s.id as varchar), 6, '0') || ' has invited ' || count(distinct m.recipient) || ' people'
                  from supervision_session s
                  left join mail m on m.business_key = 'SE-' || lpad(cast(s.id as varchar), 6, '0') and m.invitation_uid is not null
                 where s.state = 'BOOKED' and s.start_at > :now
                 group by s.id having count(distinct m.recipient) < 2
                union all
                select 'MC-' || lpad(cast(c.id as varchar), 6, '0') || ' was told to ' || count(distinct m.recipient) || ' people'
                  from missed_case c
                  left join mail m on m.business_key = 'MC-' || lpad(cast(c.id as varchar), 6, '0') and m.kind = 'MISSED_SESSION_OPENED'
                 where c.open_marker is not null and c.mode = 'MISSED'
                 group by c.id having count(distinct m.recipient) < 2""");
    }

    /** A term in force has its process, and its review is under way, over or chased once it is due. */
    List<String> unreviewed() {
        return texts("""
                select 'AG-' || lpad(cast(t.agreement_id as varchar), 6, '0') || '/T' || t.term_number || ' is in force without its process'
                  from agreement_term t
                 where t.status in ('IN_FORCE', 'SUSPENDED')
                   and not exists (select 1 from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
                                    where d.KEY_ = 'supervisionAgreement' and e.PARENT_ID_ is null
                                      and e.BUSINESS_KEY_ = 'AG-' || lpad(cast(t.agreement_id as varchar), 6, '0') || '/T' || t.term_number)
                union all
                select 'AG-' || lpad(cast(t.agreement_id as varchar), 6, '0') || '/T' || t.term_number || ' was to be reviewed by '
                       || t.review_due_on || ' and nobody is asked'
                  from agreement_term t join agreement a on a.id = t.agreement_id
                 where t.status = 'IN_FORCE' and a.status = 'IN_FORCE' and t.review_due_on < current_date_of(:now)
                   and not exists (select 1 from agreement_review r
                                    where r.open_for = t.agreement_id -- of the term before, perhaps, until both agree on its outcome
                                       or r.term_key = 'AG-' || lpad(cast(t.agreement_id as varchar), 6, '0') || '/T' || t.term_number)""".replace("current_date_of(:now)", "cast(:now as date)"));
    }

    /** A session that was held since its anchor closes a case, unless the other is still to say so. */
    List<String> heldUnheard() {
        return texts("""
                select 'MC-' || lpad(cast(c.id as varchar), 6, '0') || ' is open though SE-' || lpad(cast(s.id as varchar), 6, '0') || ' was held on '
                       || s.outcome_actual_start_at
                  from missed_case c join supervision_session s on s.agreement_id = c.agreement_id
                 where c.open_marker is not null and s.state in ('HELD', 'PART_HELD') and s.outcome_counts_as_held
                   and s.outcome_actual_start_at > c.opened_at
                   and (c.report_deadline is null or s.outcome_declared_at < c.report_deadline)""");
    }

    /** Whoever owes a report knows it: the row, the task and the mail go together. */
    List<String> reportsNobodyAskedFor() {
        return texts("""
                select e.BUSINESS_KEY_ || ' asks ' || t.ASSIGNEE_ || ' to report, who was not told'
                  from ACT_RU_TASK t join ACT_RU_EXECUTION e on e.ID_ = t.PROC_INST_ID_
                 where t.TASK_DEF_KEY_ in ('Task_ReportAsSupervisor', 'Task_ReportAsSupervisee')
                   and t.ASSIGNEE_ is not null -- as long as a supervisor is looked for
                   and not exists (select 1 from mail m where m.business_key = e.BUSINESS_KEY_
                                      and m.kind = 'REPORT_OWED' and m.recipient = t.ASSIGNEE_)""");
    }

    /** What runs is about something that our tables have. */
    List<String> processesAboutNothing() {
        return texts("""
                select d.KEY_ || ' runs about ' || e.BUSINESS_KEY_ || ', which is not there'
                  from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
                 where e.PARENT_ID_ is null
                   and (d.KEY_ = 'supervisionSession'
                        and not exists (select 1 from supervision_session s
                                         where e.BUSINESS_KEY_ = 'SE-' || lpad(cast(s.id as varchar), 6, '0'))
                        or d.KEY_ in ('missedSessionEscalation', 'escalationResolution')
                        and not exists (select 1 from missed_case c
                                         where e.BUSINESS_KEY_ = 'MC-' || lpad(cast(c.id as varchar), 6, '0'))
                        or d.KEY_ = 'supervisionAgreement'
                        and not exists (select 1 from agreement_term t
                                         where e.BUSINESS_KEY_ = 'AG-' || lpad(cast(t.agreement_id as varchar), 6, '0')
                                               || '/T' || t.term_number)
                        or d.KEY_ = 'agreementReview'
                        and not exists (select 1 from agreement_review r where e.BUSINESS_KEY_ = r.term_key)
                        or d.KEY_ = 'mailDelivery'
                        and not exists (select 1 from mail m where e.BUSINESS_KEY_ = m.mail_key))""");
    }

    /** Nobody takes anything out of processes here, so that there is nothing to put back. */
    List<String> repairedForNothing() {
        return texts("select mail_key || ' tells of repairs' from mail where kind in ('WORK_RESTORED', 'WORK_LOST')");
    }
}
