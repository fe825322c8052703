package org.supervision;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Escalation;
import org.camunda.bpm.model.bpmn.instance.EscalationEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.IntermediateThrowEvent;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.RootElement;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.ThrowEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaScript;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** Reads one model and says in which points it breaks the conventions for models. */
final class BpmnConventions {

    private static final Pattern BEAN = Pattern.compile("\\$\\{[a-z]\\w*}");
    private static final Pattern CALL = Pattern.compile("\\$\\{[a-z]\\w*\\.[a-z]\\w*\\(execution\\)}");
    private static final Pattern SENTENCE_END = Pattern.compile("\\.(\\s|$)");

    private final String file;
    private final BpmnModelInstance model;
    private final Path forms;
    private final List<String> findings = new ArrayList<>();

    private BpmnConventions(String file, BpmnModelInstance model, Path forms) {
        this.file = file;
        this.model = model;
        this.forms = forms;
    }

    /**
     * Checks one model.
     *
     * @param file name of its file
     * @param forms folder in which the forms of its user tasks stand
     * @param loopsBack ids of the flows that may lead from right to left
     * @return one line for each point, each with the id that it is about; empty when all is well
     */
    static List<String> findings(String file, BpmnModelInstance model, Path forms, Set<String> loopsBack) {
        BpmnConventions conventions = new BpmnConventions(file, model, forms);
        conventions.process();
        conventions.ids();
        conventions.labels();
        conventions.code();
        conventions.userTasks();
        conventions.flows();
        conventions.gateways();
        conventions.messages();
        conventions.thrownAndCaught();
        conventions.jobs();
        new BpmnLayout(model, conventions::found).check(loopsBack);
        return conventions.findings;
    }

    private void process() {
        Collection<Process> processes = all(Process.class);
        if (processes.size() != 1) {
            found(file, "holds " + processes.size() + " processes instead of one");
            return;
        }
        Process process = processes.iterator().next();
        if (!file.equals(kebab(process.getId()) + ".bpmn")) {
            found(process, "stands in " + file);
        }
        if (!process.isExecutable()) {
            found(process, "is not executable");
        }
        if (process.getCamundaHistoryTimeToLiveString() == null) {
            found(process, "has no history time to live");
        }
        boolean startedByPeople = process.getChildElementsByType(StartEvent.class).stream()
                .anyMatch(start -> start.getEventDefinitions().isEmpty());
        if (process.isCamundaStartableInTasklist() != startedByPeople) {
            found(process, startedByPeople ? "can't be started in Tasklist" : "is offered in Tasklist for nobody");
        }
        if (isBlank(process.getName())) {
            found(process, "has no name");
        }
        long sentences = process.getDocumentations().stream()
                .flatMap(documentation ->
                        SENTENCE_END.matcher(documentation.getTextContent()).results())
                .count();
        if (sentences < 2 || sentences > 5) {
            found(process, "is documented in " + sentences + " sentences instead of two to five");
        }
    }

    private void ids() {
        all(FlowNode.class).forEach(node -> id(node, prefix(node) + "[A-Z][A-Za-z]*"));
        all(SequenceFlow.class).forEach(flow -> id(flow, "Flow_[a-z][A-Za-z]*"));
        all(Message.class).forEach(message -> id(message, "Message_" + message.getName()));
        all(Error.class).forEach(error -> id(error, "Error_[A-Z][A-Za-z]*"));
        all(Escalation.class).forEach(escalation -> id(escalation, "Escalation_[A-Z][A-Za-z]*"));
    }

    private void id(BaseElement element, String pattern) {
        if (!element.getId().matches(pattern)) {
            found(element, "has an id that is not like " + pattern);
        }
    }

    private static String prefix(FlowNode node) {
        if (node instanceof StartEvent) {
            return "StartEvent_";
        } else if (node instanceof EndEvent) {
            return "EndEvent_";
        } else if (node instanceof BoundaryEvent) {
            return "BoundaryEvent_";
        } else if (node instanceof IntermediateThrowEvent) {
            return "Event_";
        } else if (node instanceof IntermediateCatchEvent) {
            return "CatchEvent_";
        } else if (node instanceof Gateway) {
            return "Gateway_";
        } else if (node instanceof SubProcess) {
            return "SubProcess_";
        }
        return "Task_";
    }

    private void labels() {
        for (FlowNode node : all(FlowNode.class)) {
            boolean named = node instanceof Activity || node instanceof Event || isSplit(node);
            String name = node.getName();
            if (named && isBlank(name)) {
                found(node, "has no name");
            } else if (!named && name != null) {
                found(node, "has a name, which a join and a parallel gateway don't need");
            } else if (named && !name.matches("[A-Z][^A-Z]*( (Service|Strategic) Manager)?[^A-Z]*")) {
                found(node, "is not in sentence case: " + name);
            } else if (named && name.endsWith(".")) {
                found(node, "ends in a full stop: " + name);
            } else if (isSplit(node) && !name.endsWith("?")) {
                found(node, "is no question: " + name);
            }
        }
    }

    private void code() {
        all(ScriptTask.class).forEach(task -> found(task, "is a script"));
        all(CamundaScript.class).forEach(script -> found(file, "holds a script"));
        for (ServiceTask task : all(ServiceTask.class)) {
            bean(
                    task,
                    task.getCamundaDelegateExpression(),
                    task.getCamundaClass(),
                    task.getCamundaExpression(),
                    task.getCamundaType());
        }
        for (MessageEventDefinition definition : all(MessageEventDefinition.class)) {
            if (definition.getParentElement() instanceof ThrowEvent event) {
                bean(
                        event,
                        definition.getCamundaDelegateExpression(),
                        definition.getCamundaClass(),
                        definition.getCamundaExpression(),
                        definition.getCamundaType());
            }
        }
        for (CamundaExecutionListener listener : all(CamundaExecutionListener.class)) {
            bean(
                    owner(listener),
                    listener.getCamundaDelegateExpression(),
                    listener.getCamundaClass(),
                    listener.getCamundaExpression());
        }
        for (CamundaTaskListener listener : all(CamundaTaskListener.class)) {
            bean(
                    owner(listener),
                    listener.getCamundaDelegateExpression(),
                    listener.getCamundaClass(),
                    listener.getCamundaExpression());
        }
    }

    private void bean(BaseElement element, String delegate, String... others) {
        if (delegate == null || !BEAN.matcher(delegate).matches()) {
            found(element, "names no bean by camunda:delegateExpression");
        }
        if (Stream.of(others).anyMatch(other -> other != null)) {
            found(element, "names a class, an expression or a type beside its bean");
        }
    }

    private void userTasks() {
        for (UserTask task : all(UserTask.class)) {
            String form = kebab(task.getId().substring(task.getId().indexOf('_') + 1)) + ".html";
            if (!("embedded:/forms/" + form).equals(task.getCamundaFormKey())) {
                found(task, "has the form key " + task.getCamundaFormKey());
            }
            if (!Files.isRegularFile(forms.resolve(form))) {
                found(task, "has no form " + form);
            }
            if ((task.getCamundaAssignee() == null) == (task.getCamundaCandidateUsers() == null)) {
                found(task, "needs an assignee or candidates, and not both");
            }
            if (task.getCamundaCandidateGroups() != null) {
                found(task, "goes to a group");
            }
            if (task.getCamundaDueDate() == null) {
                found(task, "has no due date");
            }
            Stream.of(
                            task.getCamundaAssignee(),
                            task.getCamundaCandidateUsers(),
                            task.getCamundaDueDate(),
                            task.getCamundaFollowUpDate())
                    .filter(expression -> expression != null)
                    .filter(expression -> !CALL.matcher(expression).matches())
                    .forEach(expression -> found(task, "does not ask its process's bean: " + expression));
        }
    }

    private void flows() {
        Map<FlowNode, Set<String>> into = byNode(SequenceFlow::getTarget);
        Map<FlowNode, Set<String>> outOf = byNode(SequenceFlow::getSource);
        for (FlowNode node : all(FlowNode.class)) {
            if (!ids(node.getIncoming()).equals(into.getOrDefault(node, Set.of()))) {
                found(node, "names other incoming flows than lead to it");
            }
            if (!ids(node.getOutgoing()).equals(outOf.getOrDefault(node, Set.of()))) {
                found(node, "names other outgoing flows than leave it");
            }
            boolean starts = node instanceof StartEvent
                    || node instanceof BoundaryEvent
                    || node instanceof SubProcess subProcess && subProcess.triggeredByEvent();
            if (!starts && node.getIncoming().isEmpty()) {
                found(node, "is never reached");
            }
            boolean ends =
                    node instanceof EndEvent || node instanceof SubProcess subProcess && subProcess.triggeredByEvent();
            if (!ends && node.getOutgoing().isEmpty()) {
                found(node, "leads nowhere");
            }
            if (!(node instanceof Gateway) && node.getIncoming().size() > 1) {
                found(node, "joins flows without a gateway");
            }
            if (!(node instanceof Gateway) && node.getOutgoing().size() > 1) {
                found(node, "splits without a gateway");
            }
        }
    }

    private Map<FlowNode, Set<String>> byNode(Function<SequenceFlow, FlowNode> end) {
        return all(SequenceFlow.class).stream()
                .collect(Collectors.groupingBy(
                        end, LinkedHashMap::new, Collectors.mapping(SequenceFlow::getId, Collectors.toSet())));
    }

    private static Set<String> ids(Collection<SequenceFlow> flows) {
        return flows.stream().map(SequenceFlow::getId).collect(Collectors.toSet());
    }

    private void gateways() {
        for (ExclusiveGateway gateway : all(ExclusiveGateway.class)) {
            if (!isSplit(gateway)) {
                continue;
            }
            if (gateway.getDefault() == null) {
                found(gateway, "has no default flow");
            }
            for (SequenceFlow flow : gateway.getOutgoing()) {
                boolean isDefault = flow.equals(gateway.getDefault());
                if (!isDefault && flow.getConditionExpression() == null) {
                    found(flow, "has no condition");
                }
                if (isDefault && flow.getConditionExpression() != null) {
                    found(flow, "is the default and has a condition");
                }
                if (isBlank(flow.getName())) {
                    found(flow, "gives no answer");
                }
            }
        }
        for (SequenceFlow flow : all(SequenceFlow.class)) {
            if (flow.getConditionExpression() != null && !(flow.getSource() instanceof ExclusiveGateway)) {
                found(flow, "has a condition but leaves no exclusive gateway");
            }
        }
    }

    private void messages() {
        Set<Message> used = new HashSet<>();
        for (ReceiveTask task : all(ReceiveTask.class)) {
            named(task, task.getMessage(), used);
        }
        for (MessageEventDefinition definition : all(MessageEventDefinition.class)) {
            named((BaseElement) definition.getParentElement(), definition.getMessage(), used);
        }
        all(Message.class).stream()
                .filter(message -> !used.contains(message))
                .forEach(message -> found(message, "is never used"));
    }

    private void named(BaseElement element, Message message, Set<Message> used) {
        if (message == null || isBlank(message.getName())) {
            found(element, "names no message");
        } else {
            used.add(message);
        }
    }

    private void thrownAndCaught() {
        for (ErrorEventDefinition definition : all(ErrorEventDefinition.class)) {
            if (definition.getError() == null || isBlank(definition.getError().getErrorCode())) {
                found((BaseElement) definition.getParentElement(), "has no error code");
            }
        }
        caught(ErrorEventDefinition.class, ErrorEventDefinition::getError, all(Error.class));
        caught(EscalationEventDefinition.class, EscalationEventDefinition::getEscalation, all(Escalation.class));
    }

    /** An error or escalation that an end event throws, or that is declared at all, is caught at a boundary. */
    private <D extends EventDefinition, E extends RootElement> void caught(
            Class<D> type, Function<D, E> thing, Collection<E> declared) {
        Set<E> caught = all(type).stream()
                .filter(definition -> definition.getParentElement() instanceof BoundaryEvent)
                .map(thing)
                .collect(Collectors.toSet());
        for (D definition : all(type)) {
            if (definition.getParentElement() instanceof EndEvent event && !caught.contains(thing.apply(definition))) {
                found(event, "throws what nothing catches");
            }
        }
        declared.stream().filter(one -> !caught.contains(one)).forEach(one -> found(one, "is never caught"));
    }

    private void jobs() {
        for (TimerEventDefinition timer : all(TimerEventDefinition.class)) {
            Event event = (Event) timer.getParentElement();
            String date =
                    timer.getTimeDate() == null ? null : timer.getTimeDate().getTextContent();
            if (date == null || !CALL.matcher(date).matches()) {
                found(event, "has a timer that does not ask its process's bean for a date");
            }
            if (event instanceof IntermediateCatchEvent) {
                found(event, "is a timer that waits by itself, which can't be migrated");
            }
            retries(event);
        }
        all(FlowNode.class).stream()
                .filter(node -> node.isCamundaAsyncBefore() || node.isCamundaAsyncAfter())
                .forEach(this::retries);
        for (MultiInstanceLoopCharacteristics loop : all(MultiInstanceLoopCharacteristics.class)) {
            BaseElement task = (BaseElement) loop.getParentElement();
            if (loop.isCamundaAsyncBefore() || loop.isCamundaAsyncAfter()) {
                retries(task, loop);
            }
            if (loop.getCamundaCollection() == null
                    || !CALL.matcher(loop.getCamundaCollection()).matches()) {
                found(task, "has a loop that does not ask its process's bean for a collection");
            }
        }
    }

    private void retries(FlowElement element) {
        retries(element, element);
    }

    private void retries(BaseElement element, BaseElement holder) {
        List<String> cycles = holder.getExtensionElements() == null
                ? List.of()
                : holder
                        .getExtensionElements()
                        .getElementsQuery()
                        .filterByType(CamundaFailedJobRetryTimeCycle.class)
                        .list()
                        .stream()
                        .map(ModelElementInstance::getTextContent)
                        .toList();
        if (cycles.isEmpty()) {
            found(element, "is a job without a retry list");
        }
        cycles.stream()
                .flatMap(cycle -> Stream.of(cycle.split(",")))
                .filter(retry -> !isDuration(retry))
                .forEach(retry -> found(element, "has a retry that is no duration: " + retry));
    }

    private static boolean isDuration(String text) {
        try {
            return !Duration.parse(text).isNegative();
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private <E extends ModelElementInstance> Collection<E> all(Class<E> type) {
        return model.getModelElementsByType(type);
    }

    private static BaseElement owner(ModelElementInstance extension) {
        return (BaseElement) extension.getParentElement().getParentElement();
    }

    private static boolean isSplit(FlowNode node) {
        return node instanceof ExclusiveGateway && node.getOutgoing().size() > 1;
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    /** {@code supervisionSession} and {@code WriteRecord} to {@code supervision-session} and {@code write-record}. */
    private static String kebab(String camelCase) {
        return camelCase.replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private void found(BaseElement element, String what) {
        found(element.getId(), what);
    }

    private void found(String id, String what) {
        findings.add(id + " " + what);
    }

    /** Reads a model as the engine would. */
    static BpmnModelInstance read(Path file) {
        return Bpmn.readModelFromFile(file.toFile());
    }
}
