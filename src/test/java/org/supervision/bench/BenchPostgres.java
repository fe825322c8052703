package org.supervision.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A PostgreSQL with room for a hundred thousand agreements, from the binaries that Maven brings: the database of a real
 * installation, and the one that tells what its statements touch. Registered by hand.
 */
class BenchPostgres {

    @Bean(destroyMethod = "close")
    Server server() throws IOException {
        String other = System.getProperty("bench.jdbc", "");
        return other.isEmpty()
                ? new Server(
                        EmbeddedPostgres.builder()
                                .setServerConfig("shared_buffers", "512MB")
                                .setServerConfig("max_wal_size", "4GB")
                                .setServerConfig("random_page_cost", "1.1")
                                .setServerConfig("max_connections", "120")
                                .start(),
                        "")
                : new Server(null, other);
    }

    @Bean
    JdbcConnectionDetails connectionDetails(Server server) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return "postgres";
            }

            @Override
            public String getPassword() {
                return "postgres";
            }

            @Override
            public String getJdbcUrl() {
                return server.url("postgres");
            }
        };
    }

    /**
     * @param embedded null where another server is used
     * @param other the address of another server's database
     */
    record Server(@Nullable EmbeddedPostgres embedded, String other) implements AutoCloseable {

        String url(String database) {
            String url = embedded == null
                    ? other.replaceAll("/[^/]*$", "/" + database)
                    : embedded.getJdbcUrl("postgres", database);
            return url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true";
        }

        /** Makes an empty database, for a subject of its own; answers its address. */
        String create(DataSource present, String database) {
            JdbcClient.create(present).sql("create database " + database).update();
            return url(database);
        }

        @Override
        public void close() throws IOException {
            if (embedded != null) {
                embedded.close();
            }
        }
    }
}
