package org.supervision.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.supervision.scenario.Demo;
import org.supervision.scenario.Demo.Task;
import org.supervision.scenario.EveryForm.Page;
import org.supervision.scenario.TypedPage;

/** Fills in a form by REST; what is sent once it is filled in is up to the test. */
final class Typist extends TypedPage {

    private final Demo demo;
    private final String userId;
    private final Task task;
    private final BiConsumer<String, Task> send;

    /** @param send told who it is and which task, once what was typed is saved as the draft and has no errors */
    Typist(Demo demo, String userId, String taskKey, BiConsumer<String, Task> send) {
        this(demo, userId, demo.as(userId).task(taskKey), send);
    }

    private Typist(Demo demo, String userId, Task task, BiConsumer<String, Task> send) {
        super(demo.as(userId).form(task).get("values").deepCopy());
        this.demo = demo;
        this.userId = userId;
        this.task = task;
        this.send = send;
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
        JsonNode saved = demo.as(userId)
                .put("/api/tasks/" + task.id() + "/form", values, null)
                .expect(200)
                .json();
        assertThat(saved.get("errors")).as(task.toString()).isEmpty();
        send.accept(userId, task);
    }
}
