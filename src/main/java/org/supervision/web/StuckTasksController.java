package org.supervision.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.supervision.calendar.LondonWords;
import org.supervision.people.Groups;
import org.supervision.standin.OpenTasks;
import org.supervision.standin.StuckTask;
import org.supervision.taskform.CurrentUser;

/**
 * The open tasks that nobody in post has, for administrators and process owners: ids and dates, nothing of what they are
 * about. For everybody else there is no such page: 404.
 */
@Controller
class StuckTasksController {

    static final String IN_REST = "/api/stuck-tasks";

    private final OpenTasks tasks;
    private final CurrentUser currentUser;

    StuckTasksController(OpenTasks tasks, CurrentUser currentUser) {
        this.tasks = tasks;
        this.currentUser = currentUser;
    }

    /**
     * A task in words.
     *
     * @param holders user ids of those who had it; empty where it waits for a supervisor
     */
    record Line(
            String task,
            String reference,
            String since,
            @Nullable String due,
            String holders) {}

    @GetMapping(OpenTasks.STUCK_PATH)
    String page(Model model) {
        currentUser.requireOneOf(Groups.ADMINISTRATORS, Groups.PROCESS_OWNERS);
        model.addAttribute(
                "tasks", tasks.stuck().stream().map(StuckTasksController::line).toList());
        return "pages/stuck-tasks";
    }

    /** The same for scripts. */
    @GetMapping(IN_REST)
    @ResponseBody
    List<StuckTask> list() {
        currentUser.requireOneOf(Groups.ADMINISTRATORS, Groups.PROCESS_OWNERS);
        return tasks.stuck();
    }

    private static Line line(StuckTask task) {
        return new Line(
                task.taskKey(),
                task.businessKey(),
                LondonWords.of(task.createdAt()),
                task.due() == null ? null : LondonWords.of(task.due()),
                String.join(", ", task.holders()));
    }
}
