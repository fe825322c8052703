package org.supervision;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/**
 * Holds {@code docs/clauses.md} to the product: each clause of both documents is there, the elements and policy keys that
 * it names exist, and a test shows it. {@code mvn test -Dtest=ClausesTest -Dclauses.write=true} fills in the tests.
 */
class ClausesTest {

    private static final Path TABLES = Path.of("docs/clauses.md");
    private static final Path MODELS = Path.of("bpmn");
    private static final Path POLICY = Path.of("src/main/resources/policy.yaml");
    private static final Path TESTS = Path.of("target/test-classes");

    /** One id, or the first and the last of a range. */
    private static final Pattern IDS = Pattern.compile("\\b([RE])(\\d{1,3})(?:(?:–| to )\\1?(\\d{1,3}))?\\b");

    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    @DisplayName("each clause and each edge case has its row, once")
    void everyClauseHasItsRow() throws IOException {
        assertThat(rows().stream().map(Row::id)).containsExactlyElementsOf(ids());
    }

    @Test
    @DisplayName("each clause and each edge case is shown by a test that names it, and its row names the test")
    void everyClauseIsShown() throws IOException {
        Map<String, Set<String>> shown = shown();
        if (Boolean.getBoolean("clauses.write")) {
            write(shown);
        }
        SoftAssertions found = new SoftAssertions();
        for (Row row : rows()) {
            found.assertThat(shown.get(row.id)).as("tests that name %s", row.id).isNotNull();
            found.assertThat(row.tests).as("tests in the row of %s", row.id).isEqualTo(words(shown, row.id));
        }
        found.assertAll();
    }

    @Test
    @DisplayName("what the rows say of models and policy is there")
    void everyElementAndKeyExists() throws IOException {
        Set<String> elements = elements();
        Map<String, Object> policy = policy();
        SoftAssertions found = new SoftAssertions();
        for (Row row : rows()) {
            found.assertThat(elements).as("elements of %s", row.id).containsAll(codes(row.elements));
            for (String key : codes(row.keys)) {
                found.assertThat(value(policy, key))
                        .as("policy key %s of %s", key, row.id)
                        .isNotNull();
            }
        }
        found.assertAll();
    }

    @Test
    @DisplayName("ids are read out of a name alone, in a row, and as a range")
    void readsIds() {
        assertThat(idsIn("R023–R025, E5: held; R010")).containsExactlyInAnyOrder("R023", "R024", "R025", "E5", "R010");
        assertThat(idsIn("E1 to E3")).containsExactlyInAnyOrder("E1", "E2", "E3");
        assertThat(idsIn("A6.1, PRE2: no")).isEmpty();
    }

    /** @param line the row as it stands in the file, up to its tests */
    private record Row(String id, String line, String elements, String keys, String tests) {}

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(TABLES)) {
            String[] cells = line.split("\\|", -1);
            if (line.startsWith("|") && cells[1].strip().matches("[RE]\\d+")) {
                int last = cells.length - 2;
                rows.add(new Row(
                        cells[1].strip(),
                        Stream.of(cells).limit(last).collect(joining("|")),
                        cells[last - 2],
                        cells[last - 1],
                        cells[last].strip()));
            }
        }
        return rows;
    }

    private static void write(Map<String, Set<String>> shown) throws IOException {
        Map<String, Row> rows = new TreeMap<>();
        rows().forEach(row -> rows.put(row.line, row));
        List<String> lines = Files.readAllLines(TABLES).stream()
                .map(line -> rows.values().stream()
                        .filter(row -> line.startsWith(row.line + "|"))
                        .map(row -> row.line + "| " + words(shown, row.id) + " |")
                        .findFirst()
                        .orElse(line))
                .toList();
        Files.write(TABLES, lines);
    }

    private static String words(Map<String, Set<String>> shown, String id) {
        return String.join(", ", shown.getOrDefault(id, Set.of()));
    }

    /** R001 to R036 of the Agreement, R101 to R128 of the Contract, E1 to E31 of missed sessions. */
    private static List<String> ids() {
        return Stream.of(numbered("R%03d", 1, 36), numbered("R%03d", 101, 128), numbered("E%d", 1, 31))
                .flatMap(ids -> ids)
                .toList();
    }

    private static Stream<String> numbered(String pattern, int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(pattern::formatted);
    }

    /** Which test classes show each clause: those with a test, or a group of them, that is named after it. */
    private static Map<String, Set<String>> shown() {
        Map<String, Set<String>> shown = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter().importPath(TESTS)) {
            Stream.concat(Stream.of(type), type.getMethods().stream())
                    .flatMap(ClausesTest::names)
                    .flatMap(name -> idsIn(name).stream())
                    .forEach(id -> shown.computeIfAbsent(id, key -> new TreeSet<>())
                            .add(outermost(type).getSimpleName()));
        }
        return shown;
    }

    private static Stream<String> names(HasAnnotations<?> tests) {
        return tests.tryGetAnnotationOfType(DisplayName.class).map(DisplayName::value).stream();
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ClausesTest::outermost).orElse(type);
    }

    private static Set<String> idsIn(String name) {
        Set<String> ids = new TreeSet<>();
        Matcher found = IDS.matcher(name);
        while (found.find()) {
            int first = Integer.parseInt(found.group(2));
            int last = found.group(3) == null ? first : Integer.parseInt(found.group(3));
            numbered(found.group(1).equals("R") ? "R%03d" : "E%d", first, last).forEach(ids::add);
        }
        return ids;
    }

    /** Each id of the models, after its file's name. */
    private static Set<String> elements() throws IOException {
        Set<String> elements = new TreeSet<>();
        try (Stream<Path> files = Files.list(MODELS)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                elements.add(name);
                Matcher id = Pattern.compile(" id=\"(\\w+)\"").matcher(Files.readString(file));
                while (id.find()) {
                    elements.add(name.substring(0, name.indexOf('.')) + " " + id.group(1));
                }
            }
        }
        return elements;
    }

    private static Set<String> codes(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).collect(toSet());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> policy() throws IOException {
        Map<String, Object> file = new Yaml().load(Files.readString(POLICY));
        List<Map<String, Object>> versions = (List<Map<String, Object>>) file.get("versions");
        return (Map<String, Object>) versions.get(0).get("common");
    }

    private static Object value(Map<?, ?> policy, String key) {
        Object value = policy;
        for (String part : key.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(part) : null;
        }
        return value;
    }
}
