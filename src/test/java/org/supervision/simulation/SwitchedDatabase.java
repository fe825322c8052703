package org.supervision.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
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
    private @Nullable JdbcConnectionPool current;

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
        JdbcConnectionPool pool = empty();
        JdbcClient.create(pool).sql("runscript from '" + asInstalled + "'").update();
        turnTo(pool);
    }

    /**
     * Turns to a copy of a database that a release of the product left.
     *
     * @param script that H2 wrote of it, compressed
     */
    void begin(Path script) {
        JdbcConnectionPool pool = empty();
        JdbcClient.create(pool)
                .sql("runscript from '" + script.toAbsolutePath() + "' compression gzip")
                .update();
        turnTo(pool);
    }

    /** Turns back to the application's own database. */
    void end() {
        turnTo(null);
    }

    private void turnTo(@Nullable JdbcConnectionPool pool) {
        Switched all = Objects.requireNonNull(switched);
        all.setTargetDataSource(pool == null ? all.own : pool);
        if (current != null) {
            JdbcClient.create(current).sql("shutdown immediately").update();
            current.dispose();
        }
        current = pool;
    }

    private static JdbcConnectionPool empty() {
        made++;
        return JdbcConnectionPool.create(
                "jdbc:h2:mem:simulation" + made + ";DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=1000", "sa", "");
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
            JdbcConnectionPool pool = empty();
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
            pool.dispose();
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
