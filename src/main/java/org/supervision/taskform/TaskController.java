package org.supervision.taskform;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.supervision.people.People;
import org.supervision.taskform.FormErrors.FieldError;

/**
 * The tasks of whoever is signed in, their forms and their completion: under {@code /api} with HTTP Basic for scripts,
 * under {@code /camunda/api/supervision} with Tasklist's session and CSRF token for the forms.
 */
@RestController
// whoever takes no JSON is refused before anything is done, not after
@RequestMapping(
        path = {"/api/tasks", "/camunda/api/supervision/tasks"},
        produces = MediaType.APPLICATION_JSON_VALUE)
class TaskController {

    private static final int MAX_ATTEMPTS = 3;

    private final CurrentUser currentUser;
    private final OpenTasks tasks;
    private final FormService forms;
    private final FormJson json;
    private final TaskService engine;
    private final TaskCards cards;
    private final People people;

    TaskController(
            CurrentUser currentUser,
            OpenTasks tasks,
            FormService forms,
            FormJson json,
            TaskService engine,
            TaskCards cards,
            People people) {
        this.currentUser = currentUser;
        this.tasks = tasks;
        this.forms = forms;
        this.json = json;
        this.engine = engine;
        this.cards = cards;
        this.people = people;
    }

    /** A task in a list; instants are UTC. */
    record TaskSummary(
            String id,
            String taskKey,
            String processKey,
            String businessKey,
            String title,
            @Nullable Instant due,
            @Nullable Instant followUp) {

        static TaskSummary of(OpenTask task) {
            return new TaskSummary(
                    task.id(),
                    task.taskKey(),
                    task.processKey(),
                    task.businessKey(),
                    task.title(),
                    task.due(),
                    task.followUp());
        }
    }

    /**
     * A form as it stands for one person.
     *
     * @param user whose form it is
     * @param assigneeName what others read for {@code assignee}, where a task is shared
     * @param searched fields whose options are only what is chosen: the others are looked for under {@code choices}
     * @param signIn where one signs by signing in again: whether one has just done so
     */
    record Form(
            String user,
            String taskKey,
            String businessKey,
            String title,
            boolean shared,
            @Nullable String assignee,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String assigneeName,

            Object values,
            Object options,
            Object facts,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> searched,

            int version,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Boolean signIn) {}

    /** What a save found. */
    record SaveResult(int version, List<FieldError> errors, List<FieldError> warnings) {}

    @GetMapping
    List<TaskSummary> list() {
        return tasks.of(currentUser.require()).stream().map(TaskSummary::of).toList();
    }

    @GetMapping("/{id}/form")
    Form form(@PathVariable String id) {
        String userId = currentUser.require();
        OpenTask task = find(id, userId);
        FormService.Opened opened = unlessEnded(id, userId, () -> forms.open(task.asSeenBy(userId)));
        boolean shared = cards.isShared(id);
        return new Form(
                userId,
                task.taskKey(),
                task.businessKey(),
                task.title(),
                shared,
                task.assignee(),
                shared && task.assignee() != null ? people.nameOf(task.assignee()) : null,
                opened.values(),
                json.write(opened.view().options()),
                json.write(opened.view().facts()),
                opened.searched(),
                opened.version(),
                opened.signIn());
    }

    /** What may be chosen for a field whose list is too long to be sent; by POST, as names do not belong into an address. */
    @PostMapping("/{id}/form/choices/{field}")
    Choices.Found choices(@PathVariable String id, @PathVariable String field, @RequestBody Choices.Sought sought) {
        String userId = currentUser.require();
        OpenTask task = findOpen(id, userId);
        return Choices.Found.of(
                unlessEnded(id, userId, () -> forms.find(task.asSeenBy(userId), field, sought.words())));
    }

    @PutMapping("/{id}/form")
    SaveResult save(
            @PathVariable String id,
            @RequestBody ObjectNode values,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String version) {
        String userId = currentUser.require();
        OpenTask task = findOpen(id, userId);
        FormService.Saved saved =
                unlessEnded(id, userId, () -> forms.save(task.asSeenBy(userId), values, parseVersion(version)));
        return new SaveResult(
                saved.version(), saved.errors().errors(), saved.errors().warnings());
    }

    @PostMapping("/{id}/complete")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void complete(@PathVariable String id, @RequestBody(required = false) @Nullable Map<String, Object> body) {
        if (body != null && !body.isEmpty()) {
            throw new ClientVariablesException();
        }
        String userId = currentUser.require();
        OpenTask task = findOpen(id, userId);
        FormErrors errors = forms.check(task.asSeenBy(userId));
        if (!errors.isEmpty()) {
            throw tasks.hasEnded(id, userId) ? new TaskGoneException() : new FormRejectedException(errors);
        }
        completeDespiteOthers(task.asSeenBy(userId));
    }

    /**
     * Tries again where somebody else's task of the same instance got in the way, as when both sign at once.
     *
     * @throws TaskGoneException if somebody else has done it, or it was withdrawn
     * @throws TaskPassedOnException if it was given to somebody else, as when the supervisor changes
     * @throws FormRejectedException if what somebody else has done in the meantime makes it wrong
     * @throws ConcurrencyFailureException if they were in the way each time
     */
    private void completeDespiteOthers(TaskContext task) {
        String id = task.taskId();
        String userId = task.userId();
        for (int attempt = 1; ; attempt++) {
            try {
                engine.complete(id);
                return;
            } catch (RuntimeException e) {
                if (tasks.hasEnded(id, userId)) {
                    throw new TaskGoneException();
                }
                if (tasks.find(id, userId).isEmpty()) {
                    throw new TaskPassedOnException();
                }
                FormErrors errors = forms.check(task);
                if (!errors.isEmpty()) {
                    throw new FormRejectedException(errors);
                }
                if (!isConcurrent(e)) {
                    throw e;
                }
                if (attempt == MAX_ATTEMPTS) {
                    throw new ConcurrencyFailureException("Others were in the way each time", e);
                }
            }
        }
    }

    /** Whether two transactions met, on the engine's rows or on ours. */
    private static boolean isConcurrent(Throwable e) {
        return e instanceof OptimisticLockingException
                || e instanceof NullValueException
                || e instanceof ConcurrencyFailureException
                || e instanceof DuplicateKeyException
                || (e.getCause() != null && isConcurrent(e.getCause()));
    }

    /** Takes a shared task for oneself where Tasklist wants that; the other party can take it over (ruling 16). */
    @PostMapping("/{id}/claim")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void claim(@PathVariable String id) {
        cards.claim(findOpen(id, currentUser.require()).id(), currentUser.require());
    }

    /** Gives a shared task back to both. */
    @PostMapping("/{id}/unclaim")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unclaim(@PathVariable String id) {
        cards.release(findOpen(id, currentUser.require()).id());
    }

    /** Who each of these tasks is about and when, in words, for the cards in Tasklist. */
    @GetMapping("/cards")
    List<TaskCards.Card> cards(@RequestParam List<String> ids) {
        return cards.of(currentUser.require(), ids);
    }

    /** Whoever reads or saves a form while another completes the task is told so, whatever is missing by then. */
    private <T> T unlessEnded(String id, String userId, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw tasks.hasEnded(id, userId) ? new TaskGoneException() : e;
        }
    }

    private OpenTask find(String id, String userId) {
        return tasks.find(id, userId).orElseThrow(NoSuchTaskException::new);
    }

    private OpenTask findOpen(String id, String userId) {
        return tasks.find(id, userId)
                .orElseThrow(() -> tasks.hasEnded(id, userId) ? new TaskGoneException() : new NoSuchTaskException());
    }

    private static @Nullable Integer parseVersion(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return null;
        }
        try {
            return Integer.valueOf(header.strip().replace("\"", ""));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** No open task of this person has that id. */
    static final class NoSuchTaskException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** It was a task of this person's, but it has been completed or withdrawn. */
    static final class TaskGoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** It was a task of this person's, and is somebody else's now. */
    static final class TaskPassedOnException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The client sent variables; only drafts are applied. */
    static final class ClientVariablesException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
