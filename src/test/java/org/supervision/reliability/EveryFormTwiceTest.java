package org.supervision.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.TestDatabase;
import org.supervision.scenario.AsAtTheStart;
import org.supervision.scenario.Demo;
import org.supervision.scenario.Demo.Task;
import org.supervision.scenario.DemoTest;
import org.supervision.scenario.EveryForm;
import org.supervision.scenario.FirstState;
import org.supervision.taskform.Crossing;

/** Lives the way through every form once alone, then so that each form is sent twice at once, and counts every table. */
@DemoTest
@AsAtTheStart
@EnabledIfSystemProperty(named = "reliability.races", matches = "[1-9]\\d*")
class EveryFormTwiceTest {

    private static final int RACES = Integer.getInteger("reliability.races", 0);

    /** Written when somebody looks at a form, whatever comes of it; whoever loses has looked, too. */
    private static final Set<String> LOOKS =
            Set.of("read_log", "act_hi_decinst", "act_hi_dec_in", "act_hi_dec_out", "act_ru_meter_log");

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext application;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Crossing crossing;

    @Test
    @DisplayName("Every form sent twice at once leaves the rows of a life in which nobody was in anybody's way")
    void everyFormDoesItsWorkOnce() {
        Demo demo = new Demo(port);
        walk(demo, (userId, task) -> demo.as(userId).tryComplete(task).expect(204));
        Map<String, Long> alone = rows();
        for (int race = 0; race < RACES; race++) {
            FirstState.restore(application);
            walk(demo, new TwoAtOnce(demo, jdbc, crossing)::complete);
            assertThat(rows()).as("rows after race " + race).isEqualTo(alone);
        }
    }

    private void walk(Demo demo, BiConsumer<String, Task> send) {
        new EveryForm(demo, jdbc, (userId, taskKey) -> new Typist(demo, userId, taskKey, send)).walk();
    }

    /** How many rows each table has; of the engine's log of operations those that are no look at a decision table. */
    private Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        TestDatabase.tables(jdbc).stream()
                .filter(table -> !LOOKS.contains(table))
                .forEach(table -> rows.put(table, count(table)));
        return rows;
    }

    private long count(String table) {
        String which = table.equals("act_hi_op_log") ? " where OPERATION_TYPE_ <> 'Evaluate'" : "";
        return jdbc.sql("select count(*) from " + table + which)
                .query(Long.class)
                .single();
    }
}
