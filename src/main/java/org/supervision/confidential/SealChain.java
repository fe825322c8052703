package org.supervision.confidential;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Seals every agreement, session and signature when it is made, each seal over the one before, so that whoever changes,
 * removes or adds one without the keys is found out, also if all goes that hangs on it (A6.2, A6.3).
 */
public final class SealChain {

    private static final int PAGE = 500;

    /** Where the chain begins. */
    public static final Head START = new Head(0, "0".repeat(64));

    private static final String SEALS = """
            select seal_number, subject_table, subject_id, agreement_id, fingerprint, previous_seal, seal
              from seal where\s""";

    private final JdbcClient jdbc;
    private final TextCipher cipher;

    public SealChain(JdbcClient jdbc, TextCipher cipher) {
        this.jdbc = jdbc;
        this.cipher = cipher;
    }

    /**
     * Something that is not as it was sealed.
     *
     * @param table the table's name
     * @param row the row's id
     * @param agreementId whose file it belongs to; 0 for none
     * @param what as the end of a sentence
     */
    public record Problem(String table, long row, long agreementId, String what) {}

    private record Seal(
            long number,
            String table,
            long subject,
            long agreementId,
            String fingerprint,
            String previous,
            String seal) {

        String text() {
            return String.join(
                    "|",
                    Long.toString(number),
                    table,
                    Long.toString(subject),
                    Long.toString(agreementId),
                    fingerprint,
                    previous);
        }
    }

    /**
     * The last seal of the chain, or of a part of it.
     *
     * @param number how many there are up to it; 0 before the first
     */
    public record Head(long number, String seal) {}

    /**
     * Seals a row at the end of the transaction that made it, so that the chain is locked for no longer than its commit. A
     * row that has its seal keeps that one.
     */
    public void add(SealedTable table, long row) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public int getOrder() {
                return 0; // before the log of readings, so that nobody takes the two locks the other way round
            }

            @Override
            public void beforeCommit(boolean readOnly) {
                if (!isSealed(table, row)) {
                    append(table, rows(table, Set.of(row)).values(), lockHead());
                }
            }
        });
    }

    /** Seals where the log of readings ends now, unless it ended there when that was sealed before. */
    public void addEndOfReadLog() {
        long end = endOfReadLog();
        if (end > 0 && !isSealed(SealedTable.READ_LOG, end)) {
            add(SealedTable.READ_LOG, end);
        }
    }

    /**
     * Seals what an earlier version of the product left, in the caller's transaction, if there is no seal at all yet.
     *
     * @return how many rows were sealed
     */
    int sealEarlier() {
        Head start = lockHead();
        if (start.number() > 0) {
            return 0;
        }
        Head head = start;
        long end = endOfReadLog();
        if (end > 0) {
            head = append(
                    SealedTable.READ_LOG,
                    rows(SealedTable.READ_LOG, Set.of(end)).values(),
                    head);
        }
        for (SealedTable table : SealedTable.whollySealed()) {
            head = append(
                    table, jdbc.sql(table.rows() + " order by t.id").query().listOfRows(), head);
        }
        return (int) head.number();
    }

    private long endOfReadLog() {
        return jdbc.sql("select entry_number from read_log_head where id = 1")
                .query(Long.class)
                .single();
    }

    private Head append(SealedTable table, Iterable<Map<String, Object>> rows, Head after) {
        Head head = after;
        for (Map<String, Object> row : rows) {
            String fingerprint = cipher.seal(table.text(row));
            Seal unsealed = new Seal(
                    head.number() + 1,
                    table.table(),
                    number(row, "id"),
                    number(row, "agreement_id"),
                    fingerprint,
                    head.seal(),
                    "");
            head = new Head(unsealed.number(), cipher.seal(unsealed.text()));
            jdbc.sql("""
                            insert into seal (seal_number, subject_table, subject_id, agreement_id, fingerprint,
                                              previous_seal, seal)
                            values (:number, :table, :subject, :agreement, :fingerprint, :previous, :seal)
                            """)
                    .param("number", unsealed.number())
                    .param("table", unsealed.table())
                    .param("subject", unsealed.subject())
                    .param("agreement", unsealed.agreementId())
                    .param("fingerprint", fingerprint)
                    .param("previous", unsealed.previous())
                    .param("seal", head.seal())
                    .update();
        }
        jdbc.sql("update seal_head set seal_number = :number, seal = :seal where id = 1")
                .param("number", head.number())
                .param("seal", head.seal())
                .update();
        return head;
    }

    private Head lockHead() {
        return head(" for update");
    }

    private Head head(String lock) {
        return jdbc.sql("select seal_number, seal from seal_head where id = 1" + lock)
                .query((row, number) -> new Head(row.getLong("seal_number"), row.getString("seal")))
                .single();
    }

    private boolean isSealed(SealedTable table, long row) {
        return jdbc.sql("select count(*) from seal where subject_table = :table and subject_id = :row")
                        .param("table", table.table())
                        .param("row", row)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private Map<Long, Map<String, Object>> rows(SealedTable table, Set<Long> ids) {
        return jdbc.sql(table.rows() + " where t.id in (:ids)").param("ids", ids).query().listOfRows().stream()
                .collect(Collectors.toMap(row -> number(row, "id"), Function.identity()));
    }

    private static long number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).longValue();
    }

    /** Checks the whole chain, and that all is there, and as it was, that it seals. Takes no lock, and changes nothing. */
    public List<Problem> verify() {
        List<Problem> problems = new ArrayList<>();
        Optional<Head> next = Optional.of(START);
        while (next.isPresent()) {
            next = verifyAfter(next.get(), problems);
        }
        problems.addAll(unsealed());
        return problems;
    }

    /**
     * Checks the next seals of the chain, and what they seal.
     *
     * @param last the seal before them
     * @param problems what is wrong is added here
     * @return the last of them; empty where the chain ends
     */
    public Optional<Head> verifyAfter(Head last, List<Problem> problems) {
        Head end = head("");
        List<Seal> page = page(last.number());
        if (page.isEmpty()) {
            if (!end.equals(last) || reachesPastItsEnd()) {
                problems.add(new Problem("seal_head", 1, 0, "the seals end elsewhere"));
            }
            return Optional.empty();
        }
        Head before = last;
        for (Seal seal : page) {
            if (seal.number() != before.number() + 1 || !seal.previous().equals(before.seal())) {
                problems.add(problem(seal, "a seal before it is missing"));
            }
            if (!isIntact(seal)) {
                problems.add(problem(seal, "its seal was changed, or the key is missing"));
            }
            before = new Head(seal.number(), seal.seal());
        }
        compare(page, problems);
        return Optional.of(before);
    }

    /** Whatever should be sealed and is not. */
    public List<Problem> unsealed() {
        return SealedTable.whollySealed().stream()
                .flatMap(table -> unsealed(table).stream())
                .toList();
    }

    private boolean isIntact(Seal seal) {
        return cipher.isSealOf(seal.text(), seal.seal());
    }

    private List<Seal> page(long after) {
        return jdbc.sql(SEALS + "seal_number > :after order by seal_number fetch first %d rows only".formatted(PAGE))
                .param("after", after)
                .query(SealChain::seal)
                .list();
    }

    private static Seal seal(ResultSet row, int number) throws SQLException {
        return new Seal(
                row.getLong("seal_number"),
                row.getString("subject_table"),
                row.getLong("subject_id"),
                row.getLong("agreement_id"),
                row.getString("fingerprint"),
                row.getString("previous_seal"),
                row.getString("seal"));
    }

    private void compare(List<Seal> page, List<Problem> problems) {
        Map<String, List<Seal>> byTable =
                page.stream().collect(Collectors.groupingBy(Seal::table, HashMap::new, Collectors.toList()));
        List<Seal> missing = new ArrayList<>();
        byTable.forEach((name, seals) -> SealedTable.of(name).ifPresent(table -> {
            Map<Long, Map<String, Object>> rows =
                    rows(table, seals.stream().map(Seal::subject).collect(Collectors.toSet()));
            for (Seal seal : seals) {
                Map<String, Object> row = rows.get(seal.subject());
                if (row == null) {
                    missing.add(seal);
                } else if (!cipher.isSealOf(table.text(row), seal.fingerprint())) {
                    problems.add(problem(seal, "it is not as it was sealed"));
                }
            }
        }));
        Set<Long> disposedOf = disposedOf(missing);
        missing.stream()
                .filter(seal -> !disposedOf.contains(seal.agreementId()) || isOfCertificate(seal))
                .forEach(seal -> problems.add(problem(seal, "it is missing")));
    }

    /** Of these seals' files those that went, as the seals of their certificates say. */
    private Set<Long> disposedOf(List<Seal> missing) {
        if (missing.isEmpty()) {
            return Set.of();
        }
        return jdbc
                .sql(SEALS + "subject_table = :certificates and agreement_id in (:agreements)")
                .param("certificates", SealedTable.DISPOSAL_CERTIFICATE.table())
                .param("agreements", missing.stream().map(Seal::agreementId).collect(Collectors.toSet()))
                .query(SealChain::seal)
                .list()
                .stream()
                .filter(this::isIntact)
                .map(Seal::agreementId)
                .collect(Collectors.toSet());
    }

    private static boolean isOfCertificate(Seal seal) {
        return seal.table().equals(SealedTable.DISPOSAL_CERTIFICATE.table());
    }

    /** One statement, so that seals added meanwhile do not count. */
    private boolean reachesPastItsEnd() {
        return jdbc.sql(
                                "select count(*) from seal where seal_number > (select seal_number from seal_head where id = 1)")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private List<Problem> unsealed(SealedTable table) {
        return jdbc
                .sql("select id, agreement_id from (" + table.rows() + ") r where not exists ("
                        + "select 1 from seal where subject_table = :table and subject_id = r.id)")
                .param("table", table.table())
                .query()
                .listOfRows()
                .stream()
                .map(row ->
                        new Problem(table.table(), number(row, "id"), number(row, "agreement_id"), "it has no seal"))
                .toList();
    }

    private static Problem problem(Seal seal, String what) {
        return new Problem(seal.table(), seal.subject(), seal.agreementId(), what);
    }
}
