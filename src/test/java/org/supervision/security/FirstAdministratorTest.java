package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The administrator of a new database. */
class FirstAdministratorTest {

    private final SignIns signIns = mock(SignIns.class);

    private List<String> findings(String user, String password) {
        return catchThrowableOfType(
                        IncompleteSettingsException.class,
                        () -> new FirstAdministrator(signIns, user, password).afterPropertiesSet())
                .findings();
    }

    @Test
    @DisplayName("a new database gets the administrator of the settings")
    void first() {
        when(signIns.accepts("boss", "Correct-Horse-1")).thenReturn(true);
        new FirstAdministrator(signIns, "boss", "Correct-Horse-1").afterPropertiesSet();

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
        new FirstAdministrator(signIns, "", "").afterPropertiesSet();

        verify(signIns, never()).make(any(), any(), any(), any(), any());
    }
}
