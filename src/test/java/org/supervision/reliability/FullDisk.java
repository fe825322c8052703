package org.supervision.reliability;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.h2.api.Trigger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that has no room for some rows of the outbox, as H2 calls it before it writes one. */
public final class FullDisk implements Trigger {

    private static final String DISK_FULL = "53100";

    private static volatile Predicate<List<Object>> refused = row -> false;

    /** From now on rows of mails that this holds for cannot be written. */
    static void refuses(JdbcClient jdbc, Predicate<List<Object>> rows) {
        refused = rows;
        jdbc.sql("create trigger if not exists full_disk before insert, update on mail for each row call \""
                        + FullDisk.class.getName() + "\"")
                .update();
    }

    static void hasRoomAgain(JdbcClient jdbc) {
        jdbc.sql("drop trigger if exists full_disk").update();
    }

    @Override
    public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
        if (refused.test(Arrays.asList(after))) {
            throw new SQLException("No room for " + Arrays.toString(after), DISK_FULL);
        }
    }
}
