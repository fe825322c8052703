package org.supervision.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaFailedJobRetryTimeCycle;
import org.camunda.bpm.model.xml.ModelException;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * Finds at start what the engine accepts and would only fail at months later: a delegate or form that isn't there, a
 * task whose form no code serves, a retry list that the engine would silently ignore.
 */
@Component
class ModelCheck {

    private static final Pattern CALL = Pattern.compile("[$#]\\{\\s*(\\w+)\\s*(?:[}]|\\.\\s*(\\w+)\\s*\\()");
    private static final Pattern RETRIES = Pattern.compile("PT\\d+[MH](,PT\\d+[MH])*|R\\d+/PT\\d+[MH]");
    private static final String FORM_KEY = "embedded:/";

    private final ListableBeanFactory beans;
    private final ResourceLoader resources;
    private final TaskFormRegistry forms;

    ModelCheck(ListableBeanFactory beans, ResourceLoader resources, TaskFormRegistry forms) {
        this.beans = beans;
        this.resources = resources;
        this.forms = forms;
    }

    /**
     * Checks all models together.
     *
     * @throws BrokenModelException naming each file and element that is wrong, or that no model was found
     */
    void verify(Resource[] models) throws IOException {
        List<String> findings = new ArrayList<>();
        if (models.length == 0) {
            findings.add("no model was found under bpmn/");
        }
        for (Resource model : models) {
            String file = model.getFilename();
            if (file != null && file.endsWith(".bpmn")) {
                verify(file, model, findings);
            }
        }
        if (!findings.isEmpty()) {
            throw new BrokenModelException(findings);
        }
    }

    private void verify(String file, Resource resource, List<String> findings) throws IOException {
        try (InputStream content = resource.getInputStream()) {
            BpmnModelInstance model = Bpmn.readModelFromStream(content);
            model.getModelElementsByType(UserTask.class).forEach(task -> verifyForm(file, task, findings));
            model.getModelElementsByType(ServiceTask.class)
                    .forEach(task -> verifyBean(file, task, task.getCamundaDelegateExpression(), findings));
            model.getModelElementsByType(BusinessRuleTask.class).forEach(task -> verifyRule(file, task, findings));
            model.getModelElementsByType(CamundaFailedJobRetryTimeCycle.class)
                    .forEach(cycle -> verifyRetries(file, cycle, findings));
            verifyExpressions(file, Bpmn.convertToString(model), findings);
        } catch (ModelException e) {
            findings.add(file + " is not a BPMN model: " + e.getMessage());
        }
    }

    private void verifyForm(String file, UserTask task, List<String> findings) {
        String key = task.getCamundaFormKey();
        if (key == null || !key.startsWith(FORM_KEY)) {
            findings.add(at(file, task) + " has no form key " + FORM_KEY + "forms/….html");
        } else if (!resources
                .getResource("classpath:static/" + key.substring(FORM_KEY.length()))
                .exists()) {
            findings.add(
                    at(file, task) + " names the form " + key.substring(FORM_KEY.length()) + ", which does not exist");
        }
        if (!forms.tasks().contains(task.getId())) {
            findings.add(at(file, task) + " has no TaskForm that checks and applies it");
        }
    }

    private void verifyBean(String file, FlowElement task, String expression, List<String> findings) {
        if (!StringUtils.hasText(expression)) {
            findings.add(at(file, task) + " has no camunda:delegateExpression");
        }
    }

    private void verifyRule(String file, BusinessRuleTask task, List<String> findings) {
        if (!StringUtils.hasText(task.getCamundaDecisionRef())
                && !StringUtils.hasText(task.getCamundaDelegateExpression())) {
            findings.add(at(file, task) + " names no decision table");
        }
    }

    private void verifyRetries(String file, CamundaFailedJobRetryTimeCycle cycle, List<String> findings) {
        String list = cycle.getTextContent().strip();
        if (!RETRIES.matcher(list).matches()) {
            findings.add(file + ": the retry list \"" + list + "\" would be ignored by the engine");
        }
    }

    private void verifyExpressions(String file, String xml, List<String> findings) {
        Matcher calls = CALL.matcher(xml);
        Set<String> broken = new LinkedHashSet<>();
        while (calls.find()) {
            String name = calls.group(1);
            String method = calls.group(2);
            if (!beans.containsBean(name)) {
                if (!ProcessVariables.isDeclared(name)) {
                    broken.add(file + " calls \"" + name + "\", which is neither a bean nor a declared variable");
                }
            } else if (method != null && !hasMethod(name, method)) {
                broken.add(file + " calls \"" + name + "." + method + "\", which that bean does not have");
            }
        }
        findings.addAll(broken);
    }

    private boolean hasMethod(String bean, String method) {
        Class<?> type = AopUtils.getTargetClass(beans.getBean(bean));
        return Arrays.stream(type.getMethods())
                .anyMatch(candidate -> candidate.getName().equals(method));
    }

    private static String at(String file, BaseElement element) {
        return file + ": " + element.getId();
    }
}
