package org.supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/** How a node takes jobs, alone and among others. */
class JobExecutorSettingsTest {

    /** Requests that are answered at once without one waiting for a connection. */
    private static final int REQUESTS = 20;

    private final Binder alone = settings("application.yaml");
    private final Binder cluster = settings("application-cluster.yaml", "application.yaml");

    private static Binder settings(String... files) {
        MutablePropertySources sources = new MutablePropertySources();
        for (String file : files) {
            try {
                for (PropertySource<?> source :
                        new YamlPropertySourceLoader().load(file, new ClassPathResource(file))) {
                    sources.addLast(source);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return new Binder(ConfigurationPropertySources.from(sources));
    }

    private static int of(Binder settings, String name) {
        return settings.bind("camunda.bpm.job-execution." + name, Integer.class).get();
    }

    @Test
    @DisplayName("the jobs of a node that dies are taken over within two minutes, and no live one's are")
    void takenOver() {
        for (Binder settings : new Binder[] {alone, cluster}) {
            Duration lock = Duration.ofMillis(of(settings, "lock-time-in-millis"));
            Duration longestWait = Duration.ofMillis(of(settings, "max-wait"));

            assertThat(lock.plus(longestWait)).isLessThan(Duration.ofMinutes(2));
            assertThat(lock)
                    .as("two dialogues with a mail server one after the other")
                    .isGreaterThan(Duration.ofSeconds(40));
        }
    }

    @Test
    @DisplayName("each thread of the job executor may need two connections, and people some meanwhile")
    void connections() {
        int connections = alone.bind("spring.datasource.hikari.maximum-pool-size", Integer.class)
                .get();

        assertThat(connections).isGreaterThanOrEqualTo(2 * of(alone, "max-pool-size") + REQUESTS);
        assertThat(of(alone, "core-pool-size"))
                .as("more start only when the queue is full")
                .isEqualTo(of(alone, "max-pool-size"));
    }

    @Test
    @DisplayName(
            "one among others takes no more than it begins at once, steps back, and leaves newer models to newer nodes")
    void amongOthers() {
        assertThat(of(cluster, "max-jobs-per-acquisition"))
                .isLessThanOrEqualTo(of(cluster, "max-pool-size"))
                .isLessThan(of(alone, "max-jobs-per-acquisition"));
        assertThat(of(cluster, "queue-capacity")).isLessThanOrEqualTo(of(cluster, "max-pool-size"));
        assertThat(of(cluster, "backoff-time-in-millis")).isPositive();
        assertThat(of(cluster, "max-backoff")).isGreaterThan(of(cluster, "backoff-time-in-millis"));
        assertThat(cluster.bind("camunda.bpm.job-execution.deployment-aware", Boolean.class)
                        .get())
                .isTrue();
        assertThat(alone.bind("camunda.bpm.job-execution.deployment-aware", Boolean.class)
                        .isBound())
                .isFalse();
    }
}
