package org.supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The lock after wrong passwords, whatever the engine's clock does. */
class SignInThrottleTest {

    private final HardenedEngine hardened = HardenedEngine.start();
    private final IdentityService identity = hardened.engine.getIdentityService();

    @BeforeEach
    void makeUser() {
        User user = identity.newUser("somebody");
        user.setPassword("right");
        identity.saveUser(user);
    }

    @AfterEach
    void stop() {
        ClockUtil.reset();
        hardened.close();
    }

    @Test
    @DisplayName("case 11: a clock that jumps on doesn't open a lock")
    void noWayAround() {
        assertThat(identity.checkPassword("somebody", "wrong")).isFalse();
        assertThat(identity.checkPassword("somebody", "right")).isFalse();

        ClockUtil.offset(Duration.ofDays(365).toMillis());
        assertThat(identity.checkPassword("somebody", "right")).isFalse();
    }

    @Test
    @DisplayName("an account that is locked for good is opened by an administrator")
    void lockedForGood() {
        for (int attempt = 0; attempt < 10; attempt++) {
            identity.checkPassword("somebody", "wrong");
        }
        identity.unlockUser("somebody");

        assertThat(identity.checkPassword("somebody", "right")).isTrue();
    }
}
