package org.supervision.scenario;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/** A real PostgreSQL server from the binaries that Maven brings, in place of H2. */
@TestConfiguration(proxyBeanMethods = false)
public class RealPostgres {

    static final String DATABASE = "supervision";
    private static final String USER = "postgres";

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
