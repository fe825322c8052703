package org.supervision.taskform;

import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.stereotype.Component;
import org.supervision.engine.ProcessVariables;

/**
 * Applies the completer's draft whenever a user task is completed, whichever way that was asked for: in Tasklist, by our
 * REST or by the engine's.
 */
@Component
class CompleteTaskListener implements TaskListener {

    private final FormService forms;

    CompleteTaskListener(FormService forms) {
        this.forms = forms;
    }

    @Override
    public void notify(DelegateTask task) {
        TaskContext context = contextOf(task, completer(task));
        forms.apply(context).forEach((name, value) -> {
            if (!ProcessVariables.isDeclared(name)) {
                throw new IllegalStateException(context.taskKey() + " sets the undeclared variable " + name);
            }
            task.getExecution().setVariable(name, value);
        });
    }

    /** Whoever completes it must be one of those it is for; an administrator's rights don't make him one. */
    private static String completer(DelegateTask task) {
        Authentication authentication = Context.getCommandContext().getAuthentication();
        if (authentication == null || authentication.getUserId() == null) {
            throw new IllegalStateException("A task is completed by a person");
        }
        String userId = authentication.getUserId();
        boolean isTheirs = userId.equals(task.getAssignee())
                || task.getCandidates().stream().anyMatch(link -> userId.equals(link.getUserId()));
        if (!isTheirs) {
            throw new AuthorizationException("Only those whom a task is for can complete it.");
        }
        return userId;
    }

    private static TaskContext contextOf(DelegateTask task, String userId) {
        String definition = task.getProcessDefinitionId();
        return new TaskContext(
                task.getId(),
                task.getTaskDefinitionKey(),
                definition.substring(0, definition.indexOf(':')),
                task.getExecution().getProcessBusinessKey(),
                userId,
                ProcessVariables.elementOf(task));
    }
}
