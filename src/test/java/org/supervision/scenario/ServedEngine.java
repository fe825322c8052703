package org.supervision.scenario;

import org.camunda.bpm.admin.Admin;
import org.camunda.bpm.admin.impl.DefaultAdminRuntimeDelegate;
import org.camunda.bpm.cockpit.Cockpit;
import org.camunda.bpm.cockpit.impl.DefaultCockpitRuntimeDelegate;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.camunda.bpm.tasklist.Tasklist;
import org.camunda.bpm.tasklist.impl.DefaultTasklistRuntimeDelegate;
import org.camunda.bpm.welcome.Welcome;
import org.camunda.bpm.welcome.impl.DefaultWelcomeRuntimeDelegate;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * Makes the engine's own REST and web applications serve the engine of the application under test. They look it up by its
 * name in a map of the whole JVM, where the engines of process tests stand as well; and what they keep of it there is
 * another application's once two have run, and gone once one of them has ended.
 */
public class ServedEngine extends AbstractTestExecutionListener {

    private static @Nullable ProcessEngine served;

    @Override
    public void beforeTestMethod(TestContext context) {
        ProcessEngine engine = context.getApplicationContext().getBean(ProcessEngine.class);
        // or else the first look-up builds one more from the process tests' configuration
        ReflectionTestUtils.setField(ProcessEngines.class, "isInitialized", true);
        ProcessEngines.registerProcessEngine(engine);
        if (engine != served || Cockpit.getRuntimeDelegate() == null) {
            Cockpit.setCockpitRuntimeDelegate(new DefaultCockpitRuntimeDelegate());
            Tasklist.setTasklistRuntimeDelegate(new DefaultTasklistRuntimeDelegate());
            Admin.setAdminRuntimeDelegate(new DefaultAdminRuntimeDelegate());
            Welcome.setRuntimeDelegate(new DefaultWelcomeRuntimeDelegate());
            served = engine;
        }
    }
}
