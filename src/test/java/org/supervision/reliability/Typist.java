package org.supervision.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.supervision.scenario.Demo;
import org.supervision.scenario.Demo.Task;
import org.supervision.scenario.EveryForm.Page;

/** Fills in a form by REST; what is sent once it is filled in is up to the test. */
final class Typist implements Page {

    private final Demo demo;
    private final String userId;
    private final Task task;
    private final ObjectNode values;
    private final BiConsumer<String, Task> send;

    /** @param send told who it is and which task, once what was typed is saved as the draft and has no errors */
    Typist(Demo demo, String userId, String taskKey, BiConsumer<String, Task> send) {
        this.demo = demo;
        this.userId = userId;
        this.send = send;
        task = demo.as(userId).task(taskKey);
        values = demo.as(userId).form(task).get("values").deepCopy();
    }

    @Override
    public Page type(String path, String text) {
        int row = path.indexOf('[');
        if (row < 0) {
            values.put(path, text);
        } else {
            int number = Integer.parseInt(path.substring(row + 1, path.indexOf(']')));
            ((ObjectNode) values.withArray(path.substring(0, row)).get(number))
                    .put(path.substring(path.indexOf("].") + 2), text);
        }
        return this;
    }

    @Override
    public Page choose(String path, String value) {
        return type(path, value);
    }

    @Override
    public Page tick(String path) {
        return type(path, "true");
    }

    @Override
    public Page untick(String path) {
        return type(path, "false");
    }

    @Override
    public Page add(String rows) {
        values.withArray(rows).addObject();
        return this;
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
    public void complete() {
        complete(rest -> {});
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
