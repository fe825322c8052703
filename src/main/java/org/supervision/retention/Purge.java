package org.supervision.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.OperationLog;
import org.supervision.notification.SweepTask;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;

/**
 * Removes what nobody needs any more, by the policy's days: mails that were delivered, reminders that were sent, drafts of
 * tasks that are gone, proofs of signing that ran out, what administrators did in the engine, absences that are long over, and
 * requests for one's own data that are long closed. What belongs to a file
 * under a legal hold stays, but for drafts that can't be opened any more. The read log is a chain and stays whole.
 */
@Component
@Order(Purge.ORDER)
class Purge implements SweepTask {

    static final int ORDER = 80;

    /** Proofs of signing last for minutes; a wrong password is remembered for one. */
    private static final Duration SIGNING = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final LegalHolds holds;
    private final FileKeys files;
    private final OperationLog operations;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final InstantSource machineClock = InstantSource.system();

    Purge(
            JdbcClient jdbc,
            LegalHolds holds,
            FileKeys files,
            OperationLog operations,
            Policies policies,
            WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.holds = holds;
        this.files = files;
        this.operations = operations;
        this.policies = policies;
        this.calendar = calendar;
    }

    @Override
    @Transactional
    public void sweep(Instant now) {
        Policy.Retention keep = policies.current().retention();
        Set<Long> held = holds.held();
        Set<String> keys = atLeastOne(files.of(held));
        mails(daysBefore(now, keep.mailDays()), keys, atLeastOne(partiesOf(held)));
        reminders(daysBefore(now, keep.reminderDays()), keys);
        note(
                "OPERATION",
                daysBefore(now, keep.operationLogDays()),
                operations.deleteOlderThan(daysBefore(now, keep.operationLogDays())));
        absences(daysBefore(now, keep.absenceDays()), atLeastOne(partiesOf(held)));
        requests(daysBefore(now, keep.subjectAccessDays()));
        drafts(now);
        signing(machineClock.instant().minus(SIGNING));
    }

    /** Only what is done with: a mail that waits or was rejected is somebody's work. */
    private void mails(Instant olderThan, Set<String> heldKeys, Set<String> heldPeople) {
        int count = jdbc.sql("""
                        delete from mail
                         where status in ('SENT', 'CAUGHT', 'BY_HAND', 'CHECK') and settled_at < :olderThan
                           and business_key not in (:keys)
                           and not (kind = 'DIGEST' and recipient in (:people))
                        """)
                .param("olderThan", atUtc(olderThan))
                .param("keys", heldKeys)
                .param("people", heldPeople)
                .update();
        note("MAIL", olderThan, count);
    }

    private void reminders(Instant olderThan, Set<String> heldKeys) {
        int count = jdbc.sql("delete from reminder_sent where sent_at < :olderThan and business_key not in (:keys)")
                .param("olderThan", atUtc(olderThan))
                .param("keys", heldKeys)
                .update();
        note("REMINDER", olderThan, count);
    }

    /** The sessions that an absence put at risk stay with their file. */
    private void absences(Instant olderThan, Set<String> heldPeople) {
        int count = jdbc.sql("""
                        delete from absence
                         where (person is null or person not in (:people))
                           and (status = 'RECORDED' and until_on < :day or status = 'WITHDRAWN' and closed_at < :olderThan)
                        """)
                .param("people", heldPeople)
                .param("day", calendar.dateOf(olderThan))
                .param("olderThan", atUtc(olderThan))
                .update();
        note("ABSENCE", olderThan, count);
    }

    /** Who decided what of each item; copy and answer went long before. */
    private void requests(Instant olderThan) {
        int count = jdbc.sql("""
                        delete from subject_access
                         where closed_at < :olderThan
                           and id not in (select subject_access_id from subject_access_copy)
                           and id not in (select subject_access_id from subject_access_export)
                        """).param("olderThan", atUtc(olderThan)).update();
        note("SUBJECT_ACCESS", olderThan, count);
    }

    /** What was typed for a task that ended otherwise: nobody can open it, and it was never handed in. */
    private void drafts(Instant now) {
        int count = jdbc.sql("delete from task_draft where task_id not in (select ID_ from ACT_RU_TASK)")
                .update();
        note("DRAFT", now, count);
    }

    private void signing(Instant olderThan) {
        int count = jdbc.sql("delete from signature_proof where expires_at < :olderThan")
                        .param("olderThan", atUtc(olderThan))
                        .update()
                + jdbc.sql("delete from signature_failure where last_failed_at < :olderThan")
                        .param("olderThan", atUtc(olderThan))
                        .update();
        note("SIGNING_PROOF", olderThan, count);
    }

    private void note(String what, Instant olderThan, int count) {
        if (count > 0) {
            jdbc.sql(
                            "insert into purge_log (purged_at, what, older_than, row_count) values (:at, :what, :older, :count)")
                    .param("at", atUtc(calendar.now()))
                    .param("what", what)
                    .param("older", atUtc(olderThan))
                    .param("count", count)
                    .update();
        }
    }

    private Set<String> partiesOf(Collection<Long> agreements) {
        Set<String> parties = new TreeSet<>();
        if (!agreements.isEmpty()) {
            jdbc.sql("""
                            select supervisor from agreement where id in (:agreements)
                            union select supervisee from agreement where id in (:agreements) and supervisee is not null
                            """)
                    .param("agreements", agreements)
                    .query(String.class)
                    .list()
                    .forEach(parties::add);
        }
        return parties;
    }

    /** An empty list is no SQL; no key and no user id is empty. */
    private static Set<String> atLeastOne(Set<String> found) {
        return found.isEmpty() ? Set.of("") : found;
    }

    /** The first moment of the London day that many days before. */
    private Instant daysBefore(Instant now, int days) {
        return calendar.startOf(calendar.dateOf(now).minusDays(days));
    }

    private static OffsetDateTime atUtc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
