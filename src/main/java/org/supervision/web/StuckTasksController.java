package org.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.calendar.LondonWords;
import org.supervision.engine.StuckJobs;
import org.supervision.engine.StuckJobs.StuckJob;
import org.supervision.people.Groups;
import org.supervision.people.People;
import org.supervision.standin.OpenTasks;
import org.supervision.standin.StuckTask;
import org.supervision.taskform.Choices;
import org.supervision.taskform.CurrentUser;
import org.supervision.taskform.FormView.Option;

/**
 * The open tasks that nobody in post has and the jobs that the engine has given up, for administrators and process owners:
 * ids and dates, nothing of what they are about (F118). For everybody else there is no such page: 404. An administrator gives
 * a task to a manager whom the rules allow, and both let a job be tried again.
 */
@Controller
class StuckTasksController {

    static final String IN_REST = Doors.AT_EACH_REQUEST + "/stuck-tasks";

    private final OpenTasks tasks;
    private final StuckJobs jobs;
    private final People people;
    private final CurrentUser currentUser;

    StuckTasksController(OpenTasks tasks, StuckJobs jobs, People people, CurrentUser currentUser) {
        this.tasks = tasks;
        this.jobs = jobs;
        this.people = people;
        this.currentUser = currentUser;
    }

    /**
     * A task in words.
     *
     * @param holders user ids of those who had it; empty where it waits for a supervisor
     * @param takers whom it may be given to; nobody yet where there are many
     * @param many whether they are too many for a list, and are looked for
     */
    record Line(
            String id,
            String task,
            String reference,
            String since,
            @Nullable String due,
            String holders,
            List<Option> takers,
            boolean many) {}

    /** A job in words. */
    record JobLine(String id, String kind, String reference, String since) {}

    /** Whom a task is given to: a user id. */
    record Gift(@Nullable String to) {}

    /** What was done, in words. */
    record Done(String said) {}

    @GetMapping(OpenTasks.STUCK_PATH)
    String page(Model model) {
        String reader = requireReader();
        model.addAttribute(
                "tasks", tasks.stuck().stream().map(task -> line(task, reader)).toList());
        model.addAttribute(
                "jobs", jobs.all().stream().map(StuckTasksController::line).toList());
        model.addAttribute("base", OpenTasks.STUCK_PATH);
        return "pages/stuck-tasks";
    }

    /** The same for scripts. */
    @GetMapping(IN_REST)
    @ResponseBody
    List<StuckTask> list() {
        requireReader();
        return tasks.stuck();
    }

    /** The jobs that the engine has given up. */
    @Operation(summary = "Jobs that failed too often, by ids and moments (administrators and process owners)")
    @GetMapping({OpenTasks.STUCK_PATH + "/jobs", IN_REST + "/jobs"})
    @ResponseBody
    List<StuckJob> jobs() {
        requireReader();
        return jobs.all();
    }

    /** Lets a job be tried once more. */
    @Operation(summary = "Try a job that failed once more (administrators and process owners)")
    @PostMapping({OpenTasks.STUCK_PATH + "/jobs/{id}/retry", IN_REST + "/jobs/{id}/retry"})
    @ResponseBody
    Done retry(@PathVariable String id) {
        requireReader();
        if (!jobs.retry(id)) {
            throw gone();
        }
        return new Done("The job is tried once more. If it fails again it comes back to this list within a minute.");
    }

    /** Whom a task may be given to by a part of their names; by POST, as names do not belong into an address. */
    @Operation(summary = "Managers who may have a task that nobody has, by a part of their name (administrators)")
    @PostMapping({OpenTasks.STUCK_PATH + "/{id}/takers", IN_REST + "/{id}/takers"})
    @ResponseBody
    Choices.Found takers(@PathVariable String id, @RequestBody Choices.Sought sought) {
        String reader = currentUser.requireOneOf(Groups.ADMINISTRATORS);
        StuckTask task = tasks.stuck().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(StuckTasksController::gone);
        return Choices.Found.of(takers(task, reader, sought.words()));
    }

    /** Gives a task to somebody who may have it. */
    @Operation(summary = "Give a task that nobody has to a manager who may have it (administrators)")
    @PostMapping({OpenTasks.STUCK_PATH + "/{id}/give", IN_REST + "/{id}/give"})
    @ResponseBody
    Done give(@PathVariable String id, @RequestBody Gift gift) {
        String by = currentUser.requireOneOf(Groups.ADMINISTRATORS);
        if (gift.to() == null || gift.to().isBlank()) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_ENTITY, "Choose whom the task is given to.");
        }
        if (!tasks.give(id, gift.to(), by)) {
            throw gone();
        }
        return new Done(people.nameOf(gift.to()) + " has the task now, and is told by mail.");
    }

    private String requireReader() {
        return currentUser.requireOneOf(Groups.ADMINISTRATORS, Groups.PROCESS_OWNERS);
    }

    private static ResponseStatusException gone() {
        return new ResponseStatusException(
                HttpStatus.NOT_FOUND,
                "That is not possible, or not any more. Load the page again to see how it stands.");
    }

    private Line line(StuckTask task, String reader) {
        List<Option> few = currentUser.in(Groups.ADMINISTRATORS) ? takers(task, reader, "") : List.of();
        boolean many = few.size() > Choices.SHOWN;
        return new Line(
                task.id(),
                task.taskKey(),
                task.businessKey(),
                LondonWords.of(task.createdAt()),
                task.due() == null ? null : LondonWords.of(task.due()),
                String.join(", ", task.holders()),
                many ? List.of() : few,
                many);
    }

    /** One more than are shown, where there are as many; nobody gives a task to themselves. */
    private List<Option> takers(StuckTask task, String reader, String typed) {
        return tasks.takersOf(task, typed, Choices.SHOWN + 2).stream()
                .filter(person -> !person.userId().equals(reader))
                .limit(Choices.SHOWN + 1L)
                .map(person -> new Option(person.userId(), person.name()))
                .toList();
    }

    private static JobLine line(StuckJob job) {
        return new JobLine(
                job.id(),
                job.activity() == null ? job.processKey() : job.processKey() + ", " + job.activity(),
                job.businessKey() == null ? "–" : job.businessKey(),
                job.since() == null ? "–" : LondonWords.of(job.since()));
    }
}
