package org.supervision.access;

import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.supervision.calendar.WorkingCalendar;

/** The log of every reading, allowed or refused (B6). */
@Component
class ReadLog {

    /** Opening the same thing again within this time, such as by reloading, is the same reading. Refusals all count. */
    private static final int SAME_READING_SECONDS = 60;

    private final JdbcClient jdbc;
    private final WorkingCalendar calendar;
    private final ReadChain chain;

    ReadLog(JdbcClient jdbc, WorkingCalendar calendar, ReadChain chain) {
        this.jdbc = jdbc;
        this.calendar = calendar;
        this.chain = chain;
    }

    /**
     * Adds a reading at the end of the transaction that it belongs to, so that the chain is locked for no longer than its
     * commit. If the entry cannot be written, nothing is read.
     */
    void note(Reading reading) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void beforeCommit(boolean readOnly) {
                if (!isRepeated(reading)) {
                    append(reading);
                }
            }
        });
    }

    /** Adds a reading now; the chain is locked until the transaction ends. */
    void append(Reading reading) {
        chain.append(reading);
    }

    private boolean isRepeated(Reading reading) {
        return jdbc.sql("""
                        select count(*) from read_log
                         where business_key = :key and kind = :kind and version_number = :version and reader = :reader
                           and ground = :ground and route = :route and read_at > :since and read_at <= :at
                        """)
                        .param("key", reading.key())
                        .param("kind", reading.kind())
                        .param("version", reading.version())
                        .param("reader", reading.reader())
                        .param("ground", reading.ground())
                        .param("route", reading.route())
                        .param(
                                "since",
                                reading.at().minusSeconds(SAME_READING_SECONDS).atOffset(ZoneOffset.UTC))
                        .param("at", reading.at().atOffset(ZoneOffset.UTC))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** The readings of one thing, the latest first, but for those of which notice is not given yet (A6.3). */
    List<Reading> of(String key) {
        return jdbc.sql("select " + ReadChain.COLUMNS + """
                          from read_log
                          left join access_grant on access_grant.id = read_log.grant_id
                         where read_log.business_key = :key
                           and (access_grant.notice_on is null or access_grant.notice_on <= :today)
                         order by read_log.entry_number desc
                        """)
                .param("key", key)
                .param("today", calendar.today())
                .query((row, number) -> ReadChain.reading(row))
                .list();
    }

    /** A reading as of now, to the millisecond, which both databases keep. */
    Reading reading(String reader, Content content, Decision decision, Route route) {
        return new Reading(
                calendar.now().truncatedTo(ChronoUnit.MILLIS),
                reader,
                content.kind().name(),
                content.key(),
                content.version(),
                decision.ground() == null ? Reading.DENIED : decision.ground().name(),
                decision.denial() == null ? null : decision.denial().name(),
                route.name(),
                decision.grantId());
    }
}
