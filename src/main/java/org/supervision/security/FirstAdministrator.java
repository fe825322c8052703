package org.supervision.security;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.supervision.people.Groups;

/**
 * Makes the first administrator of a new database from the settings. Later starts leave administrators alone, and need
 * the settings no more. Where people sign in elsewhere, somebody whom nobody is stands in for them, since without any
 * administrator the engine's web applications lead everybody to their set-up, which is closed.
 */
@Component
@Profile("!demo")
class FirstAdministrator implements InitializingBean {

    /** Has a password that nobody knows. */
    static final String STAND_IN = "single-sign-on";

    private final SignIns signIns;
    private final boolean passwords;
    private final String user;
    private final String password;

    FirstAdministrator(
            SignIns signIns,
            SignInSettings settings,
            @Value("${" + ProductionChecks.ADMIN_USER + ":}") String user,
            @Value("${" + ProductionChecks.ADMIN_PASSWORD + ":}") String password) {
        this.signIns = signIns;
        this.passwords = settings.registration().isEmpty();
        this.user = user;
        this.password = password;
    }

    /** @throws IncompleteSettingsException if there is neither an administrator nor settings that make one */
    @Override
    public void afterPropertiesSet() {
        if (!passwords) {
            signIns.make(STAND_IN, "Single", "sign-on", unknownPassword(), List.of(Groups.ADMINISTRATORS));
            return;
        }
        signIns.remove(STAND_IN);
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

    private static String unknownPassword() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        return "aA1!" + Base64.getEncoder().encodeToString(random);
    }
}
