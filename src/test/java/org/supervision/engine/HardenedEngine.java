package org.supervision.engine;

import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.builder.UserTaskBuilder;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.supervision.TestBed;

/** An engine with the product's locks and nothing else, on a database of its own. */
final class HardenedEngine implements AutoCloseable {

    final ProcessEngine engine;

    private HardenedEngine(ProcessEngine engine) {
        this.engine = engine;
    }

    static HardenedEngine start() {
        return start(new StaticListableBeanFactory(), false);
    }

    static HardenedEngine start(StaticListableBeanFactory beans, boolean prefilterGroups) {
        return new HardenedEngine(configuration(beans, prefilterGroups, url()).buildProcessEngine());
    }

    static String url() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    static ProcessEngineConfigurationImpl configuration(
            StaticListableBeanFactory beans, boolean prefilterGroups, String url) {
        ProcessEngineConfigurationImpl configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName(UUID.randomUUID().toString());
        configuration.setJdbcUrl(url);
        makeSignInAttempts(url);
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfigurationImpl.DB_SCHEMA_UPDATE_TRUE);
        configuration.setJobExecutorActivate(false);
        configuration.setAuthorizationEnabled(true);
        configuration.setAuthorizationCheckRevokes("never");
        configuration.setDefaultUserPermissionNameForTask("TASK_WORK");
        configuration.setEnforceSpecificVariablePermission(true);
        configuration.getProcessEnginePlugins().add(new EngineHardening(beans, prefilterGroups, 1000));
        return configuration;
    }

    /** The one table of ours that the engine's locks need. */
    static void makeSignInAttempts(String url) {
        JdbcClient.create(new DriverManagerDataSource(url, "sa", ""))
                .sql(TestBed.text("db/migration/V236__sign_in_attempt.sql")
                        .replaceAll("--.*", "")
                        .replace("create table", "create table if not exists"))
                .update();
    }

    /** A process of one task for this assignee and these candidates, started by nobody in particular. */
    TaskEntity task(String assignee, String... candidates) {
        UserTaskBuilder task = Bpmn.createExecutableProcess("probe")
                .camundaHistoryTimeToLiveString("P1D")
                .startEvent()
                .userTask("Task_Probe")
                .camundaCandidateUsers(String.join(",", candidates));
        if (assignee != null) {
            task.camundaAssignee(assignee);
        }
        BpmnModelInstance model = task.endEvent().done();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance("probe.bpmn", model)
                .deploy();
        String instance =
                engine.getRuntimeService().startProcessInstanceByKey("probe").getId();
        return (TaskEntity) engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance)
                .singleResult();
    }

    /** Goes on as this user, in these groups. */
    void actAs(String userId, String... groups) {
        engine.getIdentityService().setAuthentication(userId, List.of(groups));
    }

    /** Goes on as the product itself. */
    void actAsProduct() {
        engine.getIdentityService().clearAuthentication();
    }

    /** Does several things of the product's own in one command, as an event's listeners do. */
    void inOneCommand(Runnable deeds) {
        ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired()
                .execute(context -> {
                    deeds.run();
                    return null;
                });
    }

    @Override
    public void close() {
        actAsProduct();
        engine.close();
    }
}
