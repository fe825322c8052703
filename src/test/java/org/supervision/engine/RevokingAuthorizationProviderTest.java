package org.supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who may see and do a task as it changes hands. */
class RevokingAuthorizationProviderTest {

    private static HardenedEngine hardened;

    private final TaskService tasks = hardened.engine.getTaskService();

    @BeforeAll
    static void start() {
        hardened = HardenedEngine.start();
    }

    @AfterEach
    void actAsProduct() {
        hardened.actAsProduct();
    }

    @AfterAll
    static void stop() {
        hardened.close();
    }

    private boolean sees(String userId, TaskEntity task) {
        hardened.actAs(userId);
        boolean sees = tasks.createTaskQuery().taskId(task.getId()).count() == 1;
        hardened.actAsProduct();
        return sees;
    }

    @Test
    @DisplayName("case 36: whoever a task is taken from loses it at once, and whoever gets it can do it")
    void handover() {
        TaskEntity task = hardened.task("before");
        tasks.setAssignee(task.getId(), "after");

        assertThat(sees("before", task)).isFalse();
        assertThat(sees("after", task)).isTrue();
        hardened.actAs("before");
        assertThatThrownBy(() -> tasks.complete(task.getId())).isInstanceOf(AuthorizationException.class);
        hardened.actAs("after");
        tasks.complete(task.getId());
        hardened.actAsProduct();
        assertThat(grants(task)).isZero();
    }

    @Test
    @DisplayName("a candidate who takes a shared task and gives it back keeps the right to it")
    void candidatesKeepTheirRight() {
        TaskEntity task = hardened.task(null, "one", "other");
        hardened.actAs("one");
        tasks.claim(task.getId(), "one");
        hardened.actAsProduct();
        tasks.setAssignee(task.getId(), "other");
        tasks.setAssignee(task.getId(), null);

        assertThat(sees("one", task)).isTrue();
        assertThat(sees("other", task)).isTrue();
        hardened.actAs("one");
        tasks.complete(task.getId());
        hardened.actAsProduct();
        assertThat(grants(task)).isZero();
    }

    @Test
    @DisplayName("who is no candidate any more loses the right, unless the task is theirs")
    void formerCandidates() {
        TaskEntity task = hardened.task("own", "own", "other");
        tasks.deleteCandidateUser(task.getId(), "other");
        tasks.deleteCandidateUser(task.getId(), "own");

        assertThat(sees("other", task)).isFalse();
        assertThat(sees("own", task)).isTrue();
    }

    @Test
    @DisplayName(
            "B8: who loses a task and gets it again at once, such as an interim who becomes the supervisor, can do it")
    void losesItAndGetsItAgain() {
        TaskEntity task = hardened.task(null, "one", "other");
        hardened.inOneCommand(() -> {
            tasks.deleteCandidateUser(task.getId(), "one");
            tasks.addCandidateUser(task.getId(), "one");
        });
        assertThat(sees("one", task)).isTrue();
        hardened.inOneCommand(() -> {
            tasks.deleteCandidateUser(task.getId(), "one");
            tasks.addCandidateUser(task.getId(), "one");
            tasks.deleteCandidateUser(task.getId(), "one");
        });
        assertThat(sees("one", task)).isFalse();
        hardened.actAs("other");
        tasks.complete(task.getId());
        hardened.actAsProduct();
        assertThat(grants(task)).isZero();
    }

    @Test
    @DisplayName("a group that is no candidate any more loses the right")
    void formerCandidateGroups() {
        TaskEntity task = hardened.task("own");
        tasks.addCandidateGroup(task.getId(), "managers");
        assertThat(grants(task)).isEqualTo(2);

        tasks.deleteCandidateGroup(task.getId(), "managers");
        assertThat(grants(task)).isEqualTo(1);
    }

    @Test
    @DisplayName("case 37: a new user may see himself and nothing else, not even change or delete himself")
    void newUsers() {
        User user = hardened.engine.getIdentityService().newUser("somebody");
        user.setPassword("x");
        hardened.engine.getIdentityService().saveUser(user);

        hardened.actAs("somebody");
        User self = hardened.engine.getIdentityService().createUserQuery().singleResult();
        assertThat(self.getId()).isEqualTo("somebody");
        self.setEmail("elsewhere@example.org");
        assertThatThrownBy(() -> hardened.engine.getIdentityService().saveUser(self))
                .isInstanceOf(AuthorizationException.class);
        assertThatThrownBy(() -> hardened.engine.getIdentityService().deleteUser("somebody"))
                .isInstanceOf(AuthorizationException.class);
    }

    private long grants(TaskEntity task) {
        return hardened.engine
                .getAuthorizationService()
                .createAuthorizationQuery()
                .resourceType(Resources.TASK)
                .resourceId(task.getId())
                .count();
    }
}
