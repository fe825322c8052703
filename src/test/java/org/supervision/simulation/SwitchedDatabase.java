package org.supervision.simulation;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Lets the application under test work on another database for a while: each simulated world has one of its own, as new as
 * on the day of the installation, and the tests that share the application find theirs as they left it.
 */
public final class SwitchedDatabase implements BeanPostProcessor {

    /** Tables of the engine that belong to the installation, not to what has happened since. */
    private static final Predicate<String> INSTALLED = table -> table.startsWith("ACT_ID_")
            || table.startsWith("ACT_RE_")
            || table.startsWith("ACT_GE_")
            || List.of(
                            "ACT_RU_AUTHORIZATION",
                            "ACT_RU_FILTER",
                            "ACT_RU_JOBDEF",
                            "ACT_RU_EVENT_SUBSCR",
                            "CONTENT_PROTECTION")
                    .contains(table)
            || table.toLowerCase(Locale.ROOT).contains("flyway");

    private static int made;

    private @Nullable Switched switched;
    private @Nullable Path asInstalled;
    private Runnable closing = () -> {};

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof DataSource dataSource && switched == null) {
            switched = new Switched(dataSource);
            return switched;
        }
        return bean;
    }

    /** Turns to a new database. */
    void begin() {
        if (asInstalled == null) {
            asInstalled = asInstalled();
        }
        HikariDataSource pool = empty();
        JdbcClient.create(pool).sql("runscript from '" + asInstalled + "'").update();
        turnTo(pool);
    }

    /**
     * Turns to a copy of a database that a release of the product left.
     *
     * @param script that H2 wrote of it, or {@code pg_dump} where the application works on PostgreSQL; compressed
     */
    void begin(Path script) {
        if (Objects.requireNonNull(switched).own instanceof HikariDataSource own
                && own.getJdbcUrl().startsWith("jdbc:postgresql:")) {
            beginOnPostgres(own, script);
            return;
        }
        HikariDataSource pool = empty();
        JdbcClient.create(pool)
                .sql("runscript from '" + script.toAbsolutePath() + "' compression gzip")
                .update();
        turnTo(pool);
    }

    /** In a new database of the application's own server, which ends with the tests. */
    private void beginOnPostgres(HikariDataSource own, Path script) {
        made++;
        JdbcClient.create(own).sql("create database released" + made).update();
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(own.getJdbcUrl().replaceFirst("/postgres(?=\\?|$)", "/released" + made));
        pool.setUsername(own.getUsername());
        pool.setPassword(own.getPassword());
        try (InputStream text = new GZIPInputStream(Files.newInputStream(script))) {
            new JdbcTemplate(pool).execute(new String(text.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        turnTo(pool, pool::close);
    }

    /** Turns back to the application's own database. */
    void end() {
        turnTo(Objects.requireNonNull(switched).own, () -> {});
    }

    private void turnTo(HikariDataSource pool) {
        turnTo(pool, () -> {
            JdbcClient.create(pool).sql("shutdown immediately").update();
            pool.close();
        });
    }

    /** @param whenLeft closes it once there is another */
    private void turnTo(DataSource next, Runnable whenLeft) {
        Objects.requireNonNull(switched).setTargetDataSource(next);
        closing.run();
        closing = whenLeft;
    }

    /** Its pool hands out the connection of last time: each has to learn all statements anew, which is dear. */
    private static HikariDataSource empty() {
        made++;
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(
                "jdbc:h2:mem:simulation" + made + ";DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=0;QUERY_CACHE_SIZE=1000");
        pool.setUsername("sa");
        pool.setPassword("");
        pool.setMinimumIdle(1);
        return pool;
    }

    /** Writes down a copy of the application's database without what has happened in it. */
    private Path asInstalled() {
        try {
            Path script = Files.createTempFile("installed", ".sql");
            script.toFile().deleteOnExit();
            JdbcClient.create(Objects.requireNonNull(switched).own)
                    .sql("script to '" + script + "'")
                    .query()
                    .listOfRows();
            HikariDataSource pool = empty();
            JdbcClient jdbc = JdbcClient.create(pool);
            jdbc.sql("runscript from '" + script + "'").update();
            jdbc.sql("set referential_integrity false").update();
            jdbc
                    .sql("select table_name from information_schema.tables where table_schema = 'PUBLIC'"
                            + " and table_type = 'BASE TABLE'")
                    .query(String.class)
                    .list()
                    .stream()
                    .filter(INSTALLED.negate())
                    .forEach(table -> jdbc.sql("truncate table \"" + table + "\" restart identity")
                            .update());
            jdbc.sql("delete from ACT_GE_BYTEARRAY where DEPLOYMENT_ID_ is null")
                    .update();
            jdbc.sql("delete from ACT_RU_EVENT_SUBSCR where EXECUTION_ID_ is not null")
                    .update();
            jdbc.sql("update content_protection set verified_at = null, findings = null")
                    .update();
            jdbc.sql("set referential_integrity true").update();
            for (String head : List.of(
                    "insert into read_log_head (id, entry_number, entry_hash) values (1, 0, '" + "0".repeat(64) + "')",
                    "insert into case_extract_head (id, place) values (1, 0)",
                    "insert into seal_head (id, seal_number, seal) values (1, 0, '" + "0".repeat(64) + "')")) {
                jdbc.sql(head).update();
            }
            jdbc.sql("script to '" + script + "'").query().listOfRows();
            jdbc.sql("shutdown immediately").update();
            pool.close();
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands out connections of whichever database is chosen. */
    private static final class Switched extends DelegatingDataSource {

        private final DataSource own;

        Switched(DataSource own) {
            super(own);
            this.own = own;
        }
    }
}
