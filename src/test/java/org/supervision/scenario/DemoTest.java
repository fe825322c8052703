package org.supervision.scenario;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;
import org.supervision.notification.MailFaults;
import org.supervision.simulation.SwitchedDatabase;
import org.supervision.taskform.Crossing;

/** A test against the whole application with the demo's people, on a database of its own, served on a free port. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles({"demo", "test"})
@Import({PostgresWhereAsked.class, SwitchedDatabase.class, MailFaults.class, Crossing.class})
@TestExecutionListeners(
        listeners = {ServedEngine.class, FirstState.class},
        mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
public @interface DemoTest {}
