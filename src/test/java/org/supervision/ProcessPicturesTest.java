package org.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Holds each picture in {@code docs/processes} to its model: the same elements, with the same words, in the same places.
 * {@code src/tools/bpmn} draws them anew.
 */
class ProcessPicturesTest {

    private static final Path MODELS = Path.of("bpmn");
    private static final Path PICTURES = Path.of("docs", "processes");
    private static final Path SAMPLE = Path.of("src/test/resources/conventions");
    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String DI = "http://www.omg.org/spec/BPMN/20100524/DI";
    private static final String DC = "http://www.omg.org/spec/DD/20100524/DC";
    private static final String SVG = "http://www.w3.org/2000/svg";

    static Stream<String> names() throws IOException {
        return names(MODELS, ".bpmn").stream();
    }

    @Test
    @DisplayName("there is a picture of each model, and no other")
    void onePictureEach() throws IOException {
        assertThat(names(PICTURES, ".svg")).containsExactlyInAnyOrderElementsOf(names().toList());
    }

    @ParameterizedTest
    @MethodSource("names")
    @DisplayName("a picture shows its model as it is now")
    void isFresh(String name) throws IOException {
        assertShows(Files.readString(picture(name)), Files.readString(model(name)));
    }

    @Test
    @DisplayName("a stale picture is found: an element more or less, another word, another place")
    void findsStalePictures() throws IOException {
        String model = Files.readString(SAMPLE.resolve("tidy-sample.bpmn"));
        String picture = Files.readString(SAMPLE.resolve("tidy-sample.svg"));

        assertShows(picture, model);
        assertStale(edited(picture, "Task_SendRecord", "Task_SendNothing"), model);
        assertStale(edited(picture, "matrix(1 0 0 1 330 60)", "matrix(1 0 0 1 331 60)"), model);
        assertStale(picture, edited(model, "name=\"Send the record\"", "name=\"Send it\""));
        assertStale(picture, edited(model, "name=\"Record sent\"", "name=\"Sent\""));
        assertStale(picture, edited(model, "bpmnElement=\"Flow_lateToNoted\"", "bpmnElement=\"Flow_acceptedYes\""));
    }

    private static String edited(String text, String from, String to) {
        assertThat(text).contains(from);
        return text.replace(from, to);
    }

    private static void assertStale(String picture, String model) {
        assertThatThrownBy(() -> assertShows(picture, model)).isInstanceOf(AssertionError.class);
    }

    private static void assertShows(String picture, String model) {
        assertThat(drawn(parse(picture))).containsExactlyInAnyOrderEntriesOf(modelled(parse(model)));
    }

    /** What the model says, by element: where a shape lies, and its words. */
    private static Map<String, String> modelled(Document model) {
        Map<String, String> names = new TreeMap<>();
        elements(model, BPMN, "*")
                .filter(element -> element.hasAttribute("id"))
                .forEach(element -> names.put(element.getAttribute("id"), withoutSpace(element.getAttribute("name"))));
        Map<String, String> elements = new TreeMap<>();
        elements(model, DI, "BPMNShape").forEach(shape -> {
            String id = shape.getAttribute("bpmnElement");
            List<Element> bounds = elements(shape, DC, "Bounds").toList();
            boolean labelled = bounds.size() > 1;
            elements.put(id, place(bounds.get(0)) + (labelled ? "" : names.get(id)));
            if (labelled) {
                elements.put(id + "_label", place(bounds.get(1)) + names.get(id));
            }
        });
        elements(model, DI, "BPMNEdge").forEach(edge -> {
            String id = edge.getAttribute("bpmnElement");
            elements.put(id, "");
            elements(edge, DC, "Bounds").forEach(bounds -> elements.put(id + "_label", place(bounds) + names.get(id)));
        });
        return elements;
    }

    private static String place(Element bounds) {
        return bounds.getAttribute("x") + " " + bounds.getAttribute("y") + " ";
    }

    /** What the picture shows, likewise. */
    private static Map<String, String> drawn(Document picture) {
        Map<String, String> elements = new TreeMap<>();
        elements(picture, SVG, "g")
                .filter(group -> group.hasAttribute("data-element-id"))
                .forEach(group ->
                        elements.put(group.getAttribute("data-element-id"), place(group, "transform") + words(group)));
        return elements;
    }

    private static String place(Element group, String attribute) {
        String matrix = group.getAttribute(attribute);
        return matrix.isEmpty() ? "" : matrix.replaceAll("matrix\\(1 0 0 1 (\\S+) (\\S+)\\)", "$1 $2 ");
    }

    private static String words(Element group) {
        StringBuilder words = new StringBuilder();
        elements(group, SVG, "text")
                .filter(text -> text.getParentNode().getParentNode() == group)
                .flatMap(text -> elements(text, SVG, "tspan"))
                .forEach(line -> words.append(line.getTextContent()));
        return withoutSpace(words.toString());
    }

    /** A line break in a picture may stand for a space or not. */
    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static Stream<Element> elements(Document document, String namespace, String name) {
        return stream(document.getElementsByTagNameNS(namespace, name));
    }

    private static Stream<Element> elements(Element parent, String namespace, String name) {
        return stream(parent.getElementsByTagNameNS(namespace, name));
    }

    private static Stream<Element> stream(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i));
    }

    private static Document parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(suffix))
                    .map(name -> name.substring(0, name.length() - suffix.length()))
                    .sorted()
                    .toList();
        }
    }

    private static Path model(String name) {
        return MODELS.resolve(name + ".bpmn");
    }

    private static Path picture(String name) {
        return PICTURES.resolve(name + ".svg");
    }
}
