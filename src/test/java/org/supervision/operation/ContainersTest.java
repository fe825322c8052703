package org.supervision.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What is shipped for those who run containers, as far as it can be looked at without any. */
class ContainersTest {

    private static final Path DOCKERFILE = Path.of("Dockerfile");

    private static Map<String, Map<String, Map<String, Object>>> compose() throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(Path.of("compose.yaml")));
    }

    private static Stream<String> images() throws IOException {
        Stream<String> built = Files.readAllLines(DOCKERFILE).stream()
                .filter(line -> line.startsWith("FROM "))
                .map(line -> line.split(" ")[1]);
        Stream<String> run = compose().get("services").values().stream().map(service -> (String) service.get("image"));
        return Stream.concat(built, run);
    }

    @Test
    @DisplayName("images are Docker's official ones and the product's own")
    void imagesAreOfficial() throws IOException {
        assertThat(images()).isNotEmpty().allSatisfy(image -> assertThat(image).matches("[a-z-]+(:[0-9a-z-]+)?"));
    }

    @Test
    @DisplayName("a node is nobody in particular, writes nowhere, and is told secrets by files alone")
    void nodesAreLockedUp() throws IOException {
        Map<String, Map<String, Map<String, Object>>> compose = compose();
        assertThat(Files.readAllLines(DOCKERFILE)).contains("USER 10001");

        for (String name : List.of("node1", "node2")) {
            Map<String, Object> node = compose.get("services").get(name);
            assertThat(node).containsEntry("read_only", true).containsEntry("cap_drop", List.of("ALL"));
            assertThat((Map<?, ?>) node.get("environment"))
                    .allSatisfy((setting, value) -> assertThat(setting.toString())
                            .doesNotContainIgnoringCase("password")
                            .doesNotContain("KEYSET"));
            assertThat((List<?>) node.get("secrets"))
                    .allSatisfy(secret -> assertThat(compose.get("secrets"))
                            .containsKey((String) ((Map<?, ?>) secret).get("source")));
        }
        assertThat(Files.readString(Path.of(".gitignore"))).contains("secrets/\n", ".env\n");
    }

    @Test
    @DisplayName("the image is built from what the build needs and from nothing else, in Spring Boot's layers")
    void buildsFromWhatItNeeds() throws IOException {
        String dockerfile = Files.readString(DOCKERFILE);

        assertThat(Stream.of("dependencies", "spring-boot-loader", "snapshot-dependencies", "application")
                        .map(layer -> "COPY --from=build /layers/" + layer + "/ ./"))
                .allSatisfy(copy -> assertThat(dockerfile).contains(copy));
        List<String> ignored = Files.readAllLines(Path.of(".dockerignore"));
        assertThat(ignored.get(0)).isEqualTo("*");
        assertThat(ignored.stream().skip(1).map(line -> Path.of(line.substring(1))))
                .allSatisfy(path -> assertThat(path).exists());
        String pom = Files.readString(Path.of("pom.xml"));
        assertThat(Stream.of("bpmn", "forms", "docs/processes"))
                .allSatisfy(folder -> assertThat(pom).contains("<directory>" + folder + "</directory>"));
    }
}
