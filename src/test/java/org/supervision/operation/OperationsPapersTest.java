package org.supervision.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The suggested alerts ask for figures that exist, each figure has an alert, and each alert says what to do. */
class OperationsPapersTest {

    private static final Path ALERTS = Path.of("docs/monitoring/alerts.yaml");
    private static final Path OPERATIONS = Path.of("docs/operations.md");
    private static final Pattern OWN = Pattern.compile("supervision_\\w+");

    private static Set<String> figures() {
        OperatingFigures figures = mock(OperatingFigures.class);
        when(figures.oldestDueJob()).thenReturn(Duration.ZERO);
        when(figures.oldestMail()).thenReturn(Duration.ZERO);
        when(figures.lastSweep()).thenReturn(Duration.ZERO);
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new OperatingMeters(figures).bindTo(registry);
        return registry.scrape()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> {
                    assertThat(line).as("a figure has no label").doesNotContain("{");
                    return line.substring(0, line.indexOf(' '));
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> alerts() throws IOException {
        Map<String, List<Map<String, Object>>> file = new Yaml().load(Files.readString(ALERTS));
        return file.get("groups").stream()
                .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
                .toList();
    }

    @Test
    @DisplayName("the alerts ask for every figure of the product and for none that does not exist")
    void everyFigureHasAnAlert() throws IOException {
        Set<String> asked = alerts().stream()
                .flatMap(alert ->
                        OWN.matcher((String) alert.get("expr")).results().map(MatchResult::group))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(asked).isNotEmpty().isEqualTo(figures());
    }

    @Test
    @DisplayName("each alert has a runbook in the operations paper")
    void everyAlertHasARunbook() throws IOException {
        String paper = Files.readString(OPERATIONS);
        for (Map<String, Object> alert : alerts()) {
            assertThat(paper).contains("### " + alert.get("alert") + "\n");
            assertThat(alert.get("annotations"))
                    .isInstanceOf(Map.class)
                    .satisfies(annotations -> assertThat(
                                    ((Map<?, ?>) annotations).keySet().toString())
                            .contains("summary")
                            .contains("runbook"));
        }
    }
}
