package org.supervision.disagreement.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.supervision.disagreement.DisagreementService;
import org.supervision.disagreement.ReferralState;
import org.supervision.missedsession.CaseTestBed;
import org.supervision.notification.Notice;

/** A disagreement that began under the model of an earlier release, which had nobody to appoint who decides. */
@DisplayName("A disagreement of an earlier release")
@Deployment(resources = {"bpmn/disagreement-referral.bpmn", "bpmn/escalation-routing.dmn"})
class EarlierReferralTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE =
            ProcessEngineCoverageExtension.builder().build();

    private static final Path MODEL = Path.of("bpmn/disagreement-referral.bpmn");

    private final ProcessEngine engine = ENGINE.getProcessEngine();
    private CaseTestBed bed;

    @BeforeEach
    void start() {
        bed = new CaseTestBed(engine, "2027-03-01T09:00");
    }

    @AfterEach
    void close() {
        bed.close();
    }

    /** The model as it was before anybody could be appointed. */
    private static String earlier() throws IOException {
        return Files.readString(MODEL)
                .replaceAll("(?s)<bpmndi:BPMNDiagram.*</bpmndi:BPMNDiagram>", "")
                .replaceAll("(?s)<bpmn:boundaryEvent id=\"BoundaryEvent_Nobody.*?</bpmn:boundaryEvent>", "")
                .replaceAll("(?s)<bpmn:userTask id=\"Task_AppointDecider.*?</bpmn:userTask>", "")
                .replaceAll("(?s)<bpmn:exclusiveGateway id=\"Gateway_ToAppointment.*?</bpmn:exclusiveGateway>", "")
                .replaceAll("<bpmn:sequenceFlow id=\"Flow_\\w*(Nobody|nobody|Appoint|appoint)\\w*\"[^>]*>", "")
                .replaceAll("<bpmn:incoming>Flow_appointDecider\\w*</bpmn:incoming>", "");
    }

    private ProcessDefinition deploy(String model) {
        String id = engine.getRepositoryService()
                .createDeployment()
                .addString("bpmn/disagreement-referral.bpmn", model)
                .deploy()
                .getId();
        return engine.getRepositoryService()
                .createProcessDefinitionQuery()
                .deploymentId(id)
                .singleResult();
    }

    @Test
    @DisplayName(
            "E14: it goes on in today's model once it is tried again, with an administrator who appoints who decides")
    void goesOn() throws IOException {
        ProcessDefinition earlier = deploy(earlier());
        ProcessDefinition today = deploy(Files.readString(MODEL));
        long agreement = bed.agreement("strategicmanager", "servicemanager", "2027-02-01", CaseTestBed.TERMS);
        DisagreementService disagreements = bed.get(DisagreementService.class);
        String key = bed.inTransaction(() -> disagreements.begin("servicemanager"));
        bed.inTransaction(() -> disagreements.raise(key, "AG-%06d".formatted(agreement), "Six weeks is too long"));
        ProcessInstance began = engine.getRuntimeService()
                .createProcessInstanceById(earlier.getId())
                .businessKey(key)
                .startBeforeActivity(DisagreementReferralProcess.TASK_REFER)
                .execute();

        bed.runDueJobs();

        assertThat(engine.getHistoryService()
                        .createHistoricProcessInstanceQuery()
                        .processInstanceId(began.getId())
                        .completed()
                        .count())
                .as("what began under the earlier model has ended, and was not deleted")
                .isOne();
        ProcessInstance goesOn = bed.instance("disagreementReferral", key);
        assertThat(goesOn.getProcessDefinitionId()).isEqualTo(today.getId());
        bed.complete(
                bed.task("Task_AppointDecider", key),
                "admin",
                new AppointDeciderForm.Values("linemanager", "Nobody above is left."));
        bed.runDueJobs();
        bed.complete(
                bed.task("Task_DecideReferredDisagreement", key),
                new DecideReferredDisagreementForm.Values("Five weeks", "Both can keep that", null));

        assertThat(disagreements.require(key).state()).isEqualTo(ReferralState.DECIDED);
        assertThat(bed.noticesTo("admin"))
                .extracting(Notice::uniqueId)
                .as("of which one mail is sent")
                .containsOnly(key + "/appoint/0");
        for (ProcessDefinition own : List.of(earlier, today)) {
            engine.getRepositoryService().deleteDeployment(own.getDeploymentId(), true);
        }
    }
}
