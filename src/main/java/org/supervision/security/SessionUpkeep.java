package org.supervision.security;

import java.time.Instant;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.engine.SignInLocks;
import org.supervision.notification.SweepTask;

/**
 * Takes sessions that are over and sign-ins of long ago out of the database, with the sweep and so on one node; nobody can use
 * them meanwhile. The clock is the machine's, as it is for both.
 */
class SessionUpkeep implements SweepTask {

    private final JdbcClient jdbc;
    private final InstantSource machineClock;

    SessionUpkeep(JdbcClient jdbc, InstantSource machineClock) {
        this.jdbc = jdbc;
        this.machineClock = machineClock;
    }

    @Override
    public boolean runsAtEachTime() {
        return true;
    }

    @Override
    public void sweep(Instant now) {
        Instant machineNow = machineClock.instant();
        jdbc.sql("delete from spring_session where expiry_time < :now")
                .param("now", machineNow.toEpochMilli())
                .update();
        SignInLocks.forgetOld(jdbc, machineNow);
    }
}
