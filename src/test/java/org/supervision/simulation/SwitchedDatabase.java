package org.supervision.simulation;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
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
import org.supervision.TestDatabase;
import org.supervision.scenario.RealPostgres;

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
                    .contains(table);

    private static final String INSTALLED_COPY = "installed";

    private static int made;

    private @Nullable Switched switched;
    private @Nullable Path asInstalled;
    private boolean isKeptOnPostgres;
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
        if (isOnPostgres()) {
            if (!isKeptOnPostgres) {
                try (HikariDataSource server = on("postgres")) {
                    RealPostgres.copy(new JdbcTemplate(server), own(), RealPostgres.DATABASE, INSTALLED_COPY);
                }
                try (HikariDataSource copy = on(INSTALLED_COPY)) {
                    clear(JdbcClient.create(copy));
                }
                isKeptOnPostgres = true;
            }
            turnTo(newOnPostgres("template " + INSTALLED_COPY));
            return;
        }
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
        if (isOnPostgres()) {
            HikariDataSource pool = newOnPostgres("");
            try (InputStream text = new GZIPInputStream(Files.newInputStream(script))) {
                new JdbcTemplate(pool).execute(new String(text.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            turnTo(pool);
            return;
        }
        HikariDataSource pool = empty();
        JdbcClient.create(pool)
                .sql("runscript from '" + script.toAbsolutePath() + "' compression gzip")
                .update();
        turnTo(pool);
    }

    private HikariDataSource own() {
        try {
            return Objects.requireNonNull(switched).own.unwrap(HikariDataSource.class);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean isOnPostgres() {
        return own().getJdbcUrl().startsWith("jdbc:postgresql:");
    }

    /** Another database of the application's own server, which ends with the tests. */
    private HikariDataSource on(String database) {
        HikariDataSource own = own();
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(own.getJdbcUrl().replaceFirst("/[^/?]+(?=\\?|$)", "/" + database));
        pool.setUsername(own.getUsername());
        pool.setPassword(own.getPassword());
        pool.setMinimumIdle(1);
        return pool;
    }

    /** @param template what the new database is made of */
    private HikariDataSource newOnPostgres(String template) {
        String name = "world" + ++made;
        try (HikariDataSource server = on("postgres")) {
            new JdbcTemplate(server).execute("create database " + name + " " + template);
        }
        return on(name);
    }

    /** Turns back to the application's own database. */
    void end() {
        turnTo(Objects.requireNonNull(switched).own, () -> {});
    }

    private void turnTo(HikariDataSource pool) {
        turnTo(pool, () -> {
            if (!isOnPostgres()) {
                JdbcClient.create(pool).sql("shutdown immediately").update();
            }
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
            clear(jdbc);
            jdbc.sql("script to '" + script + "'").query().listOfRows();
            jdbc.sql("shutdown immediately").update();
            pool.close();
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes away what has happened since the day of the installation. */
    private static void clear(JdbcClient jdbc) {
        TestDatabase.clear(
                jdbc,
                TestDatabase.tables(jdbc).stream()
                        .filter(table -> !INSTALLED.test(table.toUpperCase(Locale.ROOT)))
                        .toList());
        jdbc.sql("delete from ACT_GE_BYTEARRAY where DEPLOYMENT_ID_ is null").update();
        jdbc.sql("delete from ACT_RU_EVENT_SUBSCR where EXECUTION_ID_ is not null")
                .update();
        jdbc.sql("update content_protection set verified_at = null, findings = null")
                .update();
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
