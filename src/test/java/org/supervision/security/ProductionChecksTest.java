package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;
import org.supervision.confidential.Keyring;
import org.supervision.confidential.KeysetFile;

/** What the application insists on before it starts anywhere but in a demo. */
class ProductionChecksTest {

    private final MockEnvironment environment = new MockEnvironment();
    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void resetZone() {
        TimeZone.setDefault(zone);
    }

    private void check() {
        new ProductionChecks().postProcessEnvironment(environment, new SpringApplication());
    }

    private List<String> findings() {
        return catchThrowableOfType(IncompleteSettingsException.class, this::check)
                .findings();
    }

    private void setEverything() {
        environment.setProperty("spring.datasource.url", "jdbc:postgresql://db/supervision");
        environment.setProperty(
                "supervision.encryption.keyset", Keyring.generate().toJson());
        environment.setProperty("spring.mail.host", "mail.example.org");
        environment.setProperty("supervision.base-url", "https://supervision.example.org");
    }

    @Test
    @DisplayName("without a profile every missing setting is named at once")
    void namesEverything() {
        assertThat(findings())
                .hasSize(5)
                .anySatisfy(finding -> assertThat(finding).startsWith("spring.datasource.url"))
                .anySatisfy(finding -> assertThat(finding)
                        .startsWith("supervision.encryption.keyset-file or supervision.encryption.keyset")
                        .contains("new-key"))
                .anySatisfy(finding -> assertThat(finding).startsWith("spring.mail.host"))
                .anySatisfy(finding -> assertThat(finding).startsWith("supervision.base-url"))
                .anySatisfy(finding -> assertThat(finding)
                        .startsWith("supervision.admin.user")
                        .contains("supervision.admin.password"));
    }

    @Test
    @DisplayName("with PostgreSQL, mail and address it goes on")
    void complete() {
        setEverything();

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}={1} is not enough")
    @CsvSource({
        "spring.datasource.url, jdbc:h2:mem:x",
        "spring.datasource.url, jdbc:h2:file:./data/x;WRITE_DELAY=0",
        "spring.datasource.url, jdbc:mysql://db/x",
        "supervision.encryption.keyset, '{}'",
        "supervision.encryption.keyset, 'secret'",
        "spring.mail.host, ' '",
        "supervision.base-url, supervision.example.org",
        "supervision.base-url, ftp://supervision.example.org",
        "supervision.base-url, http://supervision.example.org",
        "supervision.base-url, 'https://'"
    })
    void notEnough(String name, String value) {
        setEverything();
        environment.setProperty(name, value);

        assertThat(findings()).hasSize(2).first().asString().startsWith(name);
    }

    @Test
    @DisplayName("keys may come in a file, which must be there and hold some; what it holds is never told")
    void keysetFile(@TempDir Path folder) throws IOException {
        setEverything();
        environment.setProperty("supervision.encryption.keyset", "");
        Path file = folder.resolve("keyset");
        environment.setProperty("supervision.encryption.keyset-file", file.toString());
        assertThat(findings()).first().asString().startsWith("supervision.encryption.keyset-file: There is no");

        Files.writeString(file, "my secret");
        assertThat(findings())
                .first()
                .asString()
                .contains("No keyset can be read")
                .doesNotContain("my secret");

        new KeysetFile(file).write(Keyring.generate());
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    @DisplayName(
            "H2 is taken for a pilot when that is said, and only where it keeps what it acknowledges and reads what is there")
    void pilot() {
        setEverything();
        environment.setProperty("supervision.database.accept-h2", "true");
        environment.setProperty(
                "spring.datasource.url", "jdbc:h2:file:./data/x;WRITE_DELAY=0;OPTIMIZE_REUSE_RESULTS=0");
        assertThatCode(this::check).doesNotThrowAnyException();

        environment.setProperty("spring.datasource.url", "jdbc:h2:file:./data/x;OPTIMIZE_REUSE_RESULTS=0");
        assertThat(findings()).first().asString().contains("WRITE_DELAY=0");

        environment.setProperty("spring.datasource.url", "jdbc:h2:file:./data/x;WRITE_DELAY=0");
        assertThat(findings()).first().asString().contains("OPTIMIZE_REUSE_RESULTS=0");
    }

    @Test
    @DisplayName("a demo needs none of it, but a JVM in UTC")
    void demo() {
        environment.setActiveProfiles("demo");
        assertThatCode(this::check).doesNotThrowAnyException();

        TimeZone.setDefault(TimeZone.getTimeZone("Europe/London"));
        assertThat(findings()).singleElement().asString().contains("-Duser.timezone=UTC");
    }

    @Test
    @DisplayName("another profile beside none of the demo's is no way around")
    void anotherProfile() {
        environment.setActiveProfiles("test");

        assertThatThrownBy(this::check).isInstanceOf(IncompleteSettingsException.class);
    }

    @Test
    @DisplayName("single sign-on is configured as a whole or not at all")
    void singleSignOn() {
        setEverything();
        String client = "spring.security.oauth2.client.registration.entra.";
        environment.setProperty(client + "client-id", "4711");
        assertThat(findings())
                .anySatisfy(finding -> assertThat(finding).startsWith("supervision.sign-in.registration"));

        environment.setProperty("supervision.sign-in.registration", "entra");
        assertThat(findings())
                .hasSize(5)
                .anySatisfy(finding -> assertThat(finding).startsWith(client + "client-secret"))
                .anySatisfy(finding ->
                        assertThat(finding).startsWith("spring.security.oauth2.client.provider.entra.issuer-uri"))
                .anySatisfy(finding -> assertThat(finding).startsWith(client + "scope"))
                .anySatisfy(finding -> assertThat(finding).startsWith("supervision.sign-in.user-claim"))
                .anySatisfy(finding -> assertThat(finding).startsWith("supervision.sign-in.groups.camunda-admin"));

        environment.setProperty(client + "client-secret", "secret");
        environment.setProperty("spring.security.oauth2.client.provider.entra.issuer-uri", "https://id.example.org");
        environment.setProperty(client + "scope", "openid,profile");
        environment.setProperty("supervision.sign-in.user-claim", "oid");
        environment.setProperty("supervision.sign-in.groups.camunda-admin", "0c1d");
        assertThat(findings()).singleElement().asString().contains("offline_access");

        environment.setProperty(client + "scope", "openid,profile,offline_access");
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    @DisplayName("the refusal is readable")
    void readable() {
        String report = new IncompleteSettingsAnalyzer()
                .analyze(new IncompleteSettingsException(List.of("spring.mail.host: the mail server")))
                .getDescription();

        assertThat(report).contains("can't start").contains(" - spring.mail.host: the mail server");
    }
}
