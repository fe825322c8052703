package org.supervision.taskform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.ApplicationContext;
import org.supervision.taskform.FormErrors.FieldError;

/** The forms' side of the server as the REST has it, without HTTP in between; for whoever is signed in to the engine. */
public final class OfficeDesk {

    private final TaskController tasks;
    private final StartController starts;
    private final ObjectMapper json;

    public OfficeDesk(ApplicationContext application) {
        tasks = application.getBean(TaskController.class);
        starts = application.getBean(StartController.class);
        json = application.getBean(ObjectMapper.class);
    }

    /** What the form proposes or holds. */
    public ObjectNode values(String taskId) {
        return json.valueToTree(tasks.form(taskId).values());
    }

    /** What the form offers to choose from. */
    public ObjectNode options(String taskId) {
        return json.valueToTree(tasks.form(taskId).options());
    }

    /** Starts a process; answers the id of its first task. */
    public String start(String processId) {
        return starts.start(processId, null).task().id();
    }

    /**
     * Fills in the form, and completes the task where nothing is wrong with it.
     *
     * @return what is wrong; nothing once it is completed
     */
    public List<FieldError> complete(String taskId, Consumer<ObjectNode> filling) {
        ObjectNode values = values(taskId);
        filling.accept(values);
        List<FieldError> errors = tasks.save(taskId, values, null).errors();
        if (errors.isEmpty()) {
            tasks.complete(taskId, null);
        }
        return errors;
    }

    /** Fills in the form and saves it as the draft. */
    public void fill(String taskId, Consumer<ObjectNode> filling) {
        ObjectNode values = values(taskId);
        filling.accept(values);
        tasks.save(taskId, values, null);
    }

    /** Completes the task as it is drafted. */
    public void finish(String taskId) {
        tasks.complete(taskId, null);
    }

    /** What the task list shows. */
    public int open() {
        return tasks.list().size();
    }
}
