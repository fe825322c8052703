package org.supervision.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.bench.Statements;
import org.supervision.scenario.AsAtTheStart;
import org.supervision.scenario.Demo;
import org.supervision.scenario.Demo.Task;
import org.supervision.scenario.DemoTest;
import org.supervision.scenario.EveryForm;
import org.supervision.scenario.EveryForm.Page;
import org.supervision.scenario.LargeCouncil;
import org.supervision.scenario.TypedPage;

/** How many statements it takes to open each form there is, and to save what was typed into it. */
@DemoTest
@Import(Statements.class)
@AsAtTheStart
class FormBudgetsTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Statements statements;

    @Autowired
    private JdbcClient jdbc;

    private final Budget opened = Budget.of("forms-opened");
    private final Budget saved = Budget.of("forms-saved");

    private Demo demo;
    private LargeCouncil council;

    @Test
    @DisplayName(
            "Each form is opened and saved with no more statements than it may take, and sends no list of all managers")
    void formsTakeNoMore() {
        demo = new Demo(port);
        council = new LargeCouncil(demo, jdbc);
        new EveryForm(demo, jdbc, this::open).walk();
        assertAll(opened::isKept, saved::isKept);
    }

    private Page open(String userId, String taskKey) {
        Task task = demo.as(userId).task(taskKey);
        council.asks(userId, task);
        ObjectNode[] values = new ObjectNode[1];
        Statements.Sent sent = statements.during(
                () -> values[0] = demo.as(userId).form(task).get("values").deepCopy());
        opened.took(EveryForm.fileOf(taskKey), sent.count(), sent.words());
        return new Counted(userId, task, values[0]);
    }

    /** A form that is filled in, saved while somebody counts, and completed. */
    private final class Counted extends TypedPage {

        private final String userId;
        private final Task task;

        Counted(String userId, Task task, ObjectNode values) {
            super(values);
            this.userId = userId;
            this.task = task;
        }

        @Override
        public Page isRefused(String... messages) {
            return this;
        }

        @Override
        public Page isKept() {
            return this;
        }

        @Override
        public void complete(Consumer<ObjectNode> rest) {
            rest.accept(values);
            String path = "/api/tasks/" + task.id() + "/form";
            Statements.Sent sent = statements.during(() -> assertThat(demo.as(userId)
                            .put(path, values, null)
                            .expect(200)
                            .json()
                            .get("errors"))
                    .as(task.toString())
                    .isEmpty());
            saved.took(EveryForm.fileOf(task.taskKey()), sent.count(), sent.words());
            demo.as(userId).tryComplete(task).expect(204);
        }
    }
}
