package org.supervision.engine;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.xml.ModelException;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.StringUtils;

/** What is wrong with one model that the engine would deploy and only fail at when an instance comes there. */
class ModelFindings {

    private static final Pattern RETRIES = Pattern.compile("PT\\d+[MH](,PT\\d+[MH])*|R\\d+/PT\\d+[MH]");
    private static final Pattern EXTENSION = Pattern.compile("[<\\s]camunda:(\\w+)");
    private static final String FORM_KEY = "embedded:/";

    /** What the product uses of the engine's own attributes and elements; a misspelt one would be ignored. */
    private static final Set<String> EXTENSIONS = Set.of(
            "assignee",
            "asyncAfter",
            "asyncBefore",
            "candidateUsers",
            "collection",
            "delegateExpression",
            "dueDate",
            "elementVariable",
            "executionListener",
            "failedJobRetryTimeCycle",
            "followUpDate",
            "formKey",
            "historyTimeToLive",
            "isStartableInTasklist",
            "priority",
            "taskListener");

    private final String file;
    private final ModelExpressions expressions;
    private final ResourceLoader resources;
    private final Set<String> formTasks;
    private final Set<String> findings = new LinkedHashSet<>();
    private final Set<String> tasks = new LinkedHashSet<>();

    /** @param formTasks the user tasks that have a form in code */
    ModelFindings(String file, ModelExpressions expressions, ResourceLoader resources, Set<String> formTasks) {
        this.file = file;
        this.expressions = expressions;
        this.resources = resources;
        this.formTasks = formTasks;
    }

    /** Each finding with file and element. */
    List<String> in(byte[] content) {
        try {
            BpmnModelInstance model = Bpmn.readModelFromStream(new ByteArrayInputStream(content));
            each(model, Process.class, this::process);
            each(model, UserTask.class, this::userTask);
            each(model, ServiceTask.class, task -> delegate(task, task.getCamundaDelegateExpression()));
            each(model, SendTask.class, task -> delegate(task, task.getCamundaDelegateExpression()));
            each(model, BusinessRuleTask.class, task -> delegate(task, task.getCamundaDelegateExpression()));
            each(model, ScriptTask.class, task -> found(task, "is a script, which the engine refuses to run"));
            each(model, CallActivity.class, task -> found(task, "calls another process, which none here does"));
            each(model, CamundaExecutionListener.class, this::listener);
            each(model, CamundaTaskListener.class, this::listener);
            each(model, ExclusiveGateway.class, this::gateway);
            each(model, TimerEventDefinition.class, this::timer);
            each(model, FlowNode.class, this::async);
            each(model, MultiInstanceLoopCharacteristics.class, this::async);
            each(model, CamundaFailedJobRetryTimeCycle.class, this::retries);
            String xml = Bpmn.convertToString(model);
            expressions.verify(xml, finding -> findings.add(file + " " + finding));
            extensions(xml);
        } catch (ModelException e) {
            findings.add(file + " is not a BPMN model: " + e.getMessage());
        }
        return new ArrayList<>(findings);
    }

    /** The ids of the user tasks that were come across. */
    Set<String> tasks() {
        return tasks;
    }

    private static <E extends ModelElementInstance> void each(
            BpmnModelInstance model, Class<E> type, Consumer<E> check) {
        model.getModelElementsByType(type).forEach(check);
    }

    private void process(Process process) {
        if (!process.isExecutable()) {
            found(process, "is not executable");
        }
        if (!StringUtils.hasText(process.getCamundaHistoryTimeToLiveString())) {
            found(process, "has no history time to live");
        }
    }

    private void userTask(UserTask task) {
        tasks.add(task.getId());
        String key = task.getCamundaFormKey();
        if (key == null || !key.startsWith(FORM_KEY)) {
            found(task, "has no form key " + FORM_KEY + "forms/….html");
        } else if (!resources
                .getResource("classpath:static/" + key.substring(FORM_KEY.length()))
                .exists()) {
            found(task, "names the form " + key.substring(FORM_KEY.length()) + ", which does not exist");
        }
        if (!formTasks.contains(task.getId())) {
            found(task, "has no TaskForm that checks and applies it");
        }
        if (!StringUtils.hasText(task.getCamundaAssignee())
                && task.getCamundaCandidateUsersList().isEmpty()) {
            found(task, "is nobody's: it has neither an assignee nor candidates");
        }
        date(task, "due date", task.getCamundaDueDate());
        if (task.getCamundaFollowUpDate() != null) {
            date(task, "follow-up date", task.getCamundaFollowUpDate());
        }
    }

    private void date(BaseElement element, String what, String expression) {
        if (!expressions.answers(expression, Date.class)) {
            found(element, "has no " + what + " that a bean counts");
        }
    }

    private void delegate(BaseElement task, String expression) {
        if (!StringUtils.hasText(expression)) {
            found(task, "has no camunda:delegateExpression");
        } else if (!expressions.isBean(expression, JavaDelegate.class)) {
            found(task, "names " + expression + ", which is no delegate");
        }
    }

    private void listener(CamundaExecutionListener listener) {
        if (!expressions.isBean(listener.getCamundaDelegateExpression(), ExecutionListener.class)) {
            found(holder(listener), "has an execution listener that is none");
        }
    }

    private void listener(CamundaTaskListener listener) {
        if (!expressions.isBean(listener.getCamundaDelegateExpression(), TaskListener.class)) {
            found(holder(listener), "has a task listener that is none");
        }
    }

    /** The element in whose extension elements this stands. */
    private static BaseElement holder(ModelElementInstance extension) {
        return (BaseElement) extension.getParentElement().getParentElement();
    }

    private void gateway(ExclusiveGateway gateway) {
        if (gateway.getOutgoing().size() > 1 && gateway.getDefault() == null) {
            found(gateway, "has no default flow");
        }
    }

    private void timer(TimerEventDefinition timer) {
        if (timer.getTimeDate() == null) {
            found(timer, "has no date that a bean counts");
        } else {
            date(timer, "date", timer.getTimeDate().getTextContent());
        }
        retried((BaseElement) timer.getParentElement());
    }

    private void async(FlowNode node) {
        if (node.isCamundaAsyncBefore() || node.isCamundaAsyncAfter()) {
            retried(node);
        }
    }

    private void async(MultiInstanceLoopCharacteristics loop) {
        if (loop.isCamundaAsyncBefore() || loop.isCamundaAsyncAfter()) {
            retried(loop);
        }
    }

    private void retried(BaseElement element) {
        if (element.getExtensionElements() == null
                || element.getExtensionElements()
                        .getElementsQuery()
                        .filterByType(CamundaFailedJobRetryTimeCycle.class)
                        .list()
                        .isEmpty()) {
            found(element, "is a job without a retry list");
        }
    }

    private void retries(CamundaFailedJobRetryTimeCycle cycle) {
        String list = cycle.getTextContent().strip();
        if (!RETRIES.matcher(list).matches()) {
            findings.add(file + ": the retry list \"" + list + "\" would be ignored by the engine");
        }
    }

    private void extensions(String xml) {
        Matcher names = EXTENSION.matcher(xml);
        while (names.find()) {
            if (!EXTENSIONS.contains(names.group(1))) {
                findings.add(file + ": camunda:" + names.group(1) + " is none that this product uses");
            }
        }
    }

    private void found(BaseElement element, String what) {
        findings.add(file + ": " + element.getId() + " " + what);
    }
}
