package org.supervision.engine;

import java.util.List;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.SetAnnotationForOperationLog;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractCorrelateMessageCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractSetJobsRetriesBatchCmd;
import org.camunda.bpm.engine.impl.cmd.AddCommentCmd;
import org.camunda.bpm.engine.impl.cmd.CreateAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.CreateAuthorizationCommand;
import org.camunda.bpm.engine.impl.cmd.CreateIncidentCmd;
import org.camunda.bpm.engine.impl.cmd.CreateTaskCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteJobCmd;
import org.camunda.bpm.engine.impl.cmd.DeleteJobsCmd;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.cmd.EvaluateStartConditionCmd;
import org.camunda.bpm.engine.impl.cmd.HandleExternalTaskCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskBpmnErrorCmd;
import org.camunda.bpm.engine.impl.cmd.HandleTaskEscalationCmd;
import org.camunda.bpm.engine.impl.cmd.MessageEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.RecalculateJobDuedateCmd;
import org.camunda.bpm.engine.impl.cmd.SaveAttachmentCmd;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.cmd.SaveTaskCmd;
import org.camunda.bpm.engine.impl.cmd.SetAnnotationForIncidentCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobDuedateCmd;
import org.camunda.bpm.engine.impl.cmd.SetJobRetriesCmd;
import org.camunda.bpm.engine.impl.cmd.SetTaskDescriptionCmd;
import org.camunda.bpm.engine.impl.cmd.SetTaskNameCmd;
import org.camunda.bpm.engine.impl.cmd.SignalCmd;
import org.camunda.bpm.engine.impl.cmd.SignalEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceAtActivitiesCmd;
import org.camunda.bpm.engine.impl.cmd.UpdateCommentCmd;
import org.camunda.bpm.engine.impl.cmd.batch.CorrelateAllMessageBatchCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Refuses what no client may ask of the engine, whoever is signed in and whichever way the request came: starting in the
 * middle of a model, sending it messages, ending an instance by an error, moving or removing a timer, deploying, free text
 * in the engine's tables, expressions in a query, and variables of the client's own. Commands that the product's code runs inside another command, at start-up or in a job
 * are not a client's.
 */
class CommandGuard extends CommandInterceptor {

    /** Commands that no signed-in person gives, an administrator neither. */
    private static final List<Class<?>> REFUSED = List.of(
            // past the model: the start's own listeners, the missed-session escalation
            StartProcessInstanceAtActivitiesCmd.class,
            HandleTaskBpmnErrorCmd.class,
            HandleTaskEscalationCmd.class,
            HandleExternalTaskCmd.class,
            CreateTaskCmd.class,
            AbstractCorrelateMessageCmd.class,
            CorrelateAllMessageBatchCmd.class,
            MessageEventReceivedCmd.class,
            SignalEventReceivedCmd.class,
            SignalCmd.class,
            EvaluateStartConditionCmd.class,
            // a deadline comes when it comes, and the clean-up belongs to no instance whose rights would be asked
            DeleteJobCmd.class,
            DeleteJobsCmd.class,
            SetJobDuedateCmd.class,
            RecalculateJobDuedateCmd.class,
            // models come with the product
            DeployCmd.class,
            // free text belongs in our own tables
            AddCommentCmd.class,
            UpdateCommentCmd.class,
            CreateAttachmentCmd.class,
            SaveAttachmentCmd.class,
            SaveTaskCmd.class,
            SetTaskNameCmd.class,
            SetTaskDescriptionCmd.class,
            CreateIncidentCmd.class,
            SetAnnotationForIncidentCmd.class,
            SetAnnotationForOperationLog.class);

    private static final CommandField<Object> EXTENDING_QUERY =
            CommandField.of(AbstractExecuteFilterCmd.class, "extendingQuery");
    private static final CommandField<Filter> SAVED_FILTER = CommandField.of(SaveFilterCmd.class, "filter");
    private static final CommandField<Integer> AUTHORIZATION_TYPE =
            CommandField.of(CreateAuthorizationCommand.class, "type");

    private static final CommandField<Integer> RETRIES = CommandField.of(SetJobRetriesCmd.class, "retries");
    private static final CommandField<Integer> BATCH_RETRIES =
            CommandField.of(AbstractSetJobsRetriesBatchCmd.class, "retries");

    private final ProcessEngineConfigurationImpl configuration;

    CommandGuard(ProcessEngineConfigurationImpl configuration) {
        this.configuration = configuration;
    }

    @Override
    public <T> T execute(Command<T> command) {
        if (!isFromClient()) {
            return next.execute(command);
        }
        try {
            check(command);
            return next.execute(command);
        } catch (RuntimeException e) {
            LastFailure.note(e);
            throw e;
        }
    }

    private boolean isFromClient() {
        return Context.getCommandContext() == null
                && configuration.getIdentityService().getCurrentAuthentication() != null;
    }

    private static void check(Command<?> command) {
        if (REFUSED.stream().anyMatch(type -> type.isInstance(command))) {
            throw new BadUserRequestException("Not available here");
        }
        ClientVariables.refuse(command);
        if (command instanceof AbstractQuery<?, ?> query) {
            refuseExpressions(query);
        } else if (command instanceof AbstractExecuteFilterCmd) {
            refuseExpressions(EXTENDING_QUERY.get(command));
        } else if (command instanceof SaveFilterCmd) {
            refuseExpressions(SAVED_FILTER.get(command).getQuery());
        } else if (command instanceof CreateAuthorizationCommand) {
            refuseRevocation(AUTHORIZATION_TYPE.get(command));
        } else if (command instanceof SetJobRetriesCmd) {
            refuseStopping(RETRIES.get(command));
        } else if (command instanceof AbstractSetJobsRetriesBatchCmd) {
            refuseStopping(BATCH_RETRIES.get(command));
        }
    }

    /** A job without retries never runs: a deadline would pass in silence. */
    private static void refuseStopping(int retries) {
        if (retries < 1) {
            throw new BadUserRequestException("A job keeps at least one retry");
        }
    }

    /**
     * The engine refuses expressions of a query itself, but overlooks those in its or-parts. A stored filter may use them
     * in its main part.
     */
    private static void refuseExpressions(Object query) {
        if (query instanceof TaskQueryImpl tasks
                && tasks.getQueries().stream()
                        .skip(1)
                        .anyMatch(part -> !part.getExpressions().isEmpty())) {
            throw new BadUserRequestException("A query can't contain expressions");
        }
    }

    /** The engine is told that no authorization revokes anything, so that it needn't look; one that does would be void. */
    private static void refuseRevocation(int type) {
        if (type == Authorization.AUTH_TYPE_REVOKE) {
            throw new BadUserRequestException("Take the grant away instead of revoking it");
        }
    }
}
