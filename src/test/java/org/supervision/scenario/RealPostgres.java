package org.supervision.scenario;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** A real PostgreSQL server from the binaries that Maven brings, in place of H2. */
@TestConfiguration(proxyBeanMethods = false)
public class RealPostgres {

    public static final String DATABASE = "supervision";
    private static final String USER = "postgres";

    /**
     * Makes a copy of a database, to which nobody may be connected meanwhile.
     *
     * @param server a connection to another database
     * @param pool of connections to the one that is copied, which it opens anew
     */
    public static void copy(JdbcTemplate server, HikariDataSource pool, String from, String to) {
        server.execute("alter database %s allow_connections false".formatted(from));
        pool.getHikariPoolMXBean().softEvictConnections();
        server.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = ?", row -> {}, from);
        server.execute("create database %s template %s".formatted(to, from));
        server.execute("alter database %s allow_connections true".formatted(from));
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    @Bean(destroyMethod = "close")
    EmbeddedPostgres postgres() throws IOException {
        // what it keeps is nobody's once it stops
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                // its plans do not hang on whether it has looked at a table meanwhile
                .setServerConfig("autovacuum", "off")
                .start();
        new JdbcTemplate(postgres.getPostgresDatabase()).execute("create database " + DATABASE);
        return postgres;
    }

    @Bean
    JdbcConnectionDetails connectionDetails(EmbeddedPostgres postgres) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return USER;
            }

            @Override
            public String getPassword() {
                return USER;
            }

            @Override
            public String getJdbcUrl() {
                return postgres.getJdbcUrl(USER, DATABASE);
            }
        };
    }
}
