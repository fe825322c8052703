package org.supervision.security;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;
import org.supervision.confidential.Keyring;
import org.supervision.confidential.KeysetFile;
import org.supervision.people.Groups;

/**
 * Refuses to start anything but a demo without what production needs: a PostgreSQL database, the keys that texts are
 * encrypted with, a mail server, the address that people use and a first administrator. Nothing falls back to a default that loses data or opens a door. Runs before
 * a database is touched.
 */
class ProductionChecks implements EnvironmentPostProcessor, Ordered {

    static final String ADMIN_USER = "supervision.admin.user";
    static final String ADMIN_PASSWORD = "supervision.admin.password";
    static final String FIRST_ADMINISTRATOR =
            ADMIN_USER + " and " + ADMIN_PASSWORD + ": the first administrator, needed until there is one";

    private static final String DATABASE = "spring.datasource.url";
    private static final String ACCEPT_H2 = "supervision.database.accept-h2";
    private static final String KEYSET_FILE = "supervision.encryption.keyset-file";
    private static final String KEYSET = "supervision.encryption.keyset";
    private static final String MAIL = "spring.mail.host";
    private static final String REGISTRATIONS = "spring.security.oauth2.client.registration";
    private static final String PROVIDERS = "spring.security.oauth2.client.provider";
    private static final String USER_CLAIM = "supervision.sign-in.user-claim";
    private static final String ADMINISTRATORS = "supervision.sign-in.groups." + Groups.ADMINISTRATORS;
    private static final String ADDRESS = "supervision.base-url";

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }

    /** @throws IncompleteSettingsException naming each setting that is missing or wrong */
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (application.getWebApplicationType() == WebApplicationType.NONE) {
            return; // a command, which serves nobody and says itself what it lacks
        }
        List<String> findings = new ArrayList<>();
        checkZone(findings);
        if (!environment.acceptsProfiles(Profiles.of("demo"))) {
            checkDatabase(environment, findings);
            checkKeys(environment, findings);
            checkMail(environment, findings);
            checkAddress(environment, findings);
            if (text(environment, SignInSettings.REGISTRATION).isEmpty()) {
                checkAdministrator(environment, findings);
            }
        }
        checkSingleSignOn(environment, findings);
        if (!findings.isEmpty()) {
            throw new IncompleteSettingsException(findings);
        }
    }

    private static void checkZone(List<String> findings) {
        if (!TimeZone.getDefault().toZoneId().getRules().equals(ZoneOffset.UTC.getRules())) {
            findings.add("-Duser.timezone=UTC: the JVM runs in UTC, whatever zone people live in");
        }
    }

    private static void checkDatabase(ConfigurableEnvironment environment, List<String> findings) {
        String url = text(environment, DATABASE);
        if (url.startsWith("jdbc:postgresql:")) {
            return;
        }
        if (!url.startsWith("jdbc:h2:")) {
            findings.add(DATABASE + ": a PostgreSQL database, jdbc:postgresql://host/name");
        } else if (!environment.getProperty(ACCEPT_H2, Boolean.class, false)) {
            findings.add(DATABASE + ": a PostgreSQL database; for a pilot on one node, H2 with " + ACCEPT_H2 + "=true");
        } else {
            String settings = url.toUpperCase(Locale.ROOT);
            if (url.startsWith("jdbc:h2:file:") && !settings.contains("WRITE_DELAY=0")) {
                findings.add(DATABASE + ": H2 with ;WRITE_DELAY=0, or it loses acknowledged work when it is killed");
            }
            if (!settings.contains("OPTIMIZE_REUSE_RESULTS=0")) {
                findings.add(
                        DATABASE + ": H2 with ;OPTIMIZE_REUSE_RESULTS=0, or of two at once one may not see the other");
            }
        }
    }

    private static void checkKeys(ConfigurableEnvironment environment, List<String> findings) {
        String keyset = text(environment, KEYSET);
        String file = text(environment, KEYSET_FILE);
        try {
            if (!keyset.isEmpty()) {
                Keyring.parse(keyset);
            } else if (file.isEmpty()) {
                findings.add(KEYSET_FILE + " or " + KEYSET + ": the keys that texts are encrypted with, made once with"
                        + " --supervision.command=new-key");
            } else {
                new KeysetFile(Path.of(file)).keys();
            }
        } catch (IllegalArgumentException e) {
            findings.add((keyset.isEmpty() ? KEYSET_FILE : KEYSET) + ": " + e.getMessage());
        }
    }

    private static void checkMail(ConfigurableEnvironment environment, List<String> findings) {
        if (text(environment, MAIL).isEmpty()) {
            findings.add(MAIL + ": the mail server");
        }
    }

    private static void checkAddress(ConfigurableEnvironment environment, List<String> findings) {
        if (!isWebAddress(text(environment, ADDRESS))) {
            findings.add(ADDRESS + ": the address that people use, https://host");
        }
    }

    /** Whether one is needed shows only in the database; so this is named beside others, and alone by FirstAdministrator. */
    private static void checkAdministrator(ConfigurableEnvironment environment, List<String> findings) {
        boolean given = !text(environment, ADMIN_USER).isEmpty()
                && !text(environment, ADMIN_PASSWORD).isEmpty();
        if (!findings.isEmpty() && !given) {
            findings.add(FIRST_ADMINISTRATOR);
        }
    }

    /** Nobody comes in by a half of it, and nothing falls back to passwords. */
    private static void checkSingleSignOn(ConfigurableEnvironment environment, List<String> findings) {
        String registration = text(environment, SignInSettings.REGISTRATION);
        Binder binder = Binder.get(environment);
        if (registration.isEmpty()) {
            if (binder.bind(REGISTRATIONS, Bindable.mapOf(String.class, Object.class))
                    .isBound()) {
                findings.add(SignInSettings.REGISTRATION + ": which of " + REGISTRATIONS + " people sign in with");
            }
            return;
        }
        String client = REGISTRATIONS + "." + registration + ".";
        for (String setting : List.of("client-id", "client-secret")) {
            if (text(environment, client + setting).isEmpty()) {
                findings.add(client + setting + ": as the provider gave it");
            }
        }
        String provider = environment.getProperty(client + "provider", registration);
        if (text(environment, PROVIDERS + "." + provider + ".issuer-uri").isEmpty()) {
            findings.add(PROVIDERS + "." + provider + ".issuer-uri: the provider's address");
        }
        List<String> scope =
                binder.bind(client + "scope", Bindable.listOf(String.class)).orElse(List.of());
        if (!scope.containsAll(List.of("openid", "offline_access"))) {
            findings.add(client + "scope: openid,profile,offline_access; without the last nobody loses access in time");
        }
        if (text(environment, USER_CLAIM).isEmpty()) {
            findings.add(USER_CLAIM + ": the claim that holds the user id of the directory");
        }
        if (binder.bind(ADMINISTRATORS, Bindable.listOf(String.class))
                .orElse(List.of())
                .isEmpty()) {
            findings.add(ADMINISTRATORS + ": the provider's group whose members are administrators");
        }
    }

    private static boolean isWebAddress(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null
                    && ("https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme()) && "localhost".equals(uri.getHost())));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String text(ConfigurableEnvironment environment, String name) {
        @Nullable String value = environment.getProperty(name);
        return value == null ? "" : value.strip();
    }
}
