package org.supervision.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.persistence.Documents;

/**
 * The log of every reading, allowed or refused (B6). Entries are only ever added; each is hashed together with the hash of
 * the one before, so that a change, a removal or another order is found by {@link #verify()}. Whoever can write to the
 * tables could rebuild the whole chain: {@link #head()}, kept elsewhere now and then, shows that too.
 */
@Component
public class ReadLog {

    /** Opening the same thing again within this time, such as by reloading, is the same reading. Refusals all count. */
    private static final int SAME_READING_SECONDS = 60;

    private static final int PAGE = 1000;

    private static final String COLUMNS = """
            read_log.entry_number, read_log.read_at, read_log.reader, read_log.kind, read_log.business_key,
            read_log.version_number, read_log.ground, read_log.denial, read_log.route, read_log.grant_id,
            read_log.previous_hash, read_log.entry_hash
            """;

    private final JdbcClient jdbc;
    private final WorkingCalendar calendar;

    ReadLog(JdbcClient jdbc, WorkingCalendar calendar) {
        this.jdbc = jdbc;
        this.calendar = calendar;
    }

    /**
     * The end of the chain.
     *
     * @param entry number of the last entry; 0 before the first
     * @param hash its hash
     */
    public record Head(long entry, String hash) {}

    /**
     * Something that is wrong with the chain.
     *
     * @param entry number of the entry at which it shows
     */
    public record Finding(long entry, Kind kind) {

        /** What is wrong. */
        public enum Kind {
            /** The entry does not say what it said. */
            CHANGED,
            /** The entry is not there. */
            MISSING,
            /** The entry does not follow the one before it. */
            MISPLACED,
            /** The end of the chain is another than was noted. */
            WRONG_END
        }
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
        Head end = jdbc.sql("select entry_number, entry_hash from read_log_head where id = 1 for update")
                .query(ReadLog::end)
                .single();
        Entry entry = Entry.after(end, reading);
        jdbc.sql("""
                        insert into read_log (entry_number, read_at, reader, kind, business_key, version_number, ground, denial,
                                              route, grant_id, previous_hash, entry_hash)
                        values (:number, :at, :reader, :kind, :key, :version, :ground, :denial, :route, :grant, :previous, :hash)
                        """)
                .param("number", entry.number())
                .param("at", reading.at().atOffset(ZoneOffset.UTC))
                .param("reader", reading.reader())
                .param("kind", reading.kind())
                .param("key", reading.key())
                .param("version", reading.version())
                .param("ground", reading.ground())
                .param("denial", reading.denial())
                .param("route", reading.route())
                .param("grant", reading.grantId())
                .param("previous", entry.previousHash())
                .param("hash", entry.hash())
                .update();
        jdbc.sql("update read_log_head set entry_number = :number, entry_hash = :hash where id = 1")
                .param("number", entry.number())
                .param("hash", entry.hash())
                .update();
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
        return jdbc.sql("select " + COLUMNS + """
                          from read_log
                          left join access_grant on access_grant.id = read_log.grant_id
                         where read_log.business_key = :key
                           and (access_grant.notice_on is null or access_grant.notice_on <= :today)
                         order by read_log.entry_number desc
                        """)
                .param("key", key)
                .param("today", calendar.today())
                .query((row, number) -> entry(row).reading())
                .list();
    }

    /** Where the chain ends now. */
    public Head head() {
        return jdbc.sql("select entry_number, entry_hash from read_log_head where id = 1")
                .query(ReadLog::end)
                .single();
    }

    /** Checks the whole chain as it is now; nothing is found where it is as it was written. Takes no lock. */
    public List<Finding> verify() {
        Head end = head();
        List<Finding> findings = new ArrayList<>();
        Head last = new Head(0, Entry.BEFORE_THE_FIRST);
        List<Entry> page;
        do {
            page = page(last.entry(), end.entry());
            for (Entry entry : page) {
                for (long missing = last.entry() + 1; missing < entry.number(); missing++) {
                    findings.add(new Finding(missing, Finding.Kind.MISSING));
                }
                if (!entry.isIntact()) {
                    findings.add(new Finding(entry.number(), Finding.Kind.CHANGED));
                }
                if (entry.number() == last.entry() + 1 && !entry.previousHash().equals(last.hash())) {
                    findings.add(new Finding(entry.number(), Finding.Kind.MISPLACED));
                }
                last = new Head(entry.number(), entry.hash());
            }
        } while (!page.isEmpty());
        for (long missing = last.entry() + 1; missing <= end.entry(); missing++) {
            findings.add(new Finding(missing, Finding.Kind.MISSING));
        }
        if (last.entry() == end.entry() && !last.hash().equals(end.hash()) || reachesPastItsEnd()) {
            findings.add(new Finding(end.entry(), Finding.Kind.WRONG_END));
        }
        return findings;
    }

    private List<Entry> page(long after, long upTo) {
        return jdbc.sql("select " + COLUMNS + """
                          from read_log where entry_number > :after and entry_number <= :upTo
                         order by entry_number
                         fetch first %d rows only
                        """.formatted(PAGE))
                .param("after", after)
                .param("upTo", upTo)
                .query((row, number) -> entry(row))
                .list();
    }

    /** One statement, so that entries added meanwhile do not count. */
    private boolean reachesPastItsEnd() {
        return jdbc.sql("""
                        select count(*) from read_log
                         where entry_number > (select entry_number from read_log_head where id = 1)
                        """).query(Integer.class).single() > 0;
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

    private static Head end(ResultSet row, int number) throws SQLException {
        return new Head(row.getLong("entry_number"), row.getString("entry_hash"));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("entry_number"),
                new Reading(
                        row.getObject("read_at", OffsetDateTime.class).toInstant(),
                        row.getString("reader"),
                        row.getString("kind"),
                        row.getString("business_key"),
                        row.getInt("version_number"),
                        row.getString("ground"),
                        row.getString("denial"),
                        row.getString("route"),
                        row.getObject("grant_id", Long.class)),
                row.getString("previous_hash"),
                row.getString("entry_hash"));
    }

    /** A reading in its place in the chain. */
    private record Entry(long number, Reading reading, String previousHash, String hash) {

        static final String BEFORE_THE_FIRST = "0".repeat(64);

        static Entry after(Head end, Reading reading) {
            long number = end.entry() + 1;
            return new Entry(number, reading, end.hash(), hashOf(number, reading, end.hash()));
        }

        boolean isIntact() {
            return hash.equals(hashOf(number, reading, previousHash));
        }

        private static String hashOf(long number, Reading reading, String previousHash) {
            return Documents.sha256(String.join(
                    "\n", // in none of the parts
                    Long.toString(number),
                    reading.at().toString(),
                    reading.reader(),
                    reading.kind(),
                    reading.key(),
                    Integer.toString(reading.version()),
                    reading.ground(),
                    String.valueOf(reading.denial()),
                    reading.route(),
                    String.valueOf(reading.grantId()),
                    previousHash));
        }
    }
}
