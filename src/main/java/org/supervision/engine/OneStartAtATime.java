package org.supervision.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.stereotype.Component;

/**
 * Lets one node start at a time: tables, models, administrators and the planned sweep are made once, and the next node finds
 * them made. The database keeps the lock, and frees it when a node dies. H2 has one node.
 */
@Component(OneStartAtATime.NAME)
class OneStartAtATime implements ApplicationListener<ApplicationReadyEvent>, AutoCloseable {

    static final String NAME = "oneStartAtATime";

    private static final Logger LOG = LoggerFactory.getLogger(OneStartAtATime.class);

    /** Of this database; any number that nothing else in it uses. */
    private static final long LOCK = 7_355_608_241_772L;

    private @Nullable Connection holding;

    /** Waits until no other node is starting. */
    OneStartAtATime(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        if (!"PostgreSQL".equals(connection.getMetaData().getDatabaseProductName())) {
            connection.close();
            return;
        }
        holding = connection;
        try (Statement statement = connection.createStatement()) {
            if (!answersYes(statement, "select pg_try_advisory_lock(" + LOCK + ")")) {
                LOG.info("Another node is starting: waiting for it");
                statement.execute("select pg_advisory_lock(" + LOCK + ")");
            }
        }
    }

    private static boolean answersYes(Statement statement, String question) throws SQLException {
        try (ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        close();
    }

    /** Lets the next node start. */
    @Override
    public final void close() {
        if (holding == null) {
            return;
        }
        try (Connection connection = holding;
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_unlock(" + LOCK + ")");
        } catch (SQLException e) {
            LOG.warn("The lock of the start could not be given back: {}", e.getSQLState());
        }
        holding = null;
    }
}
