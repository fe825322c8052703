package org.supervision;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.RunScript;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * New databases for tests that need no application: H2 in memory, or with {@code -Dtest.database=postgres}
 * ({@code mvn -Ppostgres verify}) those of a real server that this JVM starts.
 */
public final class TestDatabase {

    private static final boolean ON_POSTGRES = "postgres".equals(System.getProperty("test.database"));
    private static final String USER = "postgres";
    private static final String MIGRATED = "migrated";

    private static @Nullable EmbeddedPostgres server;
    private static @Nullable String script;

    private TestDatabase() {}

    /** H2 whatever was asked for, without a table. */
    public static JdbcDataSource inMemory() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=0");
        return database;
    }

    /** Without a table. */
    public static DataSource empty() {
        return ON_POSTGRES ? onPostgres("template1") : inMemory();
    }

    /** With the product's tables as on the day of the installation. */
    public static DataSource migrated() {
        if (!ON_POSTGRES) {
            return migratedInMemory();
        }
        return onPostgres(MIGRATED);
    }

    /** What the migrations left of the first database is all that the others need. */
    private static synchronized DataSource migratedInMemory() {
        JdbcDataSource database = inMemory();
        if (script == null) {
            migrate(database);
            script = String.join(
                    "\n",
                    JdbcClient.create(database).sql("script").query(String.class).stream()
                            .filter(line -> !line.startsWith("CREATE USER"))
                            .toList());
            return database;
        }
        try (Connection connection = database.getConnection()) {
            RunScript.execute(connection, new StringReader(script));
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException("The tables cannot be made", e);
        }
    }

    /** The names of all tables but those of the migrations, in small letters. */
    public static List<String> tables(JdbcClient jdbc) {
        return jdbc.sql(
                        "select lower(table_name) from information_schema.tables where upper(table_schema) = 'PUBLIC'"
                                + " and table_type = 'BASE TABLE'"
                                + " and table_name not in ('flyway_schema_history', 'engine_index_history') order by table_name")
                .query(String.class)
                .list();
    }

    /** Takes all rows out of these of the product's tables, whatever refers to them; ids begin anew. */
    public static void clear(JdbcClient jdbc, List<String> tables) {
        if (ON_POSTGRES) {
            String deletes =
                    tables.stream().map(table -> "delete from " + table).collect(Collectors.joining("; "));
            // at once, as the setting is the connection's
            jdbc.sql("set session_replication_role = replica; " + deletes + "; set session_replication_role = default")
                    .update();
            jdbc.sql("select setval(format('%I', sequencename)::regclass, 1, false) from pg_sequences"
                            + " where schemaname = 'public'")
                    .query()
                    .listOfRows();
        } else {
            jdbc.sql("set referential_integrity false").update();
            tables.forEach(table ->
                    jdbc.sql("truncate table " + table + " restart identity").update());
            jdbc.sql("set referential_integrity true").update();
        }
        for (String head : List.of(
                "insert into read_log_head (id, entry_number, entry_hash) values (1, 0, '" + "0".repeat(64) + "')",
                "insert into case_extract_head (id, place) values (1, 0)",
                "insert into seal_head (id, seal_number, seal) values (1, 0, '" + "0".repeat(64) + "')")) {
            jdbc.sql(head).update();
        }
    }

    private static DataSource migrate(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return database;
    }

    private static synchronized DataSource onPostgres(String template) {
        try {
            if (server == null) {
                // it ends with this JVM, and what it keeps with it
                server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .start();
                migrate(create(server, MIGRATED, "template1"));
            }
            return create(server, "of_" + UUID.randomUUID().toString().replace('-', '_'), template);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataSource create(EmbeddedPostgres server, String name, String template) {
        new JdbcTemplate(server.getPostgresDatabase()).execute("create database " + name + " template " + template);
        return server.getDatabase(USER, name);
    }
}
