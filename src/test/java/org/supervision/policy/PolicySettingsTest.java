package org.supervision.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.supervision.calendar.WorkingCalendar;

class PolicySettingsTest {

    private final ApplicationContextRunner start =
            new ApplicationContextRunner().withUserConfiguration(Application.class);

    @TempDir
    private Path directory;

    @Test
    void withoutSettingsTheShippedFileHoldsInTheCombinedProfile() {
        start.run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(WorkingCalendar.class);
            assertThat(context.getBean(Policies.class).current().profile()).isEqualTo("combined");
            assertThat(context.getBean(WorkingCalendar.class).knownUntil())
                    .isEqualTo(context.getBean(Policies.class).knownUntil());
        });
    }

    @Test
    void settingsChooseFileAndProfile() throws IOException {
        Path file =
                Files.writeString(directory.resolve("council.yaml"), shipped().replace("horizon: 2", "horizon: 4"));

        start.withPropertyValues("supervision.policy.file=file:" + file, "supervision.policy.profile=contract-b")
                .run(context -> {
                    Policy policy = context.getBean(Policies.class).current();
                    assertThat(policy.profile()).isEqualTo("contract-b");
                    assertThat(policy.booking().horizon()).isEqualTo(4);
                });
    }

    @Test
    void aWrongFileStopsTheStartAndIsExplained() throws IOException {
        Path file =
                Files.writeString(directory.resolve("council.yaml"), shipped().replace("horizon: 2", "horizon: 0"));

        start.withPropertyValues("supervision.policy.file=file:" + file).run(context -> {
            assertThat(context).hasFailed();
            FailureAnalysis analysis = new PolicyFailureAnalyzer().analyze(context.getStartupFailure());
            assertThat(analysis.getDescription()).contains("council.yaml").contains("booking.horizon");
            assertThat(analysis.getAction()).contains("supervision.policy.file");
        });
    }

    private static String shipped() throws IOException {
        return new ClassPathResource("policy.yaml").getContentAsString(StandardCharsets.UTF_8);
    }

    @TestConfiguration
    @EnableConfigurationProperties(PolicyProperties.class)
    @Import({Policies.class, WorkingCalendar.class})
    static class Application {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }
}
