package org.supervision.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.confidential.TextCipher;
import org.supervision.persistence.Documents;

/**
 * The entries of the log of readings. They are only ever added; each is sealed together with the seal of the one before,
 * so that a change, a removal or another order is found by {@link #verify()}, and nobody without the keys can write the
 * chain anew. Entries of earlier versions have a plain hash: where they end is sealed once and for all.
 */
@Component
public class ReadChain {

    private static final int PAGE = 1000;

    /** Where the chain begins. */
    public static final Head START = new Head(0, "0".repeat(64));

    /** Of a query that {@link #reading} reads. */
    static final String COLUMNS = """
            read_log.entry_number, read_log.read_at, read_log.reader, read_log.kind, read_log.business_key,
            read_log.version_number, read_log.ground, read_log.denial, read_log.route, read_log.grant_id,
            read_log.previous_hash, read_log.entry_hash
            """;

    private final JdbcClient jdbc;
    private final TextCipher cipher;

    public ReadChain(JdbcClient jdbc, TextCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    /**
     * The end of the chain.
     *
     * @param entry number of the last entry; 0 before the first
     * @param hash its seal; a plain hash where an earlier version wrote it
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

    /** Adds a reading now; the chain is locked until the transaction ends. */
    void append(Reading reading) {
        Head end = jdbc.sql("select entry_number, entry_hash from read_log_head where id = 1 for update")
                .query(ReadChain::end)
                .single();
        Entry unsealed = Entry.after(end, reading);
        Entry entry = unsealed.with(cipher.seal(unsealed.text()));
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

    /** Where the chain ends now. */
    public Head head() {
        return jdbc.sql("select entry_number, entry_hash from read_log_head where id = 1")
                .query(ReadChain::end)
                .single();
    }

    /** Checks the whole chain as it is now; nothing is found where it is as it was written. Takes no lock. */
    public List<Finding> verify() {
        List<Finding> findings = new ArrayList<>();
        Optional<Head> next = Optional.of(START);
        while (next.isPresent()) {
            next = verifyAfter(next.get(), findings);
        }
        return findings;
    }

    /**
     * Checks the next entries of the chain.
     *
     * @param last the entry before them
     * @param findings what is wrong is added here
     * @return the last of them; empty where the chain ends
     */
    public Optional<Head> verifyAfter(Head last, List<Finding> findings) {
        Head end = head();
        List<Entry> page = page(last.entry());
        if (page.isEmpty()) {
            addMissing(last.entry() + 1, end.entry(), findings);
            if (last.entry() == end.entry() && !last.hash().equals(end.hash()) || reachesPastItsEnd()) {
                findings.add(new Finding(end.entry(), Finding.Kind.WRONG_END));
            }
            return Optional.empty();
        }
        long lastOfEarlierVersions = lastOfEarlierVersions();
        Head before = last;
        for (Entry entry : page) {
            addMissing(before.entry() + 1, entry.number() - 1, findings);
            if (!isIntact(entry, lastOfEarlierVersions)) {
                findings.add(new Finding(entry.number(), Finding.Kind.CHANGED));
            }
            if (entry.number() == before.entry() + 1 && !entry.previousHash().equals(before.hash())) {
                findings.add(new Finding(entry.number(), Finding.Kind.MISPLACED));
            }
            before = new Head(entry.number(), entry.hash());
        }
        return Optional.of(before);
    }

    private static void addMissing(long from, long to, List<Finding> findings) {
        LongStream.rangeClosed(from, to)
                .mapToObj(number -> new Finding(number, Finding.Kind.MISSING))
                .forEach(findings::add);
    }

    /** Entries up to the first end that was sealed may have a plain hash: that end holds them all. */
    private long lastOfEarlierVersions() {
        return jdbc.sql("select coalesce(min(subject_id), 0) from seal where subject_table = 'read_log'")
                .query(Long.class)
                .single();
    }

    private boolean isIntact(Entry entry, long lastOfEarlierVersions) {
        return cipher.isSealOf(entry.text(), entry.hash())
                || entry.number() <= lastOfEarlierVersions
                        && Documents.sha256(entry.text()).equals(entry.hash());
    }

    private List<Entry> page(long after) {
        return jdbc.sql("select " + COLUMNS + """
                          from read_log where entry_number > :after
                         order by entry_number
                         fetch first %d rows only
                        """.formatted(PAGE))
                .param("after", after)
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

    private static Head end(ResultSet row, int number) throws SQLException {
        return new Head(row.getLong("entry_number"), row.getString("entry_hash"));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("entry_number"), reading(row), row.getString("previous_hash"), row.getString("entry_hash"));
    }

    static Reading reading(ResultSet row) throws SQLException {
        return new Reading(
                row.getObject("read_at", OffsetDateTime.class).toInstant(),
                row.getString("reader"),
                row.getString("kind"),
                row.getString("business_key"),
                row.getInt("version_number"),
                row.getString("ground"),
                row.getString("denial"),
                row.getString("route"),
                row.getObject("grant_id", Long.class));
    }

    /** A reading in its place in the chain. */
    private record Entry(long number, Reading reading, String previousHash, String hash) {

        static Entry after(Head end, Reading reading) {
            return new Entry(end.entry() + 1, reading, end.hash(), "");
        }

        Entry with(String seal) {
            return new Entry(number, reading, previousHash, seal);
        }

        /** What is sealed. */
        String text() {
            return String.join(
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
                    previousHash);
        }
    }
}
