package org.supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.supervision.scenario.DemoTest;

/** The models of the product with one thing wrong in each, as the start of the application checks them. */
@DemoTest
class ModelCheckTest {

    @Autowired
    private ModelCheck check;

    @Autowired
    private ListableBeanFactory beans;

    @Autowired
    private ResourceLoader resources;

    @Autowired
    private TaskFormRegistry forms;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    private static Resource[] models() throws IOException {
        return new PathMatchingResourcePatternResolver().getResources("classpath:bpmn/*.*mn");
    }

    private static Resource changed(Resource model, String from, String to) throws IOException {
        String sound = model.getContentAsString(StandardCharsets.UTF_8);
        assertThat(sound).contains(from);
        byte[] content = sound.replace(from, to).getBytes(StandardCharsets.UTF_8);
        return new ByteArrayResource(content) {
            @Override
            public String getFilename() {
                return model.getFilename();
            }
        };
    }

    @Test
    @DisplayName("the models as they are pass")
    void acceptsTheModels() {
        assertThatCode(() -> check.verify(models())).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{3}")
    @DisplayName("a model that would fail months later is refused at start, with file and element")
    @CsvSource(
            delimiter = '|',
            value = {
                "supervision-session.bpmn|forms/hold-session.html|forms/hold-sesion.html|Task_HoldSession names the form forms/hold-sesion.html, which does not exist",
                "supervision-session.bpmn|camunda:formKey=\"embedded:/forms/hold-session.html\"||Task_HoldSession has no form key",
                "supervision-session.bpmn|embedded:/forms/hold|embedded:app:forms/hold|Task_HoldSession has no form key",
                "supervision-session.bpmn|\"Task_HoldSession\"|\"Task_Hold\"|Task_Hold has no TaskForm",
                "supervision-session.bpmn|\"Task_HoldSession\"|\"Task_Hold\"|Task_HoldSession has a TaskForm, but stands in no model",
                "supervision-session.bpmn|\"${supervisionSession.startsAt(execution)}\"|\"${supervisionSession.beginsAt(execution)}\"|calls \"supervisionSession.beginsAt\", which that bean does not have",
                "daily-sweep.bpmn|dailySweep.dueAt(execution)|dailySweep.dueAt()|calls \"dailySweep.dueAt\", which that bean does not have",
                "daily-sweep.bpmn|${dailySweep.dueAt(execution)}|P1D|BoundaryEventDefinition_SweepDue has no date that a bean counts",
                "daily-sweep.bpmn|${dailySweep.dueAt(execution)}|2027-02-30T06:00:00|BoundaryEventDefinition_SweepDue has no date that a bean counts",
                "daily-sweep.bpmn|${dailySweep.dueAt(execution)}|${dailySweep.left(execution)}|BoundaryEventDefinition_SweepDue has no date that a bean counts",
                "daily-sweep.bpmn|bpmn:timeDate|bpmn:timeDuration|BoundaryEventDefinition_SweepDue has no date that a bean counts",
                "daily-sweep.bpmn|${planNextSweep}|${planNextSweeps}|calls \"planNextSweeps\", which is neither a bean nor a declared variable",
                "daily-sweep.bpmn|${planNextSweep}|${dailySweep}|Task_PlanNextSweep names ${dailySweep}, which is no delegate",
                "daily-sweep.bpmn|camunda:delegateExpression=\"${planNextSweep}\"||Task_PlanNextSweep has no camunda:delegateExpression",
                "daily-sweep.bpmn|camunda:delegateExpression=\"${planNextSweep}\"|camunda:class=\"org.supervision.Plan\"|camunda:class is none that this product uses",
                "daily-sweep.bpmn|${empty sweepLeft}|${empty sweepRest}|calls \"sweepRest\", which is neither a bean nor a declared variable",
                "daily-sweep.bpmn|camunda:asyncBefore|camunda:asyncBeforre|camunda:asyncBeforre is none that this product uses",
                "daily-sweep.bpmn|PT1M,PT5M,|five times,|the retry list \"five times,PT15M,PT1H,PT4H,PT12H\" would be ignored",
                "daily-sweep.bpmn|PT1M,PT5M,|R5 PT5M,|would be ignored by the engine",
                "daily-sweep.bpmn|<camunda:failedJobRetryTimeCycle>PT1M,PT5M,PT15M,PT1H,PT4H,PT12H</camunda:failedJobRetryTimeCycle>||Task_RunSweep is a job without a retry list",
                "daily-sweep.bpmn|<camunda:failedJobRetryTimeCycle>PT1M,PT5M,PT15M,PT1H,PT4H,PT12H</camunda:failedJobRetryTimeCycle>||BoundaryEvent_SweepDue is a job without a retry list",
                "daily-sweep.bpmn|default=\"Flow_allRunNo\"||Gateway_AllRun has no default flow",
                "daily-sweep.bpmn|isExecutable=\"true\"|isExecutable=\"false\"|dailySweep is not executable",
                "daily-sweep.bpmn|camunda:historyTimeToLive=\"P30D\"||dailySweep has no history time to live",
                "daily-sweep.bpmn|</bpmn:process>||daily-sweep.bpmn is not a BPMN model",
                "daily-sweep.bpmn|bpmn:serviceTask|bpmn:scriptTask|Task_PlanNextSweep is a script",
                "agreement-review.bpmn|camunda:assignee=|camunda:owner=|is nobody's: it has neither an assignee nor candidates",
                "session-booking.bpmn|${sessionBooking.bookDueAt(execution)}|${sessionBooking.bothParties(execution)}|Task_BookSessions has no due date that a bean counts",
                "supervision-session.bpmn|delegateExpression=\"${announceRecordOverdue}\"|delegateExpression=\"${supervisionSession}\"|has an execution listener that is none",
            })
    void namesFileAndElementOfWhatIsBroken(String file, String sound, String broken, String finding)
            throws IOException {
        Resource model = changed(resources.getResource("classpath:bpmn/" + file), sound, broken == null ? "" : broken);

        assertThatThrownBy(() -> check.verify(new Resource[] {model}))
                .isInstanceOf(BrokenModelException.class)
                .hasMessageContaining(finding);
    }

    @Test
    @DisplayName("neither a model that is missing nor one that nobody knows is overlooked")
    void knowsItsModels() throws IOException {
        List<Resource> models = new ArrayList<>(List.of(models()));
        models.removeIf(model -> "compliance-report.bpmn".equals(model.getFilename()));
        assertThatThrownBy(() -> check.verify(models.toArray(new Resource[0])))
                .hasMessageContaining("compliance-report.bpmn is missing");

        assertThatThrownBy(() -> check.verify(new Resource[] {
                    new ByteArrayResource(new byte[0]) {
                        @Override
                        public String getFilename() {
                            return "old.dmn";
                        }
                    }
                }))
                .hasMessageContaining("old.dmn is no model of this version");
    }

    @Test
    @DisplayName("an earlier version is refused while it has instances, unless an operator accepts it by its id")
    void earlierVersions() throws IOException {
        String broken = changed(
                        resources.getResource("classpath:bpmn/daily-sweep.bpmn"), "${planNextSweep}", "${planNextOne}")
                .getContentAsString(StandardCharsets.UTF_8)
                .replace("\"dailySweep\"", "\"earlierSweep\"")
                .replace("SweepPlanned\"", "EarlierPlanned\"")
                .replace("SweepNow\"", "EarlierNow\"");
        String deployment = repository
                .createDeployment()
                .addInputStream(
                        "bpmn/earlier-sweep.bpmn", new ByteArrayInputStream(broken.getBytes(StandardCharsets.UTF_8)))
                .deploy()
                .getId();
        try {
            ProcessDefinition earlier = repository
                    .createProcessDefinitionQuery()
                    .processDefinitionKey("earlierSweep")
                    .singleResult();
            assertThatCode(() -> check.verifyInUse(repository, runtime, models()))
                    .doesNotThrowAnyException();

            runtime.startProcessInstanceById(earlier.getId(), "SW-2030-01-01T06:00:00Z");
            assertThatThrownBy(() -> check.verifyInUse(repository, runtime, models()))
                    .hasMessageContaining(earlier.getId())
                    .hasMessageContaining("calls \"planNextOne\"");
            ModelCheck lenient = new ModelCheck(beans, resources, forms, Set.of(earlier.getId()));
            assertThatCode(() -> lenient.verifyInUse(repository, runtime, models()))
                    .doesNotThrowAnyException();
        } finally {
            repository.deleteDeployment(deployment, true);
        }
    }
}
