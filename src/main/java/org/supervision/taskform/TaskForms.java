package org.supervision.taskform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.supervision.engine.TaskFormRegistry;

/** The forms of all user tasks, by the task's id in its model. */
@Component
public class TaskForms implements TaskFormRegistry {

    private final Map<String, TaskForm<?>> byTask = new HashMap<>();

    TaskForms(List<TaskForm<?>> forms) {
        for (TaskForm<?> form : forms) {
            for (String task : form.tasks()) {
                TaskForm<?> other = byTask.putIfAbsent(task, form);
                if (other != null) {
                    throw new IllegalStateException(task + " has two forms: " + other + " and " + form);
                }
            }
        }
    }

    /** The tasks that have a form. */
    @Override
    public Set<String> tasks() {
        return Set.copyOf(byTask.keySet());
    }

    /** The form of a task. */
    @SuppressWarnings("unchecked")
    <V> TaskForm<V> of(String taskKey) {
        TaskForm<?> form = byTask.get(taskKey);
        if (form == null) {
            throw new IllegalStateException(taskKey + " has no form");
        }
        return (TaskForm<V>) form;
    }
}
