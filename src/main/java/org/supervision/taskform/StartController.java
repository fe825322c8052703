package org.supervision.taskform;

import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.supervision.engine.PersonStart;
import org.supervision.taskform.TaskController.ClientVariablesException;
import org.supervision.taskform.TaskController.TaskSummary;

/** Starts the processes that a person may start, the same that Tasklist offers under "Start process". */
@RestController
@RequestMapping({"/api/processes", "/camunda/api/supervision/processes"})
class StartController {

    private final CurrentUser currentUser;
    private final RuntimeService engine;
    private final PersonStart starts;
    private final OpenTasks tasks;

    StartController(CurrentUser currentUser, RuntimeService engine, PersonStart starts, OpenTasks tasks) {
        this.currentUser = currentUser;
        this.engine = engine;
        this.starts = starts;
        this.tasks = tasks;
    }

    /** What was started and the caller's first task in it. */
    record Started(String businessKey, TaskSummary task) {}

    @PostMapping("/{processId}/start")
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    public Started start(
            @PathVariable String processId, @RequestBody(required = false) @Nullable Map<String, Object> body) {
        String userId = currentUser.require();
        if (body != null && !body.isEmpty()) {
            throw new ClientVariablesException();
        }
        if (!starts.canStart(processId)) {
            throw new NoSuchProcessException();
        }
        ProcessInstance instance = engine.startProcessInstanceByKey(processId);
        String businessKey = starts.businessKeyOf(instance.getProcessInstanceId());
        OpenTask first = tasks.of(userId, instance.getProcessInstanceId()).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(processId + " gave its starter no task"));
        return new Started(businessKey, TaskSummary.of(first));
    }

    /** No process of this id can be started by a person. */
    static final class NoSuchProcessException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
