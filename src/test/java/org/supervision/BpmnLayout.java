package org.supervision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** Reads where a model's elements are drawn, and says what a reader of the picture would stumble over. */
final class BpmnLayout {

    private final BpmnModelInstance model;
    private final BiConsumer<BaseElement, String> found;
    private final Map<FlowNode, Box> shapes = new LinkedHashMap<>();
    private final Map<SequenceFlow, List<Segment>> lines = new LinkedHashMap<>();
    private final Map<FlowElement, Box> labels = new LinkedHashMap<>();

    /** @param found told of each element that is drawn badly, and how */
    BpmnLayout(BpmnModelInstance model, BiConsumer<BaseElement, String> found) {
        this.model = model;
        this.found = found;
        for (BpmnShape shape : all(BpmnShape.class)) {
            if (shape.getBpmnElement() instanceof FlowNode node) {
                shapes.put(node, Box.of(shape.getBounds()));
                label(node, shape.getBpmnLabel());
            }
        }
        for (BpmnEdge edge : all(BpmnEdge.class)) {
            if (edge.getBpmnElement() instanceof SequenceFlow flow) {
                lines.put(flow, Segment.of(List.copyOf(edge.getWaypoints())));
                label(flow, edge.getBpmnLabel());
            }
        }
    }

    private void label(FlowElement element, BpmnLabel label) {
        if (element.getName() != null && label != null && label.getBounds() != null) {
            labels.put(element, Box.of(label.getBounds()));
        }
    }

    /** The flows that lead from right to left. */
    static Set<String> flowsBack(BpmnModelInstance model) {
        return model.getModelElementsByType(BpmnEdge.class).stream()
                .filter(edge -> {
                    List<Waypoint> points = List.copyOf(edge.getWaypoints());
                    return points.get(points.size() - 1).getX() < points.get(0).getX();
                })
                .map(edge -> edge.getBpmnElement().getId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Looks at everything; whether shapes overlap is bpmnlint's to say.
     *
     * @param loopsBack ids of the flows that may lead from right to left
     */
    void check(Set<String> loopsBack) {
        all(FlowNode.class).stream()
                .filter(node -> !shapes.containsKey(node))
                .forEach(node -> found.accept(node, "is not drawn"));
        all(SequenceFlow.class).stream()
                .filter(flow -> !lines.containsKey(flow))
                .forEach(flow -> found.accept(flow, "is not drawn"));
        all(SequenceFlow.class).stream()
                .filter(flow -> flowsBack(model).contains(flow.getId()) && !loopsBack.contains(flow.getId()))
                .forEach(flow -> found.accept(flow, "leads from right to left"));
        lines.forEach(this::line);
        crossings();
        shapes.keySet().stream()
                .filter(node -> node instanceof Event || node instanceof Gateway)
                .filter(node -> node.getName() != null && !labels.containsKey(node))
                .forEach(node -> found.accept(node, "has no place for its label"));
        labels.forEach(this::label);
    }

    private void line(SequenceFlow flow, List<Segment> segments) {
        if (segments.stream().anyMatch(Segment::isDiagonal)) {
            found.accept(flow, "is drawn askew");
        }
        Segment first = segments.get(0);
        Segment last = segments.get(segments.size() - 1);
        if (!touches(flow.getSource(), first.x1(), first.y1())) {
            found.accept(flow, "does not begin at " + flow.getSource().getId());
        }
        if (!touches(flow.getTarget(), last.x2(), last.y2())) {
            found.accept(flow, "does not end at " + flow.getTarget().getId());
        }
        shapes.forEach((node, box) -> {
            if (!holds(node, flow.getParentElement()) && segments.stream().anyMatch(box::isEnteredBy)) {
                found.accept(flow, "runs through " + node.getId());
            }
        });
    }

    private boolean touches(FlowNode node, double x, double y) {
        return !shapes.containsKey(node) || shapes.get(node).hasOnItsBorder(x, y);
    }

    private static boolean holds(FlowNode holder, ModelElementInstance element) {
        return element != null && (element.equals(holder) || holds(holder, element.getParentElement()));
    }

    private void crossings() {
        List<SequenceFlow> flows = List.copyOf(lines.keySet());
        for (int i = 0; i < flows.size(); i++) {
            for (SequenceFlow other : flows.subList(i + 1, flows.size())) {
                if (lines.get(flows.get(i)).stream()
                        .anyMatch(one -> lines.get(other).stream().anyMatch(one::crosses))) {
                    found.accept(flows.get(i), "crosses " + other.getId());
                }
            }
        }
    }

    private void label(FlowElement element, Box label) {
        shapes.forEach((node, box) -> {
            if (!node.equals(element) && !(node instanceof SubProcess) && box.overlaps(label)) {
                found.accept(element, "has its label on " + node.getId());
            }
        });
        lines.forEach((flow, segments) -> {
            if (segments.stream().anyMatch(label::isEnteredBy)) {
                found.accept(element, "has its label on " + flow.getId());
            }
        });
        labels.forEach((other, box) -> {
            if (other.getId().compareTo(element.getId()) > 0 && box.overlaps(label)) {
                found.accept(element, "has its label on that of " + other.getId());
            }
        });
    }

    private <E extends ModelElementInstance> Collection<E> all(Class<E> type) {
        return model.getModelElementsByType(type);
    }

    private record Box(double left, double top, double right, double bottom) {

        /** Pixels by which things may touch without being in each other's way. */
        private static final double SLACK = 3;

        static Box of(Bounds bounds) {
            return new Box(
                    bounds.getX(),
                    bounds.getY(),
                    bounds.getX() + bounds.getWidth(),
                    bounds.getY() + bounds.getHeight());
        }

        boolean overlaps(Box other) {
            return left + SLACK < other.right
                    && other.left + SLACK < right
                    && top + SLACK < other.bottom
                    && other.top + SLACK < bottom;
        }

        /** Asks only about a line up or across; one that is askew is found anyway. */
        boolean isEnteredBy(Segment line) {
            return left + SLACK < Math.max(line.x1, line.x2)
                    && Math.min(line.x1, line.x2) < right - SLACK
                    && top + SLACK < Math.max(line.y1, line.y2)
                    && Math.min(line.y1, line.y2) < bottom - SLACK;
        }

        boolean hasOnItsBorder(double x, double y) {
            boolean inside = x >= left - 1 && x <= right + 1 && y >= top - 1 && y <= bottom + 1;
            boolean deepInside = x > left + 1 && x < right - 1 && y > top + 1 && y < bottom - 1;
            return inside && !deepInside;
        }
    }

    private record Segment(double x1, double y1, double x2, double y2) {

        static List<Segment> of(List<Waypoint> points) {
            List<Segment> segments = new ArrayList<>();
            for (int i = 1; i < points.size(); i++) {
                Waypoint from = points.get(i - 1);
                Waypoint to = points.get(i);
                segments.add(new Segment(from.getX(), from.getY(), to.getX(), to.getY()));
            }
            return segments;
        }

        boolean isDiagonal() {
            return Math.abs(x1 - x2) > 1 && Math.abs(y1 - y2) > 1;
        }

        /** Strictly: segments that only touch, as where flows merge, do not cross. */
        boolean crosses(Segment other) {
            return side(other.x1, other.y1) * side(other.x2, other.y2) < 0
                    && other.side(x1, y1) * other.side(x2, y2) < 0;
        }

        private double side(double x, double y) {
            return Math.signum((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1));
        }
    }
}
