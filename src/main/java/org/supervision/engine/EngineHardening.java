package org.supervision.engine;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Puts every lock on the engine before it is built, after the starter's own settings so that none of them undoes it. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class EngineHardening extends AbstractProcessEnginePlugin {

    private final ListableBeanFactory beans;
    private final boolean prefilterGroups;
    private final PasswordHash hash;

    /**
     * @param prefilterGroups whether the engine asks once a command which groups have authorizations at all
     * @param passwordRounds of hashing for new passwords
     */
    EngineHardening(
            ListableBeanFactory beans,
            @Value("${supervision.engine.prefilter-groups:false}") boolean prefilterGroups,
            @Value("${supervision.sign-in.password-rounds:210000}") int passwordRounds) {
        this.beans = beans;
        this.prefilterGroups = prefilterGroups;
        this.hash = new PasswordHash(passwordRounds);
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        SignInLocks locks = new SignInLocks(configuration::getDataSource, InstantSource.system());
        configuration.setCustomHistoryLevels(with(configuration.getCustomHistoryLevels(), new GuardedHistoryLevel()));
        configuration.setHistory(GuardedHistoryLevel.NAME);
        configuration.setExpressionManager(new SandboxedExpressionManager(new ModelBeans(beans)));
        configuration.setBeans(new HashMap<>());
        configuration.setScriptEngineResolver(new ScriptsRefused());
        configuration.setResourceAuthorizationProvider(new RevokingAuthorizationProvider());
        configuration.setPasswordEncryptor(hash);
        configuration.setIdentityProviderSessionFactory(
                new Sessions<>(SignInThrottle.class, () -> new SignInThrottle(locks, hash, this::isBarred)));
        configuration.setCustomPreCommandInterceptorsTxRequired(
                with(configuration.getCustomPreCommandInterceptorsTxRequired(), new CommandGuard(configuration)));
        configuration.setCustomPreCommandInterceptorsTxRequiresNew(
                with(configuration.getCustomPreCommandInterceptorsTxRequiresNew(), new CommandGuard(configuration)));
        if (!prefilterGroups) {
            configuration.setCustomSessionFactories(with(
                    configuration.getCustomSessionFactories(),
                    new Sessions<>(AuthorizationManager.class, UnfilteredAuthorizationManager::new)));
        }
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl configuration) {
        if (!(configuration.getHistoryLevel() instanceof GuardedHistoryLevel)) {
            throw new IllegalStateException("The engine must run with the history level " + GuardedHistoryLevel.NAME);
        }
        if (!configuration.isAuthorizationEnabled()) {
            throw new IllegalStateException("The engine must run with camunda.bpm.authorization.enabled=true");
        }
    }

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        long revocations = engine.getAuthorizationService()
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_REVOKE)
                .count();
        if (revocations > 0) {
            throw new IllegalStateException(
                    "Delete the " + revocations + " authorizations that revoke something: none of them would count");
        }
    }

    private boolean isBarred(String userId) {
        return beans.getBeanProvider(SignInBar.class).stream().anyMatch(bar -> bar.isBarred(userId));
    }

    private static <T> List<T> with(@Nullable List<T> present, T added) {
        List<T> all = present == null ? new ArrayList<>() : new ArrayList<>(present);
        all.add(added);
        return all;
    }

    /** Opens sessions of one type, whatever class stands behind it. */
    private record Sessions<S extends Session>(Class<? super S> type, Supplier<S> open) implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return type;
        }

        @Override
        public Session openSession() {
            return open.get();
        }
    }
}
