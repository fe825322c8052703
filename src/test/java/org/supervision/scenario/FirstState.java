package org.supervision.scenario;

import java.util.Map;
import java.util.WeakHashMap;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Brings a running demo back to its first state around a class that asks for it, which is a tenth of the work of starting
 * one more application; and puts the clock of the JVM to that of the demo whose turn it is.
 */
public class FirstState extends AbstractTestExecutionListener {

    private static final Map<ApplicationContext, Snapshot> FIRST = new WeakHashMap<>();

    @Override
    public void beforeTestClass(TestContext test) {
        ApplicationContext context = test.getApplicationContext();
        JdbcTemplate jdbc = context.getBean(JdbcTemplate.class);
        FIRST.computeIfAbsent(context, Snapshot::of);
        restore(test);
        setClock(jdbc);
    }

    @Override
    public void afterTestClass(TestContext test) {
        restore(test);
    }

    private static void restore(TestContext test) {
        if (test.getTestClass().isAnnotationPresent(AsAtTheStart.class)) {
            restore(test.getApplicationContext());
        }
    }

    /** Brings this demo back to its first state and its clock to that moment; one of a test that is {@link AsAtTheStart}. */
    public static void restore(ApplicationContext context) {
        FIRST.get(context).restore();
        setClock(context.getBean(JdbcTemplate.class));
    }

    /** The clock is one for all engines of this JVM. */
    private static void setClock(JdbcTemplate jdbc) {
        ClockUtil.offset(jdbc.queryForObject("select offset_millis from demo_clock", Long.class));
    }
}
