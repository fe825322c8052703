package org.supervision.engine;

import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.auth.DefaultAuthorizationProvider;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.task.Task;
import org.jspecify.annotations.Nullable;

/**
 * Grants that end: whoever a task is taken from loses the right to it at once (handover, A6.6), and nobody may change or
 * delete their own user, so that mail can't be diverted and no account vanishes under open tasks.
 */
class RevokingAuthorizationProvider extends DefaultAuthorizationProvider {

    @Override
    public AuthorizationEntity[] newUser(User user) {
        return new AuthorizationEntity[] {
            createGrantAuthorization(user.getId(), null, Resources.USER, user.getId(), Permissions.READ)
        };
    }

    @Override
    public AuthorizationEntity @Nullable [] newTaskAssignee(
            Task task, @Nullable String oldAssignee, @Nullable String newAssignee) {
        if (oldAssignee != null && !oldAssignee.equals(newAssignee) && !isCandidate(task, oldAssignee, null)) {
            deleteGrant(task, oldAssignee, null);
        }
        return super.newTaskAssignee(task, oldAssignee, newAssignee);
    }

    @Override
    public AuthorizationEntity @Nullable [] deleteTaskUserIdentityLink(Task task, String userId, String type) {
        if (!userId.equals(task.getAssignee()) && !userId.equals(task.getOwner()) && !isCandidate(task, userId, type)) {
            deleteGrant(task, userId, null);
        }
        return null;
    }

    @Override
    public AuthorizationEntity @Nullable [] deleteTaskGroupIdentityLink(Task task, String groupId, String type) {
        deleteGrant(task, null, groupId);
        return null;
    }

    /** One that the same command has just deleted is wanted again: who loses a task and gets it anew keeps the right to it. */
    @Override
    protected @Nullable AuthorizationEntity getGrantAuthorization(
            String taskId, @Nullable String userId, @Nullable String groupId, Resource resource) {
        AuthorizationEntity grant = super.getGrantAuthorization(taskId, userId, groupId, resource);
        DbEntityManager entities = Context.getCommandContext().getDbEntityManager();
        if (grant != null && entities.isDeleted(grant)) {
            entities.undoDelete(grant);
        }
        return grant;
    }

    /** Whether the user still has a link to the task, other than one of the type that is being deleted. */
    private static boolean isCandidate(Task task, String userId, @Nullable String deleted) {
        return ((TaskEntity) task)
                .getIdentityLinks().stream()
                        .anyMatch(link -> userId.equals(link.getUserId())
                                && !link.getType().equals(deleted));
    }

    /**
     * Deletes at the entity manager: the authorization manager would ask whether the acting user may delete
     * authorizations. A task that is itself being deleted takes all its grants along.
     */
    private void deleteGrant(Task task, @Nullable String userId, @Nullable String groupId) {
        if (((TaskEntity) task).isDeleted()) {
            return;
        }
        AuthorizationEntity grant = getGrantAuthorization(task.getId(), userId, groupId, Resources.TASK);
        if (grant != null) {
            Context.getCommandContext().getDbEntityManager().delete(grant);
        }
    }
}
