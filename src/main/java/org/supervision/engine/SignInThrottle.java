package org.supervision.engine;

import java.time.InstantSource;
import java.util.Date;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;

/**
 * The engine's sign-in lock after wrong passwords, but on the machine's own clock: a demo clock that jumps must neither
 * open a lock nor close one.
 */
class SignInThrottle extends DbIdentityServiceProvider {

    private static final InstantSource MACHINE = InstantSource.system();

    @Override
    protected boolean isUserLocked(UserEntity user) {
        return user.getAttempts() >= configuration().getLoginMaxAttempts()
                || user.getLockExpirationTime() != null
                        && user.getLockExpirationTime().toInstant().isAfter(MACHINE.instant());
    }

    @Override
    protected void lockUser(UserEntity user) {
        ProcessEngineConfigurationImpl configuration = configuration();
        int attempts = user.getAttempts() + 1;
        double seconds = Math.min(
                configuration.getLoginDelayBase() * Math.pow(configuration.getLoginDelayFactor(), attempts - 1.0),
                configuration.getLoginDelayMaxTime());
        getIdentityInfoManager()
                .updateUserLock(user, attempts, Date.from(MACHINE.instant().plusSeconds((long) seconds)));
    }

    private static ProcessEngineConfigurationImpl configuration() {
        return Context.getProcessEngineConfiguration();
    }
}
