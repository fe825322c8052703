package org.supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What even an administrator can't ask of the engine, and the product itself can. */
class CommandGuardTest {

    private static HardenedEngine hardened;
    private static Task task;

    @BeforeAll
    static void start() {
        hardened = HardenedEngine.start();
        for (Resources resource : Resources.values()) {
            Authorization all =
                    hardened.engine.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            all.setUserId("admin");
            all.setResource(resource);
            all.setResourceId(Authorization.ANY);
            all.addPermission(Permissions.ALL);
            hardened.engine.getAuthorizationService().saveAuthorization(all);
        }
        task = hardened.task("admin");
    }

    @BeforeEach
    void actAsAdministrator() {
        hardened.actAs("admin");
    }

    @AfterAll
    static void stop() {
        hardened.close();
    }

    private static Arguments refused(String name, Consumer<ProcessEngine> call) {
        return Arguments.of(name, call);
    }

    static Stream<Arguments> refused() {
        Map<String, Object> variables = Map.of("decision", "AGREE");
        return Stream.of(
                refused("complete with variables", e -> e.getTaskService().complete(task.getId(), variables)),
                refused(
                        "complete with variables, variables in return",
                        e -> e.getTaskService().completeWithVariablesInReturn(task.getId(), variables, false)),
                refused("resolve with variables", e -> e.getTaskService().resolveTask(task.getId(), variables)),
                refused("submit a task's form", e -> e.getFormService().submitTaskForm(task.getId(), variables)),
                refused(
                        "submit a start form",
                        e -> e.getFormService().submitStartForm(task.getProcessDefinitionId(), "AG-000001", variables)),
                refused(
                        "start with variables",
                        e -> e.getRuntimeService().startProcessInstanceByKey("probe", "AG-000001", variables)),
                refused(
                        "start in the middle",
                        e -> e.getRuntimeService()
                                .createProcessInstanceByKey("probe")
                                .startBeforeActivity("Task_Probe")
                                .execute()),
                refused(
                        "start by message",
                        e -> e.getRuntimeService().startProcessInstanceByMessage("AgreementRequired")),
                refused(
                        "correlate",
                        e -> e.getRuntimeService()
                                .createMessageCorrelation("SessionHeld")
                                .processInstanceBusinessKey("SE-000001")
                                .correlateAll()),
                refused(
                        "correlate in a batch",
                        e -> e.getRuntimeService()
                                .createMessageCorrelationAsync("SessionHeld")
                                .processInstanceIds(List.of(task.getProcessInstanceId()))
                                .correlateAllAsync()),
                refused(
                        "message an execution",
                        e -> e.getRuntimeService().messageEventReceived("SessionHeld", task.getExecutionId())),
                refused("signal", e -> e.getRuntimeService().signalEventReceived("Signal")),
                refused("signal an execution", e -> e.getRuntimeService().signal(task.getExecutionId())),
                refused(
                        "evaluate conditions",
                        e -> e.getRuntimeService()
                                .createConditionEvaluation()
                                .setVariable("decision", "AGREE")
                                .evaluateStartConditions()),
                refused(
                        "set a variable",
                        e -> e.getRuntimeService().setVariable(task.getExecutionId(), "decision", "AGREE")),
                refused(
                        "set a task's variable",
                        e -> e.getTaskService().setVariableLocal(task.getId(), "decision", "AGREE")),
                refused(
                        "set variables in a batch",
                        e -> e.getRuntimeService().setVariablesAsync(List.of(task.getProcessInstanceId()), variables)),
                refused("remove a variable", e -> e.getTaskService().removeVariable(task.getId(), "decision")),
                refused(
                        "modify with a variable",
                        e -> e.getRuntimeService()
                                .createProcessInstanceModification(task.getProcessInstanceId())
                                .startBeforeActivity("Task_Probe")
                                .setVariable("decision", "AGREE")
                                .execute()),
                refused(
                        "modify in a batch with a variable",
                        e -> e.getRuntimeService()
                                .createProcessInstanceModification(task.getProcessInstanceId())
                                .startBeforeActivity("Task_Probe")
                                .setVariableLocal("decision", "AGREE")
                                .executeAsync()),
                refused(
                        "migrate with a variable",
                        e -> e.getRuntimeService()
                                .newMigration(e.getRuntimeService()
                                        .createMigrationPlan(
                                                task.getProcessDefinitionId(), task.getProcessDefinitionId())
                                        .mapEqualActivities()
                                        .setVariables(Variables.putValue("decision", "AGREE"))
                                        .build())
                                .processInstanceIds(task.getProcessInstanceId())
                                .execute()),
                refused("end by an error", e -> e.getTaskService().handleBpmnError(task.getId(), "X")),
                refused("escalate", e -> e.getTaskService().handleEscalation(task.getId(), "X")),
                refused(
                        "deploy",
                        e -> e.getRepositoryService()
                                .createDeployment()
                                .addModelInstance(
                                        "x.bpmn",
                                        Bpmn.createExecutableProcess("x").done())
                                .deploy()),
                refused("make a task", e -> e.getTaskService().newTask()),
                refused("save a task", e -> e.getTaskService().saveTask(task)),
                refused("name a task", e -> e.getTaskService().setName(task.getId(), "Grievance of J.")),
                refused("describe a task", e -> e.getTaskService().setDescription(task.getId(), "Grievance of J.")),
                refused(
                        "comment",
                        e -> e.getTaskService()
                                .createComment(task.getId(), task.getProcessInstanceId(), "Grievance of J.")),
                refused(
                        "attach",
                        e -> e.getTaskService()
                                .createAttachment(
                                        "text",
                                        task.getId(),
                                        task.getProcessInstanceId(),
                                        "x",
                                        "x",
                                        new ByteArrayInputStream(new byte[0]))),
                refused(
                        "raise an incident",
                        e -> e.getRuntimeService().createIncident("x", task.getExecutionId(), "x", "Grievance of J.")),
                refused("annotate an incident", e -> e.getRuntimeService().setAnnotationForIncidentById("x", "J.")),
                refused("annotate the log", e -> e.getHistoryService().setAnnotationForOperationLogById("x", "J.")),
                refused(
                        "revoke",
                        e -> e.getAuthorizationService().createNewAuthorization(Authorization.AUTH_TYPE_REVOKE)),
                refused(
                        "or-query with an expression",
                        e -> e.getTaskService()
                                .createTaskQuery()
                                .or()
                                .taskAssigneeExpression("${currentUser()}")
                                .endOr()
                                .list()),
                refused(
                        "filter with an expression in an or-part",
                        e -> e.getFilterService()
                                .saveFilter(e.getFilterService()
                                        .newTaskFilter("x")
                                        .setQuery(e.getTaskService()
                                                .createTaskQuery()
                                                .or()
                                                .taskAssigneeExpression("${currentUser()}")
                                                .endOr()))));
    }

    @ParameterizedTest(name = "cases 21, 27, 30, 31, 38, 44: no client can {0}")
    @MethodSource("refused")
    void refusesClients(String name, Consumer<ProcessEngine> call) {
        assertThatThrownBy(() -> call.accept(hardened.engine)).isInstanceOf(BadUserRequestException.class);
    }

    @Test
    @DisplayName("what brings no variable goes through")
    void withoutVariables() {
        Task another = hardened.engine
                .getTaskService()
                .createTaskQuery()
                .processInstanceId(hardened.engine
                        .getRuntimeService()
                        .startProcessInstanceByKey("probe")
                        .getId())
                .singleResult();
        hardened.engine.getTaskService().complete(another.getId(), Map.of());

        assertThat(hardened.engine
                        .getTaskService()
                        .createTaskQuery()
                        .taskId(another.getId())
                        .count())
                .isZero();
    }

    @Test
    @DisplayName("the product itself sets variables and sends messages")
    void theProductMay() {
        hardened.actAsProduct();
        hardened.engine.getRuntimeService().setVariable(task.getExecutionId(), "decision", "AGREE");

        assertThat(hardened.engine
                        .getRuntimeService()
                        .createMessageCorrelation("SessionHeld")
                        .processInstanceBusinessKey("SE-000001")
                        .correlateAllWithResult())
                .isEmpty();
    }
}
