package org.supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Decisions are the same with and without the engine's pre-filter of groups. */
class UnfilteredAuthorizationManagerTest {

    @Test
    @DisplayName("with and without the pre-filter everybody may do the same")
    void sameDecisions() {
        List<String> with = decisions(true);
        List<String> without = decisions(false);

        assertThat(without).isEqualTo(with).contains("owner definition true", "stranger definition false");
    }

    private static List<String> decisions(boolean prefilterGroups) {
        try (HardenedEngine hardened = HardenedEngine.start(new StaticListableBeanFactory(), prefilterGroups)) {
            TaskEntity task = hardened.task("mine", "shared");
            hardened.engine.getTaskService().addCandidateGroup(task.getId(), "team");
            grant(hardened.engine.getAuthorizationService());
            return List.of(
                            "owner/owners",
                            "stranger/nobodys",
                            "stranger/",
                            "mine/",
                            "shared/nobodys",
                            "member/team",
                            "member/team,owners,nobodys")
                    .stream()
                    .flatMap(person -> ask(hardened, task, person).stream())
                    .toList();
        }
    }

    private static void grant(AuthorizationService authorizations) {
        Authorization authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        authorization.setGroupId("owners");
        authorization.setResource(Resources.PROCESS_DEFINITION);
        authorization.setResourceId(Authorization.ANY);
        authorization.addPermission(ProcessDefinitionPermissions.READ);
        authorizations.saveAuthorization(authorization);
    }

    private static List<String> ask(HardenedEngine hardened, TaskEntity task, String person) {
        String userId = person.substring(0, person.indexOf('/'));
        String[] groups = person.substring(person.indexOf('/') + 1).split(",");
        hardened.actAs(userId, groups[0].isEmpty() ? new String[0] : groups);
        try {
            return List.of(
                    userId + " tasks "
                            + hardened.engine.getTaskService().createTaskQuery().count(),
                    userId + " definition "
                            + (hardened.engine
                                            .getRepositoryService()
                                            .createProcessDefinitionQuery()
                                            .count()
                                    == 1),
                    userId + " may read "
                            + hardened.engine
                                    .getAuthorizationService()
                                    .isUserAuthorized(
                                            userId, List.of(groups), Permissions.READ, Resources.TASK, task.getId()));
        } finally {
            hardened.actAsProduct();
        }
    }
}
