package org.supervision.scenario;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** The database of an application under test as it was at one moment, to be brought back. */
public interface Snapshot {

    /** Everything as it was. */
    void restore();

    /** As it is now; null where the database is in files, which a test of its own has. */
    static @Nullable Snapshot of(ApplicationContext context) {
        EmbeddedPostgres postgres =
                context.getBeanProvider(EmbeddedPostgres.class).getIfAvailable();
        JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
        if (postgres != null) {
            return new OnPostgres(new JdbcTemplate(postgres.getPostgresDatabase()), pool(context));
        }
        ConnectionCallback<String> url = connection -> connection.getMetaData().getURL();
        return Objects.requireNonNull(jdbc.execute(url)).startsWith("jdbc:h2:mem:")
                ? new OnH2(jdbc, jdbc.queryForList("script", String.class))
                : null;
    }

    private static HikariDataSource pool(ApplicationContext context) {
        try {
            return context.getBean(DataSource.class).unwrap(HikariDataSource.class);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As H2's own script. */
    record OnH2(JdbcTemplate jdbc, List<String> script) implements Snapshot {

        @Override
        public void restore() {
            jdbc.execute("drop all objects");
            script.forEach(jdbc::execute);
        }
    }

    /** As a database that the next one is copied from, which nobody may be connected to meanwhile. */
    final class OnPostgres implements Snapshot {

        private static int made;

        private final String kept = "kept" + ++made;
        private final JdbcTemplate server;
        private final HikariDataSource pool;

        OnPostgres(JdbcTemplate server, HikariDataSource pool) {
            this.server = server;
            this.pool = pool;
            RealPostgres.copy(server, pool, RealPostgres.DATABASE, kept);
        }

        @Override
        public void restore() {
            pool.getHikariPoolMXBean().softEvictConnections();
            server.execute("drop database %s with (force)".formatted(RealPostgres.DATABASE));
            RealPostgres.copy(server, pool, kept, RealPostgres.DATABASE);
        }
    }
}
