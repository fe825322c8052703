package org.supervision.taskform;

import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.impl.util.EncryptionUtil;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Checks a signer's password against the stored hash, without the engine's sign-in lock: after one slip of the finger
 * that lock would refuse the right password for seconds, and {@link Signatures} has its own.
 */
@Component
class PasswordCheck {

    private final ProcessEngineConfigurationImpl engine;

    PasswordCheck(@Lazy ProcessEngineConfigurationImpl engine) {
        this.engine = engine;
    }

    boolean matches(String userId, String password) {
        return engine.getCommandExecutorTxRequired().execute(context -> {
            UserEntity user = context.getDbEntityManager().selectById(UserEntity.class, userId);
            return user != null
                    && engine.getPasswordManager()
                            .check(EncryptionUtil.saltPassword(password, user.getSalt()), user.getPassword());
        });
    }
}
