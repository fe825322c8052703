package org.supervision.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.time.Instant;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of the demo's clock when something dies while it moves. */
class TimeTravelTest {

    private static final Duration AHEAD = Duration.ofDays(300);

    private final JdbcClient jdbc = database();
    private final DemoClock clock = new DemoClock(jdbc);

    private static JdbcClient database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl("jdbc:h2:mem:clock;DB_CLOSE_DELAY=-1");
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("drop all objects").update();
        jdbc.sql("create table demo_clock (id integer not null primary key, offset_millis bigint not null)")
                .update();
        return jdbc;
    }

    @AfterEach
    void reset() {
        ClockUtil.reset();
    }

    @Test
    @DisplayName("killed while it moves, it goes on from where it was and not from where it had begun to move")
    void killedWhileItMoves() {
        Instant reached = clock.now().plus(AHEAD);
        clock.standAt(reached);

        DemoClock afterTheKill = new DemoClock(jdbc);

        assertThat(afterTheKill.now()).isBetween(reached.minusSeconds(1), reached.plusSeconds(60));
    }

    @Test
    @DisplayName("without a database while it moves, the job executor that stood still works again all the same")
    void withoutADatabase() {
        JobExecutor executor = mock(JobExecutor.class);
        when(executor.isActive()).thenReturn(true);
        ProcessEngineConfigurationImpl engine = mock(ProcessEngineConfigurationImpl.class);
        when(engine.getJobExecutor()).thenReturn(executor);
        TimeTravel travel =
                new TimeTravel(clock, mock(ManagementService.class), mock(IdentityService.class), engine, jdbc);
        Instant target = clock.now().plus(AHEAD);
        jdbc.sql("drop all objects").update();

        assertThatThrownBy(() -> travel.moveTo(target)).isInstanceOf(DataAccessException.class);

        verify(executor).shutdown();
        verify(executor).start();
    }
}
