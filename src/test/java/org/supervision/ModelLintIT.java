package org.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.supervision.scenario.Chromium;

/** Runs bpmnlint over every model, in a browser: it is JavaScript, and the build has no Node. A warning fails too. */
class ModelLintIT {

    private static final Path LINT = Path.of("src/test/resources/conventions/bpmnlint.js");
    private static final Path TIDY = Path.of("src/test/resources/conventions/tidy-sample.bpmn");
    private static final Path TOOLS = Path.of("src/tools/bpmn/package.json");

    private static WebDriver browser;

    @BeforeAll
    static void open() throws IOException {
        browser = Chromium.start();
        script().executeScript(Files.readString(LINT));
    }

    @AfterAll
    static void close() {
        browser.quit();
    }

    static Stream<Path> models() throws IOException {
        return BpmnConventionsTest.models();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    @DisplayName("a model passes bpmnlint")
    void passes(Path file) throws IOException {
        assertThat(findings(Files.readString(file)))
                .as(file.getFileName().toString())
                .isEmpty();
    }

    @Test
    @DisplayName("what bpmnlint finds names the element and the rule")
    void finds() throws IOException {
        String tidy = Files.readString(TIDY);

        assertThat(findings(tidy)).isEmpty();
        assertThat(findings(tidy.replace("name=\"Send the record\"", "")))
                .containsExactly("Task_SendRecord Element is missing label/name (label-required)");
        assertThat(findings(tidy.replace("targetRef=\"EndEvent_Sent\"", "targetRef=\"EndEvent_Lost\"")))
                .contains("unresolved reference <EndEvent_Lost>");
    }

    @Test
    @DisplayName("the bundled bpmnlint is of the version that the tools name")
    void isCurrent() throws IOException {
        String named = new ObjectMapper()
                .readTree(TOOLS.toFile())
                .at("/dependencies/bpmnlint")
                .asText();

        assertThat(script().executeScript("return bpmnlint.version")).isEqualTo(named);
    }

    @SuppressWarnings("unchecked")
    private static List<String> findings(String xml) {
        return (List<String>) script().executeAsyncScript("bpmnlint.findings(arguments[0]).then(arguments[1])", xml);
    }

    private static JavascriptExecutor script() {
        return (JavascriptExecutor) browser;
    }
}
