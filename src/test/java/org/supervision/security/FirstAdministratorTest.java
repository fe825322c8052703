package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.supervision.people.Groups;

/** The administrator of a new database. */
class FirstAdministratorTest {

    private final SignIns signIns = mock(SignIns.class);

    private List<String> findings(String user, String password) {
        return catchThrowableOfType(
                        IncompleteSettingsException.class,
                        () -> new FirstAdministrator(signIns, settings(""), user, password).afterPropertiesSet())
                .findings();
    }

    @Test
    @DisplayName("a new database gets the administrator of the settings")
    void first() {
        when(signIns.accepts("boss", "Correct-Horse-1")).thenReturn(true);
        new FirstAdministrator(signIns, settings(""), "boss", "Correct-Horse-1").afterPropertiesSet();

        verify(signIns).make("boss", "boss", "", "Correct-Horse-1", List.of(Groups.ADMINISTRATORS));
    }

    @Test
    @DisplayName("without the settings a new database is not started with")
    void missing() {
        assertThat(findings("", "")).singleElement().asString().startsWith("supervision.admin.user");
        assertThat(findings("boss", "")).hasSize(1);
    }

    @Test
    @DisplayName("case 12: a weak password is refused")
    void weak() {
        assertThat(findings("boss", "boss")).singleElement().asString().startsWith("supervision.admin.password");
        verify(signIns, never()).make(any(), any(), any(), any(), any());
    }

    @Test
    @DisplayName("where there is an administrator the settings count no more")
    void laterStarts() {
        when(signIns.hasMembers(Groups.ADMINISTRATORS)).thenReturn(true);
        new FirstAdministrator(signIns, settings(""), "", "").afterPropertiesSet();

        verify(signIns, never()).make(any(), any(), any(), any(), any());
    }

    @Test
    @DisplayName("with single sign-on somebody whom nobody is stands in, and goes when passwords come back")
    void standIn() {
        new FirstAdministrator(signIns, settings("entra"), "", "").afterPropertiesSet();
        verify(signIns)
                .make(
                        eq("single-sign-on"),
                        any(),
                        any(),
                        argThat(password -> password.length() > 40),
                        eq(List.of(Groups.ADMINISTRATORS)));

        when(signIns.hasMembers(Groups.ADMINISTRATORS)).thenReturn(true);
        new FirstAdministrator(signIns, settings(""), "", "").afterPropertiesSet();
        verify(signIns).remove("single-sign-on");
    }

    private static SignInSettings settings(String registration) {
        return new SignInSettings(
                registration,
                "oid",
                "groups",
                Map.of(),
                Duration.ofMinutes(5),
                "the service desk",
                new SignInSettings.Api(null, "supervision", Duration.ofMinutes(5)));
    }
}
