package org.supervision.engine;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;

/**
 * Finds at start what the engine accepts and would only fail at months later: a delegate, date or form that isn't there, a
 * task whose form no code serves, a retry list that the engine would silently ignore, a model that is missing. The models
 * of this version are checked, and those of earlier versions that still have instances.
 */
@Component
class ModelCheck {

    /** What every installation has; a pattern that matches less would deploy less and say nothing. */
    static final Set<String> FILES = Set.of(
            "absence-cover.bpmn",
            "agreement-change.bpmn",
            "agreement-review.bpmn",
            "case-coverage.dmn",
            "case-export.bpmn",
            "change-of-supervisor.bpmn",
            "closure-day.bpmn",
            "compliance-report.bpmn",
            "consultation.bpmn",
            "daily-sweep.bpmn",
            "directory-import.bpmn",
            "disagreement-referral.bpmn",
            "disclosure-basis.dmn",
            "escalation-resolution.bpmn",
            "escalation-routing.dmn",
            "frequency-policy.dmn",
            "mail-delivery.bpmn",
            "missed-session-escalation.bpmn",
            "personal-matter.bpmn",
            "record-audit.bpmn",
            "record-deadline.dmn",
            "record-disclosure.bpmn",
            "record-retention.bpmn",
            "session-booking.bpmn",
            "session-outcome.dmn",
            "subject-access.bpmn",
            "supervision-agreement.bpmn",
            "supervision-session.bpmn",
            "unallocated-supervisee.bpmn");

    private final ModelExpressions expressions;
    private final ResourceLoader resources;
    private final TaskFormRegistry forms;
    private final Set<String> accepted;

    /** @param accepted ids of process definitions of earlier versions that an operator accepts though they are broken */
    ModelCheck(
            ListableBeanFactory beans,
            ResourceLoader resources,
            TaskFormRegistry forms,
            @Value("${supervision.models.accept-broken:}") Set<String> accepted) {
        this.expressions = new ModelExpressions(beans);
        this.resources = resources;
        this.forms = forms;
        this.accepted = accepted;
    }

    /**
     * Checks all models of this version together.
     *
     * @throws BrokenModelException naming each file and element that is wrong, or that a model is missing
     */
    void verify(Resource[] models) throws IOException {
        List<String> findings = new ArrayList<>();
        Set<String> missing = new TreeSet<>(FILES);
        Set<String> tasks = new TreeSet<>(forms.tasks());
        for (Resource model : models) {
            String file = String.valueOf(model.getFilename());
            if (!missing.remove(file)) {
                findings.add(file + " is no model of this version");
            }
            if (file.endsWith(".bpmn")) {
                ModelFindings ofModel = findingsIn(file);
                findings.addAll(ofModel.in(model.getContentAsByteArray()));
                tasks.removeAll(ofModel.tasks());
            }
        }
        missing.forEach(file -> findings.add(file + " is missing under bpmn/"));
        tasks.forEach(task -> findings.add(task + " has a TaskForm, but stands in no model"));
        refuse(findings);
    }

    /**
     * Checks the models of earlier versions that still have instances.
     *
     * @param models those of this version, which are not checked again
     * @throws BrokenModelException naming each definition, file and element that is wrong
     */
    void verifyInUse(RepositoryService repository, RuntimeService runtime, Resource[] models) throws IOException {
        Map<String, byte[]> current = new HashMap<>();
        for (Resource model : models) {
            current.put("bpmn/" + model.getFilename(), model.getContentAsByteArray());
        }
        List<String> findings = new ArrayList<>();
        for (ProcessDefinition definition :
                repository.createProcessDefinitionQuery().list()) {
            byte[] content = contentOf(repository, definition);
            if (!Arrays.equals(content, current.get(definition.getResourceName()))
                    && !accepted.contains(definition.getId())
                    && runtime.createProcessInstanceQuery()
                                    .processDefinitionId(definition.getId())
                                    .count()
                            > 0) {
                findingsIn(definition.getResourceName())
                        .in(content)
                        .forEach(finding ->
                                findings.add(definition.getId() + ", which still has instances: " + finding));
            }
        }
        refuse(findings);
    }

    private static byte[] contentOf(RepositoryService repository, ProcessDefinition definition) throws IOException {
        try (InputStream content = repository.getProcessModel(definition.getId())) {
            return content.readAllBytes();
        }
    }

    private ModelFindings findingsIn(String file) {
        return new ModelFindings(file, expressions, resources, forms.tasks());
    }

    private static void refuse(List<String> findings) {
        if (!findings.isEmpty()) {
            throw new BrokenModelException(findings);
        }
    }
}
