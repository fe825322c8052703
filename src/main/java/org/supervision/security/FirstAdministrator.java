package org.supervision.security;

import java.util.List;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Makes the first administrator of a new database from the settings. Later starts leave administrators alone, and need
 * the settings no more.
 */
@Component
@Profile("!demo")
class FirstAdministrator implements InitializingBean {

    private final SignIns signIns;
    private final String user;
    private final String password;

    FirstAdministrator(
            SignIns signIns,
            @Value("${" + ProductionChecks.ADMIN_USER + ":}") String user,
            @Value("${" + ProductionChecks.ADMIN_PASSWORD + ":}") String password) {
        this.signIns = signIns;
        this.user = user;
        this.password = password;
    }

    /** @throws IncompleteSettingsException if there is neither an administrator nor settings that make one */
    @Override
    public void afterPropertiesSet() {
        if (signIns.hasMembers(Groups.ADMINISTRATORS)) {
            return;
        }
        if (user.isBlank() || password.isBlank()) {
            throw new IncompleteSettingsException(List.of(ProductionChecks.FIRST_ADMINISTRATOR));
        }
        if (!signIns.accepts(user, password)) {
            throw new IncompleteSettingsException(List.of(ProductionChecks.ADMIN_PASSWORD + ": " + SignIns.POLICY));
        }
        signIns.make(user, user, "", password, List.of(Groups.ADMINISTRATORS));
    }
}
