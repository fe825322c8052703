package org.supervision.scenario;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngines;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * Makes the engine's own REST and web applications serve the engine of the application under test: they look it up by
 * its name in a map of the whole JVM, where the engines of process tests stand as well.
 */
public class ServedEngine extends AbstractTestExecutionListener {

    @Override
    public void beforeTestMethod(TestContext context) {
        // or else the first look-up builds one more from the process tests' configuration
        ReflectionTestUtils.setField(ProcessEngines.class, "isInitialized", true);
        ProcessEngines.registerProcessEngine(context.getApplicationContext().getBean(ProcessEngine.class));
    }
}
