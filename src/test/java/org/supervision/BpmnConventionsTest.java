package org.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every model to the conventions, and shows for each convention that breaking it is found. */
class BpmnConventionsTest {

    private static final Path MODELS = Path.of("bpmn");
    private static final Path FORMS = Path.of("forms");
    private static final Path TIDY = Path.of("src/test/resources/conventions/tidy-sample.bpmn");

    private static final Set<String> PROCESSES = Set.of(
            "supervisionAgreement",
            "agreementChange",
            "absenceCover",
            "agreementReview",
            "changeOfSupervisor",
            "unallocatedSupervisee",
            "sessionBooking",
            "supervisionSession",
            "consultation",
            "missedSessionEscalation",
            "escalationResolution",
            "disagreementReferral",
            "personalMatter",
            "recordDisclosure",
            "caseExport",
            "directoryImport",
            "closureDay",
            "complianceReport",
            "recordAudit",
            "recordRetention",
            "subjectAccess",
            "mailDelivery",
            "dailySweep");

    private static final Set<String> DECISIONS = Set.of(
            "frequency-policy",
            "escalation-routing",
            "record-deadline",
            "session-outcome",
            "disclosure-basis",
            "case-coverage");

    /** What leads from right to left on purpose: loops back, and the way round the outside to one. */
    private static final Set<String> LOOPS_BACK = Set.of(
            "Flow_reviewConfirmedNo",
            "Flow_resolutionReferIt",
            "Flow_awaitHeldToToRouting",
            "Flow_heldByPassedToToEscalation",
            "Flow_toEscalationToEscalateFurther",
            "Flow_escalateFurtherToToRouting",
            "Flow_appointManagerToToRouting",
            "Flow_nobodyLeftToToAppointment",
            "Flow_toAppointmentToAppointDecider",
            "Flow_sendAgainYes",
            "Flow_newDateSaidToHaveBeenHeld",
            "Flow_claimHeldToToNewDate",
            "Flow_twoAheadNo",
            "Flow_exceptionApprovedNo",
            "Flow_termsAgreedChangeProposed",
            "Flow_termsDecidedYes",
            "Flow_agreementReviewedToToInForce",
            "Flow_agreementSuspendedToToInForce",
            "Flow_rearrangedYes",
            "Flow_toRearrangeToRearrangeSession",
            "Flow_awaitReturnToToCheckAgain",
            "Flow_checkAgainToToCheckAgain",
            "Flow_toCheckAgainToToCheck",
            "Flow_rearrangeSessionToToHold",
            "Flow_recordReturnedToToRecord",
            "Flow_answerTalkFirst",
            "Flow_answeredPutOff",
            "Flow_supervisorFoundYes",
            "Flow_interimAcceptedNo",
            "Flow_notAnsweredToPassOverInterim",
            "Flow_passOverInterimToToInterim",
            "Flow_interimLostToToInterim");

    static Stream<Path> models() throws IOException {
        try (Stream<Path> files = Files.list(MODELS)) {
            return files.filter(file -> file.toString().endsWith(".bpmn")).sorted().toList().stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    @DisplayName("cases 24 and 50: a model follows the conventions")
    void follows(Path file) {
        assertThat(BpmnConventions.findings(
                        file.getFileName().toString(), BpmnConventions.read(file), FORMS, LOOPS_BACK))
                .isEmpty();
    }

    @Test
    @DisplayName("the waiver for flows from right to left names no flow that doesn't need it")
    void waiverIsNeeded() throws IOException {
        assertThat(models().flatMap(file -> BpmnLayout.flowsBack(BpmnConventions.read(file)).stream()))
                .containsExactlyInAnyOrderElementsOf(LOOPS_BACK);
    }

    @Test
    @DisplayName("the engine accepts all models as one deployment of exactly these processes and decisions")
    void deploys() throws IOException {
        ProcessEngine engine = ProcessEngineConfiguration.createStandaloneInMemProcessEngineConfiguration()
                .setProcessEngineName("conventions")
                .setJdbcUrl("jdbc:h2:mem:conventions")
                .buildProcessEngine();
        try {
            DeploymentBuilder deployment = engine.getRepositoryService().createDeployment();
            try (Stream<Path> files = Files.list(MODELS)) {
                for (Path file : files.toList()) {
                    deployment.addString(file.getFileName().toString(), Files.readString(file));
                }
            }
            deployment.deploy();

            assertThat(engine.getRepositoryService()
                            .createProcessDefinitionQuery()
                            .list())
                    .extracting(ProcessDefinition::getKey)
                    .containsExactlyInAnyOrderElementsOf(PROCESSES);
            assertThat(engine.getRepositoryService()
                            .createDecisionDefinitionQuery()
                            .list())
                    .extracting(DecisionDefinition::getKey)
                    .containsExactlyInAnyOrderElementsOf(DECISIONS);
        } finally {
            engine.close();
        }
    }

    @Test
    @DisplayName("the sample that the following tests break is tidy itself")
    void sampleIsTidy() throws IOException {
        assertThat(findings(Files.readString(TIDY))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    @DisplayName("cases 24 and 50: a broken convention is found, such as a script or no time to live")
    void finds(Broken sample) throws IOException {
        String tidy = Files.readString(TIDY);
        String broken = tidy;
        for (Edit edit : sample.edits()) {
            assertThat(broken).contains(edit.from());
            broken = broken.replace(edit.from(), edit.to());
        }

        assertThat(findings(broken)).contains(sample.finding());
    }

    static Stream<Broken> broken() {
        return Stream.of(
                broken("otherSample stands in tidy-sample.bpmn", edit("\"tidySample\"", "\"otherSample\"")),
                broken("tidySample is not executable", edit("isExecutable=\"true\"", "isExecutable=\"false\"")),
                broken("tidySample has no history time to live", edit(" camunda:historyTimeToLive=\"P365D\"", "")),
                broken(
                        "tidySample is offered in Tasklist for nobody",
                        edit(" camunda:isStartableInTasklist=\"false\"", "")),
                broken(
                        "tidySample can't be started in Tasklist",
                        edit(
                                "<bpmn:messageEventDefinition id=\"StartEventDefinition_Wanted\" messageRef=\"Message_SampleWanted\" />",
                                "")),
                broken("tidySample has no name", edit(" name=\"Tidy sample\"", "")),
                broken(
                        "tidySample is documented in 1 sentences instead of two to five",
                        edit(" Each test breaks one of them.", "")),
                broken(
                        "Flow_0a1b2c3 has an id that is not like Flow_[a-z][A-Za-z]*",
                        edit("Flow_lateToNoted", "Flow_0a1b2c3")),
                broken(
                        "Activity_SendRecord has an id that is not like Task_[A-Z][A-Za-z]*",
                        edit("Task_SendRecord", "Activity_SendRecord")),
                broken(
                        "Event_Sent has an id that is not like EndEvent_[A-Z][A-Za-z]*",
                        edit("EndEvent_Sent", "Event_Sent")),
                broken(
                        "Message_Other has an id that is not like Message_SampleWanted",
                        edit("Message_SampleWanted", "Message_Other")),
                broken("Task_SendRecord has no name", edit(" name=\"Send the record\"", "")),
                broken(
                        "Task_SendRecord is not in sentence case: Send The Record",
                        edit("Send the record", "Send The Record")),
                broken("EndEvent_Sent ends in a full stop: Record sent.", edit("\"Record sent\"", "\"Record sent.\"")),
                broken("Gateway_Accepted is no question: Accepted", edit("Was it accepted?", "Accepted")),
                broken("Task_SendRecord is a script", edit("bpmn:serviceTask", "bpmn:scriptTask")),
                broken(
                        "Task_SendRecord names no bean by camunda:delegateExpression",
                        edit("camunda:delegateExpression=\"${sendRecord}\"", "camunda:class=\"java.lang.Runtime\"")),
                broken(
                        "Task_SendRecord names no bean by camunda:delegateExpression",
                        edit("${sendRecord}", "${sendRecord.now()}")),
                broken(
                        "Task_SendRecord names a class, an expression or a type beside its bean",
                        edit("\"${sendRecord}\"", "\"${sendRecord}\" camunda:expression=\"${other}\"")),
                broken(
                        "Task_SendRecord names no bean by camunda:delegateExpression",
                        edit(
                                "<camunda:failedJobRetryTimeCycle>PT1M,PT5M,PT15M,PT1H,PT4H,PT12H</camunda:failedJobRetryTimeCycle>",
                                "<camunda:failedJobRetryTimeCycle>PT1M</camunda:failedJobRetryTimeCycle>"
                                        + "<camunda:executionListener event=\"start\" expression=\"${other}\" />")),
                broken(
                        "Task_WriteRecord has the form key embedded:app:forms/write-record.html",
                        edit("embedded:/forms", "embedded:app:forms")),
                broken("Task_WriteNothing has no form write-nothing.html", edit("WriteRecord", "WriteNothing")),
                broken(
                        "Task_WriteRecord needs an assignee or candidates, and not both",
                        edit(" camunda:assignee=\"${tidySample.author(execution)}\"", "")),
                broken(
                        "Task_WriteRecord needs an assignee or candidates, and not both",
                        edit(
                                "camunda:assignee",
                                "camunda:candidateUsers=\"${tidySample.both(execution)}\" camunda:assignee")),
                broken(
                        "Task_WriteRecord goes to a group",
                        edit("camunda:assignee", "camunda:candidateGroups=\"managers\" camunda:assignee")),
                broken(
                        "Task_WriteRecord has no due date",
                        edit(" camunda:dueDate=\"${tidySample.dueAt(execution)}\"", "")),
                broken(
                        "Task_WriteRecord does not ask its process's bean: demo",
                        edit("${tidySample.author(execution)}", "demo")),
                broken(
                        "EndEvent_Refused names other incoming flows than lead to it",
                        edit(
                                "<bpmn:incoming>Flow_acceptedNo</bpmn:incoming>",
                                "<bpmn:incoming>Flow_acceptedYes</bpmn:incoming>")),
                broken(
                        "Task_SendRecord names other outgoing flows than leave it",
                        edit("<bpmn:outgoing>Flow_sendRecordToAccepted</bpmn:outgoing>", "")),
                broken(
                        "EndEvent_Refused is never reached",
                        edit("<bpmn:incoming>Flow_acceptedNo</bpmn:incoming>", ""),
                        edit("targetRef=\"EndEvent_Refused\"", "targetRef=\"EndEvent_Sent\"")),
                broken(
                        "EndEvent_Sent joins flows without a gateway",
                        edit(
                                "<bpmn:incoming>Flow_acceptedYes</bpmn:incoming>",
                                "<bpmn:incoming>Flow_acceptedYes</bpmn:incoming><bpmn:incoming>Flow_acceptedNo</bpmn:incoming>")),
                broken("BoundaryEvent_Late leads nowhere", edit("<bpmn:outgoing>Flow_lateToNoted</bpmn:outgoing>", "")),
                broken(
                        "Task_SendRecord splits without a gateway",
                        edit(
                                "<bpmn:outgoing>Flow_sendRecordToAccepted</bpmn:outgoing>",
                                "<bpmn:outgoing>Flow_sendRecordToAccepted</bpmn:outgoing><bpmn:outgoing>Flow_acceptedNo</bpmn:outgoing>")),
                broken("Gateway_Accepted has no default flow", edit(" default=\"Flow_acceptedNo\"", "")),
                broken("Flow_acceptedNo has no condition", edit(" default=\"Flow_acceptedNo\"", "")),
                broken(
                        "Flow_acceptedYes is the default and has a condition",
                        edit("default=\"Flow_acceptedNo\"", "default=\"Flow_acceptedYes\"")),
                broken("Flow_acceptedYes gives no answer", edit(" name=\"Yes\"", "")),
                broken(
                        "Flow_acceptedYes has a condition but leaves no exclusive gateway",
                        edit(
                                "name=\"Yes\" sourceRef=\"Gateway_Accepted\"",
                                "name=\"Yes\" sourceRef=\"Task_SendRecord\"")),
                broken("StartEvent_Wanted names no message", edit(" messageRef=\"Message_SampleWanted\"", "")),
                broken("Message_SampleWanted is never used", edit(" messageRef=\"Message_SampleWanted\"", "")),
                broken("BoundaryEvent_Rejected has no error code", edit(" errorCode=\"REJECTED\"", "")),
                broken(
                        "Error_Unheard is never caught",
                        edit("<bpmn:error ", "<bpmn:error id=\"Error_Unheard\" errorCode=\"X\" /><bpmn:error ")),
                broken(
                        "EndEvent_Refused throws what nothing catches",
                        edit("<bpmn:error ", "<bpmn:error id=\"Error_Unheard\" errorCode=\"X\" /><bpmn:error "),
                        edit(
                                "<bpmn:incoming>Flow_acceptedNo</bpmn:incoming>",
                                "<bpmn:incoming>Flow_acceptedNo</bpmn:incoming><bpmn:errorEventDefinition errorRef=\"Error_Unheard\" />")),
                broken(
                        "EndEvent_Refused throws what nothing catches",
                        edit(
                                "<bpmn:error ",
                                "<bpmn:escalation id=\"Escalation_Unheard\" escalationCode=\"X\" /><bpmn:error "),
                        edit(
                                "<bpmn:incoming>Flow_acceptedNo</bpmn:incoming>",
                                "<bpmn:incoming>Flow_acceptedNo</bpmn:incoming><bpmn:escalationEventDefinition escalationRef=\"Escalation_Unheard\" />")),
                broken(
                        "BoundaryEvent_Late has a timer that does not ask its process's bean for a date",
                        edit("bpmn:timeDate ", "bpmn:timeDuration "),
                        edit("/bpmn:timeDate>", "/bpmn:timeDuration>")),
                broken(
                        "BoundaryEvent_Late has a timer that does not ask its process's bean for a date",
                        edit("${tidySample.lateAt(execution)}", "2027-03-01T10:00:00Z")),
                broken(
                        "EndEvent_Sent is a job without a retry list",
                        edit(
                                "<bpmn:endEvent id=\"EndEvent_Sent\"",
                                "<bpmn:endEvent camunda:asyncBefore=\"true\" id=\"EndEvent_Sent\"")),
                broken(
                        "Task_SendRecord is a job without a retry list",
                        edit(
                                "</bpmn:serviceTask>",
                                "<bpmn:multiInstanceLoopCharacteristics camunda:asyncBefore=\"true\" /></bpmn:serviceTask>")),
                broken(
                        "Task_SendRecord has a loop that does not ask its process's bean for a collection",
                        edit(
                                "</bpmn:serviceTask>",
                                "<bpmn:multiInstanceLoopCharacteristics camunda:collection=\"all\" /></bpmn:serviceTask>")),
                broken(
                        "BoundaryEvent_Late has a retry that is no duration: R5 PT5M",
                        edit("PT1M,PT5M,PT15M,PT1H,PT4H,PT12H", "R5 PT5M")),
                broken(
                        "EndEvent_Noted is not drawn",
                        edit("bpmnElement=\"EndEvent_Noted\"", "bpmnElement=\"EndEvent_Sent\"")),
                broken(
                        "Flow_lateToNoted is not drawn",
                        edit("bpmnElement=\"Flow_lateToNoted\"", "bpmnElement=\"Flow_acceptedYes\"")),
                broken(
                        "Flow_acceptedYes leads from right to left",
                        edit("<di:waypoint x=\"622\" y=\"100\" />", "<di:waypoint x=\"500\" y=\"100\" />")),
                broken(
                        "Flow_acceptedYes is drawn askew",
                        edit("<di:waypoint x=\"622\" y=\"100\" />", "<di:waypoint x=\"622\" y=\"150\" />")),
                broken(
                        "Flow_acceptedYes crosses Flow_acceptedNo",
                        edit(
                                "<di:waypoint x=\"622\" y=\"100\" />",
                                "<di:waypoint x=\"580\" y=\"100\" /><di:waypoint x=\"580\" y=\"300\" />")),
                broken(
                        "Flow_acceptedYes does not begin at Gateway_Accepted",
                        edit("<di:waypoint x=\"545\" y=\"100\" />", "<di:waypoint x=\"560\" y=\"100\" />")),
                broken(
                        "Flow_acceptedYes does not end at EndEvent_Sent",
                        edit("<di:waypoint x=\"622\" y=\"100\" />", "<di:waypoint x=\"640\" y=\"100\" />")),
                broken(
                        "Flow_sendRecordToAccepted runs through Task_SendRecord",
                        edit("<di:waypoint x=\"430\" y=\"100\" />", "<di:waypoint x=\"330\" y=\"100\" />")),
                broken(
                        "Flow_acceptedYes runs through EndEvent_Refused",
                        edit(
                                "<di:waypoint x=\"622\" y=\"100\" />",
                                "<di:waypoint x=\"640\" y=\"100\" /><di:waypoint x=\"640\" y=\"300\" />")),
                broken(
                        "EndEvent_Sent has no place for its label",
                        edit("<dc:Bounds x=\"604\" y=\"123\" width=\"73\" height=\"14\" />", "")),
                broken(
                        "EndEvent_Sent has its label on EndEvent_Refused",
                        edit("x=\"604\" y=\"123\"", "x=\"604\" y=\"190\"")),
                broken(
                        "EndEvent_Sent has its label on Flow_acceptedYes",
                        edit("x=\"604\" y=\"123\"", "x=\"550\" y=\"93\"")),
                broken(
                        "EndEvent_Refused has its label on that of EndEvent_Sent",
                        edit("x=\"595\" y=\"223\"", "x=\"595\" y=\"123\"")));
    }

    private static List<String> findings(String xml) {
        BpmnModelInstance model =
                Bpmn.readModelFromStream(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        return BpmnConventions.findings("tidy-sample.bpmn", model, FORMS, Set.of());
    }

    private static Broken broken(String finding, Edit... edits) {
        return new Broken(finding, List.of(edits));
    }

    private static Edit edit(String from, String to) {
        return new Edit(from, to);
    }

    record Edit(String from, String to) {}

    record Broken(String finding, List<Edit> edits) {
        @Override
        public String toString() {
            return finding;
        }
    }
}
