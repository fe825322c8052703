package org.supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.digest.Sha512HashDigest;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The lock after wrong passwords, whatever the engine's clock does. */
class SignInThrottleTest {

    private static HardenedEngine hardened;

    private final IdentityService identity = hardened.engine.getIdentityService();

    /** Somebody else in each test. */
    private final String userId = "somebody" + System.nanoTime();

    @BeforeAll
    static void start() {
        hardened = HardenedEngine.start();
    }

    @BeforeEach
    void makeUser() {
        User user = identity.newUser(userId);
        user.setPassword("right");
        identity.saveUser(user);
    }

    @AfterEach
    void resetClock() {
        ClockUtil.reset();
    }

    @AfterAll
    static void stop() {
        hardened.close();
    }

    @Test
    @DisplayName("case 11: a clock that jumps on doesn't open a lock")
    void noWayAround() {
        assertThat(identity.checkPassword(userId, "wrong")).isFalse();
        assertThat(identity.checkPassword(userId, "right")).isFalse();

        ClockUtil.offset(Duration.ofDays(365).toMillis());
        assertThat(identity.checkPassword(userId, "right")).isFalse();
    }

    @Test
    @DisplayName("case 11: an administrator unlocks")
    void unlocked() {
        for (int attempt = 0; attempt < 10; attempt++) {
            identity.checkPassword(userId, "wrong");
        }
        identity.unlockUser(userId);

        assertThat(identity.checkPassword(userId, "right")).isTrue();
    }

    @Test
    @DisplayName("nobody signs in without a password")
    void noPassword() {
        identity.saveUser(identity.newUser("technical"));

        assertThat(identity.checkPassword("technical", "")).isFalse();
        assertThat(identity.checkPassword("nobody", "")).isFalse();
    }

    @Test
    @DisplayName("a password hashed as the engine does is still right, and is hashed slowly from then on")
    void olderHash() {
        ProcessEngineConfigurationImpl configuration =
                (ProcessEngineConfigurationImpl) hardened.engine.getProcessEngineConfiguration();
        configuration.getCommandExecutorTxRequired().execute(context -> {
            UserEntity user = context.getDbEntityManager().selectById(UserEntity.class, userId);
            user.setDbPassword(
                    "{SHA-512}" + new Sha512HashDigest().encrypt(EncryptionUtil.saltPassword("right", user.getSalt())));
            return null;
        });
        assertThat(stored(configuration)).startsWith("{SHA-512}");

        assertThat(identity.checkPassword(userId, "right")).isTrue();

        assertThat(stored(configuration)).startsWith("{PBKDF2}1000.").doesNotContain("right");
        assertThat(identity.checkPassword(userId, "right")).isTrue();
        assertThat(identity.checkPassword(userId, "wrong")).isFalse();
    }

    private String stored(ProcessEngineConfigurationImpl configuration) {
        return configuration
                .getCommandExecutorTxRequired()
                .execute(context -> context.getDbEntityManager()
                        .selectById(UserEntity.class, userId)
                        .getPassword());
    }
}
