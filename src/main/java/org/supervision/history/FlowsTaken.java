package org.supervision.history;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.springframework.core.io.Resource;
import org.supervision.history.ProcessHistory.Visit;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Which sequence flows of a model an instance took for certain. The history does not keep flows; but whatever has completed an
 * element has gone on, and where only one of its ways out leads to an element that was entered it has taken that; and
 * likewise with the ways in.
 */
public final class FlowsTaken {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    private final List<Flow> flows = new ArrayList<>();

    private record Flow(String id, String source, String target) {}

    /**
     * @param model a BPMN file
     * @throws IllegalStateException if it cannot be read
     */
    public FlowsTaken(Resource model) {
        if (!model.exists()) {
            return;
        }
        try (InputStream text = model.getInputStream()) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            NodeList found = factory.newDocumentBuilder().parse(text).getElementsByTagNameNS(BPMN, "sequenceFlow");
            for (int i = 0; i < found.getLength(); i++) {
                Element flow = (Element) found.item(i);
                flows.add(new Flow(
                        flow.getAttribute("id"), flow.getAttribute("sourceRef"), flow.getAttribute("targetRef")));
            }
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("No model in " + model.getFilename(), e);
        }
    }

    /** The ids of the flows that whoever passed these elements took for certain. */
    public Set<String> of(List<Visit> visits) {
        Set<String> entered = visits.stream().map(Visit::id).collect(Collectors.toSet());
        Set<String> completed = visits.stream()
                .filter(visit -> !visit.cancelled())
                .map(Visit::id)
                .collect(Collectors.toSet());
        List<Flow> possible = flows.stream()
                .filter(flow -> completed.contains(flow.source()) && entered.contains(flow.target()))
                .toList();
        Map<String, Long> waysOut = possible.stream().collect(groupingBy(Flow::source, counting()));
        Map<String, Long> waysIn = possible.stream().collect(groupingBy(Flow::target, counting()));
        return possible.stream()
                .filter(flow -> waysOut.get(flow.source()) == 1 || waysIn.get(flow.target()) == 1)
                .map(Flow::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
