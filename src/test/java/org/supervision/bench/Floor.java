package org.supervision.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The same facts in four small tables, written by hand, a transaction a step: the least that it can cost. */
final class Floor implements AutoCloseable {

    private final HikariDataSource pool = new HikariDataSource();
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    /** @param url of an empty database */
    Floor(String url) {
        pool.setJdbcUrl(url);
        pool.setUsername("postgres");
        pool.setPassword("postgres");
        jdbc = new JdbcTemplate(pool);
        transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
        for (String table : List.of(
                "instance (id uuid primary key, key text, state text)",
                "task (id uuid primary key, instance uuid, name text, assignee text, due timestamptz, done timestamptz)",
                "event (id uuid primary key, instance uuid, what text, at timestamptz)",
                "deadline (id uuid primary key, instance uuid, due timestamptz, done timestamptz)")) {
            jdbc.execute("create table floor_" + table);
        }
        jdbc.execute("create index floor_task_open on floor_task (instance) where done is null");
        jdbc.execute("create index floor_deadline_open on floor_deadline (due) where done is null");
    }

    UUID start(Instant deadline) {
        UUID instance = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            jdbc.queryForObject("select count(*) from floor_instance where id = ?", Long.class, instance);
            jdbc.update("insert into floor_instance values (?, ?, 'DRAFT')", instance, "AG-" + instance);
            task(instance, "draft");
            event(instance, "started");
            deadline(instance, deadline);
            event(instance, "task");
        });
        return instance;
    }

    void complete(UUID instance) {
        transaction.executeWithoutResult(status -> {
            UUID task = jdbc.queryForObject(
                    "select id from floor_task where instance = ? and done is null for update", UUID.class, instance);
            jdbc.queryForMap("select * from floor_instance where id = ?", instance);
            jdbc.update("update floor_task set done = now() where id = ?", task);
            jdbc.update("update floor_instance set state = 'CONSIDERED' where id = ?", instance);
            task(instance, "consider");
            event(instance, "completed");
        });
    }

    /** Fires what is due, so many in a transaction; answers how many there were. */
    int fire(int atOnce) {
        Integer fired = transaction.execute(status -> {
            List<UUID> due = jdbc.queryForList(
                    "select instance from floor_deadline where done is null and due <= now()"
                            + " order by due limit ? for update skip locked",
                    UUID.class,
                    atOnce);
            due.forEach(instance -> {
                jdbc.update("update floor_deadline set done = now() where instance = ? and done is null", instance);
                task(instance, "chase");
                event(instance, "chased");
            });
            return due.size();
        });
        return fired == null ? 0 : fired;
    }

    private void task(UUID instance, String name) {
        jdbc.update(
                "insert into floor_task values (?, ?, ?, 'worker', now() + interval '5 days', null)",
                UUID.randomUUID(),
                instance,
                name);
    }

    private void event(UUID instance, String what) {
        jdbc.update("insert into floor_event values (?, ?, ?, now())", UUID.randomUUID(), instance, what);
    }

    private void deadline(UUID instance, Instant due) {
        jdbc.update(
                "insert into floor_deadline values (?, ?, ?, null)", UUID.randomUUID(), instance, Timestamp.from(due));
    }

    @Override
    public void close() {
        pool.close();
    }
}
