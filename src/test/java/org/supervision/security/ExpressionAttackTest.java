package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.supervision.security.Http.Answer;
import org.supervision.security.Http.Browser;

/**
 * Expressions that try to get out: into the Java runtime, into the database, to a bean that isn't for models. Each is sent
 * on every way there is: in a query, in an or-part of one, in a stored filter, in a filter's extension, in a model.
 */
class ExpressionAttackTest extends AttackTest {

    private static final Path TOUCHED = Path.of("target", "touched-by-an-expression");

    @Autowired
    private TaskService tasks;

    @Autowired
    private FilterService filters;

    @Autowired
    private RepositoryService repository;

    @Autowired
    private RuntimeService runtime;

    @Autowired
    private ManagementService management;

    @Autowired
    private IdentityService identity;

    @Autowired
    private AuthorizationService authorizations;

    static Stream<String> hostile() {
        String touch = ".exec('touch " + TOUCHED + "')";
        return Stream.of(
                "${''.getClass().forName('java.lang.Runtime').getMethod('getRuntime').invoke(null)" + touch + "}",
                "${''['class'].forName('java.lang.Runtime').getRuntime()" + touch + "}",
                "${''.class.classLoader.loadClass('java.lang.Runtime').getRuntime()" + touch + "}",
                "${now().getClass().forName('java.lang.Runtime').getRuntime()" + touch + "}",
                "${dateTime().zone.getClass().classLoader}",
                "${currentUserGroups().getClass().forName('java.lang.Runtime').getRuntime()" + touch + "}",
                "${Runtime.getRuntime()" + touch + "}",
                "${java.lang.Runtime.getRuntime()" + touch + "}",
                "${jdbcTemplate.execute('" + CANARY + "')}",
                "${jdbcClient.sql('" + CANARY + "').update()}",
                "${dataSource.connection.createStatement().execute('" + CANARY + "')}",
                "${flyway.clean()}",
                "${signIns.make('mallory','','','mallory',currentUserGroups())}",
                "${identityService.newUser('mallory')}",
                "${runtimeService.startProcessInstanceByKey('supervisionAgreement')}",
                "${processEngine.repositoryService}",
                "${applicationContext.environment}",
                "${environment.getProperty('spring.datasource.url')}",
                "${springApplicationArguments}",
                "${execution.processEngineServices.identityService.newUser('mallory')}",
                "${execution.getProcessEngine().getIdentityService()}",
                "${execution.bpmnModelInstance}",
                "${execution.setVariable('decision','AGREE')}",
                "${execution.class.classLoader}",
                "${task.execution.processEngineServices}",
                "${variableContext.class.classLoader}",
                "${authenticatedUserId.class.forName('java.lang.Runtime')}");
    }

    @BeforeEach
    @AfterEach
    void noTraces() throws IOException {
        Files.deleteIfExists(TOUCHED);
    }

    private void assertThatNothingHappened(String expression) {
        assertThat(canaries()).as(expression).isZero();
        assertThat(TOUCHED).as(expression).doesNotExist();
        assertThat(identity.createUserQuery().userId("mallory").count())
                .as(expression)
                .isZero();
    }

    private static ObjectNode query(String field, String expression) {
        return JsonNodeFactory.instance.objectNode().put(field, expression);
    }

    private static ObjectNode orQuery(String field, String expression) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("orQueries").add(query(field, expression));
        return body;
    }

    @Test
    @DisplayName("case 17: no expression gets out of an or-part of a query")
    void case17OrQueries() {
        Browser worker = http.browser("worker");

        hostile().forEach(expression -> {
            String body = orQuery("assigneeExpression", expression).toString();
            for (String path : List.of("/task", "/task/count")) {
                assertThat(worker.post(Browser.ENGINE + path, body).status())
                        .as(path + " " + expression)
                        .isEqualTo(400);
                assertThat(http.basic("admin").post("/engine-rest" + path, body).status())
                        .as(path + " " + expression)
                        .isEqualTo(400);
            }
            assertThatNothingHappened(expression);
        });
    }

    @Test
    @DisplayName("case 17: a harmless expression in an or-part is refused too, whichever field it is for")
    void case17AnyExpression() {
        Browser worker = http.browser("worker");

        for (String field : List.of(
                "assigneeExpression",
                "candidateUserExpression",
                "candidateGroupExpression",
                "candidateGroupsExpression",
                "involvedUserExpression",
                "ownerExpression",
                "dueBeforeExpression",
                "followUpAfterExpression",
                "createdBeforeExpression",
                "processInstanceBusinessKeyExpression")) {
            assertThat(worker.post(
                                    Browser.ENGINE + "/task",
                                    orQuery(field, "${currentUser()}").toString())
                            .status())
                    .as(field)
                    .isEqualTo(400);
        }
    }

    @Test
    @DisplayName("an or-query without expressions is answered")
    void harmlessOrQuery() {
        assertThat(http.browser("worker")
                        .post(
                                Browser.ENGINE + "/task",
                                orQuery("assignee", "worker").toString())
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("case 17: no expression gets out of the extension of a filter")
    void case17FilterExtensions() {
        Filter filter = sharedFilter(tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}"));
        Browser worker = http.browser("worker");
        try {
            hostile().forEach(expression -> {
                for (ObjectNode body :
                        List.of(orQuery("assigneeExpression", expression), query("ownerExpression", expression))) {
                    for (String path : List.of("/list", "/count", "/singleResult")) {
                        Answer answer =
                                worker.post(Browser.ENGINE + "/filter/" + filter.getId() + path, body.toString());
                        assertThat(answer.status()).as(path + " " + body).isEqualTo(400);
                    }
                }
                assertThatNothingHappened(expression);
            });
        } finally {
            filters.deleteFilter(filter.getId());
        }
    }

    @Test
    @DisplayName("case 18: no expression gets out of a stored filter, though an administrator stored it")
    void case18StoredFilters() {
        Browser worker = http.browser("worker");

        hostile().forEach(expression -> {
            Filter filter = sharedFilter(tasks.createTaskQuery().taskAssigneeExpression(expression));
            try {
                for (String path : List.of("/list", "/count", "/singleResult")) {
                    assertThat(worker.get(Browser.ENGINE + "/filter/" + filter.getId() + path)
                                    .status())
                            .as(path + " " + expression)
                            .isIn(400, 500);
                }
                assertThatNothingHappened(expression);
            } finally {
                filters.deleteFilter(filter.getId());
            }
        });
    }

    @Test
    @DisplayName("a stored filter knows who asks and what time it is")
    void harmlessFilter() {
        Filter filter = sharedFilter(tasks.createTaskQuery()
                .taskInvolvedUserExpression("${currentUser()}")
                .dueBeforeExpression("${dateTime().plusDays(7).toDate()}")
                .taskCreatedBeforeExpression("${now()}"));
        try {
            assertThat(http.browser("worker")
                            .get(Browser.ENGINE + "/filter/" + filter.getId() + "/list")
                            .status())
                    .isEqualTo(200);
        } finally {
            filters.deleteFilter(filter.getId());
        }
    }

    private Filter sharedFilter(TaskQuery query) {
        Filter filter = filters.newTaskFilter("probe").setQuery(query);
        filters.saveFilter(filter);
        Authorization everybody = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GLOBAL);
        everybody.setResource(Resources.FILTER);
        everybody.setResourceId(filter.getId());
        everybody.addPermission(Permissions.READ);
        authorizations.saveAuthorization(everybody);
        return filter;
    }

    @ParameterizedTest(name = "case 18: {0} in a model")
    @MethodSource("hostile")
    void case18Models(String expression) {
        Deployment deployment = repository
                .createDeployment()
                .addModelInstance("probe.bpmn", modelThatRuns(expression))
                .deploy();
        try {
            assertThatThrownBy(() -> runtime.startProcessInstanceByMessage("Probe"))
                    .isInstanceOf(ProcessEngineException.class);
            assertThatNothingHappened(expression);
        } finally {
            repository.deleteDeployment(deployment.getId(), true);
        }
    }

    private static BpmnModelInstance modelThatRuns(String expression) {
        return Bpmn.createExecutableProcess("probe")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .message("Probe")
                .serviceTask()
                .camundaExpression(expression)
                .endEvent()
                .done();
    }

    @Test
    @DisplayName("case 19: no expression gets out of a query")
    void case19AdHocQueries() {
        Browser worker = http.browser("worker");

        hostile().forEach(expression -> {
            String body = query("assigneeExpression", expression).toString();
            for (String path : List.of("/task", "/task/count")) {
                assertThat(worker.post(Browser.ENGINE + path, body).status())
                        .as(path + " " + expression)
                        .isEqualTo(400);
                assertThat(http.basic("admin").post("/engine-rest" + path, body).status())
                        .as(path + " " + expression)
                        .isEqualTo(400);
            }
            assertThatNothingHappened(expression);
        });
    }

    @Test
    @DisplayName("case 20: staff can't store a filter")
    void case20StaffStoreNoFilter() {
        String filter = "{\"resourceType\":\"Task\",\"name\":\"mine\",\"query\":{\"assignee\":\"worker\"}}";

        assertThat(http.browser("worker")
                        .post(Browser.ENGINE + "/filter/create", filter)
                        .status())
                .isEqualTo(403);
        assertThat(http.browser("processowner")
                        .post(Browser.ENGINE + "/filter/create", filter)
                        .status())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("case 20: an administrator stores no filter with an expression in an or-part")
    void case20NoExpressionInStoredOrPart() {
        String filter = "{\"resourceType\":\"Task\",\"name\":\"probe\",\"query\":"
                + orQuery("assigneeExpression", "${currentUser()}") + "}";

        assertThat(http.browser("admin")
                        .post(Browser.ENGINE + "/filter/create", filter)
                        .status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("case 21: an administrator deploys nothing")
    void case21NoDeployment() {
        String boundary = "probe";
        String model = Bpmn.convertToString(modelThatRuns("${now()}"));
        String body = "--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"deployment-name\"\r\n\r\nprobe\r\n--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"data\"; filename=\"probe.bpmn\"\r\n"
                + "Content-Type: text/xml\r\n\r\n" + model + "\r\n--" + boundary + "--\r\n";
        String type = "multipart/form-data; boundary=" + boundary;

        assertThat(http.basic("admin")
                        .send("POST", "/engine-rest/deployment/create", body, type)
                        .status())
                .isEqualTo(400);
        assertThat(http.browser("admin")
                        .send("POST", Browser.ENGINE + "/deployment/create", body, type)
                        .status())
                .isEqualTo(400);
        assertThat(repository
                        .createProcessDefinitionQuery()
                        .processDefinitionKey("probe")
                        .count())
                .isZero();
    }

    @Test
    @DisplayName("no script runs, in no language")
    void noScripts() {
        for (String language : List.of("javascript", "groovy", "juel", "feel", "python")) {
            BpmnModelInstance model = Bpmn.createExecutableProcess("probe")
                    .camundaHistoryTimeToLiveString("P1D")
                    .startEvent()
                    .message("Probe")
                    .scriptTask()
                    .scriptFormat(language)
                    .scriptText("1")
                    .endEvent()
                    .done();
            Deployment deployment = repository
                    .createDeployment()
                    .addModelInstance("probe.bpmn", model)
                    .deploy();
            try {
                assertThatThrownBy(() -> runtime.startProcessInstanceByMessage("Probe"))
                        .as(language)
                        .isInstanceOf(ProcessEngineException.class);
            } finally {
                repository.deleteDeployment(deployment.getId(), true);
            }
        }
    }

    @Test
    @DisplayName("case 49: the database keeps the guarded history level")
    void case49HistoryLevel() {
        assertThat(management.getProperties()).containsEntry("historyLevel", "900");
    }
}
