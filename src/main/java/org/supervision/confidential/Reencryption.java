package org.supervision.confidential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Encrypts anew whatever was not encrypted with the current key, a few rows to a transaction, beside people at work:
 * a row that changes meanwhile is left as it is, since whoever changed it wrote with the current key. Stopped at any
 * point, the next run goes on from there.
 */
public final class Reencryption {

    private static final int ROWS_PER_TRANSACTION = 100;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TextCipher cipher;
    private final ConfidentialColumns columns;

    public Reencryption(
            JdbcClient jdbc, PlatformTransactionManager transactions, TextCipher cipher, ConfidentialColumns columns) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.cipher = cipher;
        this.columns = columns;
    }

    /**
     * What a run did.
     *
     * @param changed texts that were encrypted anew
     * @param left texts that still need another key, because time was up or they changed just then
     * @param unreadable texts that cannot be read and were left alone
     */
    public record Result(int changed, int left, List<String> unreadable) {

        /** Whether nothing needs any key but the current one. */
        public boolean complete() {
            return left == 0 && unreadable.isEmpty();
        }
    }

    /** Encrypts with the current key what was encrypted with another, for about this long. */
    public Result run(Duration atMost) {
        Result result = run(atMost, false);
        if (result.changed() == 0 && result.complete()) {
            noteThatNothingIsLeft();
        }
        return result;
    }

    /** As {@link #run}, but looks through no text once a whole run has found nothing left for the current key. */
    public Result runUnlessNothingIsLeft(Duration atMost) {
        boolean isNoted = jdbc.sql("select count(*) from content_protection where texts_moved_to = :key")
                        .param("key", cipher.currentKey())
                        .query(Integer.class)
                        .single()
                > 0;
        return isNoted ? new Result(0, 0, List.of()) : run(atMost);
    }

    /** Whatever is written from now on is written with the current key. */
    private void noteThatNothingIsLeft() {
        jdbc.sql("update content_protection set texts_moved_to = :key")
                .param("key", cipher.currentKey())
                .update();
    }

    /** Encrypts what an earlier version of the product stored as plain text. */
    Result encryptPlainText() {
        return run(Duration.ofDays(1), true);
    }

    private Result run(Duration atMost, boolean plainText) {
        long end = System.nanoTime() + atMost.toNanos();
        int changed = 0;
        int left = 0;
        List<String> unreadable = new ArrayList<>();
        for (ConfidentialColumn column : columns.all()) {
            Map<String, Object> last = Map.of();
            List<Map<String, Object>> stale = staleRows(column, last);
            while (!stale.isEmpty() && System.nanoTime() < end) {
                List<Map<String, Object>> batch = stale;
                int bad = unreadable.size();
                Integer done = transaction.execute(status -> batch.stream()
                        .mapToInt(key -> encryptAnew(column, key, plainText, unreadable))
                        .sum());
                changed += done == null ? 0 : done;
                left += batch.size() - (done == null ? 0 : done) - (unreadable.size() - bad);
                last = batch.get(batch.size() - 1);
                stale = staleRows(column, last);
            }
            left += stale.isEmpty() ? 0 : countStaleRows(column, last);
        }
        return new Result(changed, left, List.copyOf(unreadable));
    }

    private List<Map<String, Object>> staleRows(ConfidentialColumn column, Map<String, Object> after) {
        return jdbc.sql("select %s from %s order by %1$s fetch first %d rows only"
                        .formatted(column.keyNames(), whereStale(column, after), ROWS_PER_TRANSACTION))
                .param("head", cipher.currentHead() + "%")
                .params(after)
                .query((row, number) -> {
                    Map<String, Object> key = new HashMap<>();
                    for (String name : column.key()) {
                        key.put(name, row.getObject(name));
                    }
                    return key;
                })
                .list();
    }

    private int countStaleRows(ConfidentialColumn column, Map<String, Object> after) {
        return jdbc.sql("select count(*) from " + whereStale(column, after))
                .param("head", cipher.currentHead() + "%")
                .params(after)
                .query(Integer.class)
                .single();
    }

    private static String whereStale(ConfidentialColumn column, Map<String, Object> after) {
        return "%s where %s is not null and %2$s not like :head%s"
                .formatted(column.table(), column.name(), column.andAfter(after));
    }

    private int encryptAnew(
            ConfidentialColumn column, Map<String, Object> key, boolean plainText, List<String> unreadable) {
        List<String> wanted = new ArrayList<>(column.key());
        wanted.addAll(column.boundTo());
        wanted.add(column.name());
        String where = column.key().stream().map(name -> name + " = :" + name).collect(Collectors.joining(" and "));
        List<Map<String, Object>> found = jdbc.sql("select %s from %s where %s"
                        .formatted(wanted.stream().distinct().collect(Collectors.joining(", ")), column.table(), where))
                .params(key)
                .query()
                .listOfRows();
        if (found.isEmpty() || found.get(0).get(column.name()) == null) {
            return 1; // nothing to encrypt any more
        }
        Place place = column.in(found.get(0)::get);
        String stored = (String) found.get(0).get(column.name());
        String text;
        try {
            text = cipher.decrypt(stored, place);
        } catch (UnreadableTextException e) {
            if (!plainText) {
                unreadable.add(e.getMessage());
                return 0;
            }
            text = stored;
        }
        return jdbc.sql("update %s set %s = :fresh where %s and %s = :stored"
                        .formatted(column.table(), column.name(), where, column.name()))
                .params(key)
                .param("fresh", cipher.encrypt(text, place))
                .param("stored", stored)
                .update();
    }
}
