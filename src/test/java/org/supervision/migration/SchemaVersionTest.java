package org.supervision.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database of a newer version. */
class SchemaVersionTest {

    @Test
    @DisplayName("a database of a newer version is refused, naming both, and one of an older or the same is taken")
    void newerDatabase() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:schema-version;DB_CLOSE_DELAY=-1");
        JdbcClient jdbc = JdbcClient.create(database);
        start(flyway(database, "100"));
        start(flyway(database, "latest"));
        start(flyway(database, "latest"));
        long migrations = count(jdbc);

        jdbc.sql("insert into \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\", \"type\","
                        + " \"script\", \"checksum\", \"installed_by\", \"execution_time\", \"success\")"
                        + " values (9999, '9999', 'newer', 'SQL', 'V9999__newer.sql', 1, 'sa', 1, true)")
                .update();

        assertThatThrownBy(() -> start(flyway(database, "latest")))
                .isInstanceOf(NewerDatabaseException.class)
                .hasMessageContaining("9999")
                .satisfies(refusal -> assertThat(
                                new NewerDatabaseAnalyzer().analyze(refusal).getAction())
                        .contains("Roll back"));
        assertThat(count(jdbc)).isEqualTo(migrations + 1);
        jdbc.sql("shutdown").update();
    }

    private static void start(Flyway flyway) {
        SchemaVersion.refuseNewer(flyway);
        flyway.migrate();
    }

    private static Flyway flyway(JdbcDataSource database, String target) {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .target(target)
                .load();
    }

    private static long count(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from \"flyway_schema_history\"")
                .query(Long.class)
                .single();
    }
}
