package org.supervision.reliability;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.reliability.Storm.Acknowledged;
import org.supervision.simulation.Invariants;
import org.supervision.simulation.TableFacts;
import org.supervision.simulation.Violation;

/** Holds what was acknowledged against what a database has, the engine's history and the product's own tables. */
final class Ledger {

    /** The clause under which the invariants say that engine and tables agree. */
    private static final String AGREE = "R12";

    private static final String OF_SESSION = " s where s.session_id = :id";

    /** Which row a completion has left in our tables: a query that counts at least one, by the number in the business key. */
    private static final Map<String, String> ROWS = Map.ofEntries(
            Map.entry(
                    "Task_DraftAgreement",
                    "agreement_terms_version v join agreement_term t on t.id = v.term_id where t.agreement_id = :id"),
            Map.entry(
                    "Task_ConsiderAgreement",
                    "agreement_terms_version v join agreement_term t on t.id = v.term_id"
                            + " where t.agreement_id = :id and v.decided_by = :who"),
            Map.entry(
                    "Task_SignAgreementAsSupervisor",
                    "agreement_signature s join agreement_term t on t.id = s.term_id"
                            + " where t.agreement_id = :id and s.signer = :who"),
            Map.entry(
                    "Task_SignAgreementAsSupervisee",
                    "agreement_signature s join agreement_term t on t.id = s.term_id"
                            + " where t.agreement_id = :id and s.signer = :who"),
            Map.entry("Task_PrepareAsSupervisor", "session_preparation" + OF_SESSION + " and s.party = :who"),
            Map.entry("Task_PrepareAsSupervisee", "session_preparation" + OF_SESSION + " and s.party = :who"),
            Map.entry("Task_WriteRecord", "record_version" + OF_SESSION + " and s.author = :who"),
            Map.entry("Task_SignRecordAsSupervisor", "record_signature" + OF_SESSION + " and s.signer = :who"),
            Map.entry("Task_SignRecordAsSupervisee", "record_signature" + OF_SESSION + " and s.signer = :who"),
            Map.entry("Task_UpdateCaseFile", "session_case" + OF_SESSION + " and s.confirmed_by = :who"),
            Map.entry(
                    "Task_HoldSession HELD",
                    "supervision_session s where s.id = :id and s.outcome_actual_start_at is not null"),
            Map.entry(
                    "Task_HoldSession NOT_HELD",
                    "supervision_session s where s.id = :id and s.outcome_declared_at is not null"),
            Map.entry("Task_HoldSession REARRANGED", "session_move" + OF_SESSION + " and s.moved_by = :who"),
            Map.entry("Task_AgreeNewDate", "missed_rebooking r where r.case_id = :id and r.decided_by = :who"),
            Map.entry(
                    "Task_ReportAsSupervisor",
                    "missed_report r where r.case_id = :id and r.reporter = :who and r.reported_at is not null"),
            Map.entry(
                    "Task_ReportAsSupervisee",
                    "missed_report r where r.case_id = :id and r.reporter = :who and r.reported_at is not null"),
            Map.entry(
                    "Task_ResolveMissedSupervision", "missed_resolution r where r.case_id = :id and r.manager = :who"),
            Map.entry("Task_DecideReferral", "missed_resolution r where r.case_id = :id and r.manager = :who"));

    /** What happens once only, whoever asks for it how often: a query that finds what happened twice. */
    private static final Map<String, String> TWICE = new LinkedHashMap<>();

    static {
        TWICE.put("processes about", """
                select PROC_DEF_KEY_ || ' ' || BUSINESS_KEY_ from ACT_HI_PROCINST
                 where PROC_DEF_KEY_ in ('supervisionAgreement', 'supervisionSession', 'missedSessionEscalation',
                                         'agreementReview', 'mailDelivery')
                 group by PROC_DEF_KEY_, BUSINESS_KEY_ having count(*) > 1""");
        TWICE.put("successes of the job", """
                select JOB_DEF_TYPE_ || ' ' || JOB_DEF_CONFIGURATION_ || ' ' || JOB_ID_ from ACT_HI_JOB_LOG
                 where JOB_STATE_ = 2 and JOB_DEF_TYPE_ <> 'history-cleanup'
                 group by JOB_DEF_TYPE_, JOB_DEF_CONFIGURATION_, JOB_ID_ having count(*) > 1""");
        TWICE.put("cases of the session", """
                select cast(first_session_id as varchar) from missed_case where first_session_id is not null
                 group by first_session_id having count(*) > 1""");
        TWICE.put("escalations of the case", """
                select cast(case_id as varchar) || ' ' || kind || ' ' || escalation_level from case_event
                 where escalation_level is not null and kind = 'ESCALATED'
                 group by case_id, kind, escalation_level having count(*) > 1""");
        TWICE.put("mails with the Message-ID", "select message_id from mail group by message_id having count(*) > 1");
    }

    private static final Map<String, String> STUCK = Map.of(
            "incident", "select INCIDENT_TYPE_ || ' at ' || ACTIVITY_ID_ from ACT_RU_INCIDENT",
            "job given up", "select HANDLER_CFG_ from ACT_RU_JOB where RETRIES_ = 0");

    private final JdbcClient jdbc;

    Ledger(DataSource database) {
        jdbc = JdbcClient.create(database);
    }

    /** What time it is for the product. */
    Instant now() {
        long offset = jdbc.sql("select offset_millis from demo_clock")
                .query(Long.class)
                .single();
        return Instant.now().plusMillis(offset);
    }

    /** All that is wrong once every due job has run. */
    List<String> wrong(List<Acknowledged> acknowledged) {
        List<String> wrong = new ArrayList<>(lost(acknowledged));
        TWICE.forEach((what, query) ->
                jdbc.sql(query).query(String.class).list().forEach(found -> wrong.add("two " + what + " " + found)));
        STUCK.forEach((what, query) ->
                jdbc.sql(query).query(String.class).list().forEach(found -> wrong.add(what + ": " + found)));
        violations().forEach(violation -> wrong.add(violation.toString()));
        return wrong;
    }

    /** What is wrong at any moment: something acknowledged is lost, or engine and tables disagree. */
    List<String> wrongAtAnyMoment(List<Acknowledged> acknowledged) {
        List<String> wrong = new ArrayList<>(lost(acknowledged));
        violations().stream()
                .filter(violation -> violation.clause().equals(AGREE))
                .forEach(violation -> wrong.add(violation.toString()));
        return wrong;
    }

    private List<Violation> violations() {
        return Invariants.broken(new TableFacts(jdbc, now()));
    }

    private List<String> lost(List<Acknowledged> acknowledged) {
        Set<String> completed = new TreeSet<>(
                jdbc.sql("select ID_ from ACT_HI_TASKINST where DELETE_REASON_ = 'completed' and END_TIME_ is not null")
                        .query(String.class)
                        .list());
        List<String> lost = new ArrayList<>();
        for (Acknowledged done : acknowledged) {
            if (!completed.contains(done.taskId())) {
                lost.add("The engine has lost " + done);
            }
            String query = ROWS.getOrDefault(
                    done.taskKey(), ROWS.get(done.taskKey() + " " + done.how().split(",")[0]));
            if (query != null && !hasRow(query, done)) {
                lost.add("Our tables have lost " + done);
            }
        }
        bookings(acknowledged).forEach((agreement, sessions) -> {
            int there = jdbc.sql("select count(*) from supervision_session where agreement_id = :id")
                    .param("id", agreement)
                    .query(Integer.class)
                    .single();
            if (there < sessions) {
                lost.add("Of " + sessions + " sessions booked under agreement " + agreement + " there are " + there);
            }
        });
        return lost;
    }

    private boolean hasRow(String query, Acknowledged done) {
        JdbcClient.StatementSpec statement =
                jdbc.sql("select count(*) from " + query).param("id", number(done));
        if (query.contains(":who")) {
            statement = statement.param("who", done.who());
        }
        return statement.query(Integer.class).single() > 0;
    }

    private static Map<Long, Integer> bookings(List<Acknowledged> acknowledged) {
        return acknowledged.stream()
                .filter(done -> done.taskKey().equals("Task_BookSessions"))
                .collect(Collectors.groupingBy(Ledger::number, Collectors.summingInt(Acknowledged::rows)));
    }

    private static long number(Acknowledged done) {
        return Long.parseLong(done.businessKey().substring("AG-".length()).split("/")[0]);
    }

    /** The jobs that somebody is at work on, with who it is. */
    Map<String, String> atWork() {
        Map<String, String> locked = new LinkedHashMap<>();
        jdbc.sql("select ID_, LOCK_OWNER_ from ACT_RU_JOB where LOCK_OWNER_ is not null")
                .query()
                .listOfRows()
                .forEach(row -> locked.put((String) row.get("ID_"), (String) row.get("LOCK_OWNER_")));
        return locked;
    }

    /** How many jobs are due by now, but for the engine's clean-up of its history. */
    int due() {
        return jdbc.sql("select count(*) from ACT_RU_JOB where RETRIES_ > 0 and SUSPENSION_STATE_ = 1"
                        + " and HANDLER_TYPE_ <> 'history-cleanup' and DUEDATE_ <= :now")
                .param("now", Timestamp.from(now()))
                .query(Integer.class)
                .single();
    }

    /** How many jobs each node has done since, by its name; of timers only, or of all. */
    Map<String, Integer> done(Instant since, boolean timersOnly) {
        Map<String, Integer> done = new TreeMap<>();
        jdbc.sql("select HOSTNAME_, count(*) as JOBS from ACT_HI_JOB_LOG where JOB_STATE_ = 2 and TIMESTAMP_ >= :since"
                        + (timersOnly ? " and JOB_DEF_TYPE_ like 'timer%'" : "") + " group by HOSTNAME_")
                .param("since", Timestamp.from(since))
                .query()
                .listOfRows()
                .forEach(row -> done.put((String) row.get("HOSTNAME_"), ((Number) row.get("JOBS")).intValue()));
        return done;
    }

    /** The Message-IDs of the mails of which this has become. */
    Set<String> messageIds(String status) {
        return new TreeSet<>(jdbc.sql("select message_id from mail where status = :status")
                .param("status", status)
                .query(String.class)
                .list());
    }

    /** The keys of the mails of which this has become. */
    Set<String> mails(String status) {
        return new TreeSet<>(jdbc.sql("select mail_key from mail where status = :status")
                .param("status", status)
                .query(String.class)
                .list());
    }

    /** How many rows a query counts. */
    int count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Integer.class).single();
    }

    /** When the latest of what has happened did so, for the product. */
    Instant latest() {
        return jdbc.sql("select max(TIMESTAMP_) from ACT_HI_JOB_LOG")
                .query(Timestamp.class)
                .single()
                .toInstant();
    }
}
