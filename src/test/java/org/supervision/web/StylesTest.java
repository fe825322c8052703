package org.supervision.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The pages' styles are compiled by hand, from sources that stand beside the product. */
class StylesTest {

    private static final Path COMPILED = Path.of("src/main/resources/static/css/supervision.css");
    private static final Path TOOLS = Path.of("src/tools/pages/package.json");

    @Test
    void areOfTheVersionThatTheToolsName() throws IOException {
        String named = new ObjectMapper()
                .readTree(TOOLS.toFile())
                .at("/dependencies/govuk-frontend")
                .asText();

        assertThat(Files.readString(COMPILED)).contains("--govuk-frontend-version: \"" + named + "\"");
    }

    @Test
    void bringNeitherTheFontNorTheCrestOfGovUk() throws IOException {
        assertThat(Files.readString(COMPILED)).doesNotContain("GDS Transport", "@font-face", "url(");
    }
}
