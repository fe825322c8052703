package org.supervision.engine;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.repository.DeploymentBuilderImpl;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The models that a test of a process asks for, kept for the next one that asks for the same: to read them anew, and to
 * delete them with all that ran, takes longer than most tests. What ran is taken away after each test as if the models had
 * been deleted. Named in {@code camunda.cfg.xml}.
 */
public class KeptDeployments extends RepositoryServiceImpl {

    private @Nullable DeploymentWithDefinitions kept;
    private Map<String, String> models = Map.of();
    private boolean inUse;

    @Override
    public DeploymentWithDefinitions deployWithResult(DeploymentBuilderImpl builder) {
        if (inUse) {
            return super.deployWithResult(builder);
        }
        Map<String, String> wanted = new TreeMap<>();
        builder.getDeployment()
                .getResources()
                .forEach((name, resource) -> wanted.put(name, new String(resource.getBytes(), StandardCharsets.UTF_8)));
        DeploymentWithDefinitions there = kept;
        if (there == null || !wanted.equals(models)) {
            if (there != null) {
                super.deleteDeployment(there.getId(), true, true, true);
            }
            there = super.deployWithResult(builder);
        }
        kept = there;
        models = wanted;
        inUse = true;
        return there;
    }

    @Override
    public void deleteDeployment(
            String deploymentId, boolean cascade, boolean skipCustomListeners, boolean skipIoMappings) {
        if (inUse && kept != null && kept.getId().equals(deploymentId)) {
            commandExecutor.execute(KeptDeployments::deleteWhatRan);
            inUse = false;
        } else {
            super.deleteDeployment(deploymentId, cascade, skipCustomListeners, skipIoMappings);
        }
    }

    private static @Nullable Void deleteWhatRan(CommandContext context) {
        Connection connection = context.getDbSqlSession().getSqlSession().getConnection();
        JdbcClient jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("set referential_integrity false");
            for (String table : jdbc.sql(
                            "select table_name from information_schema.tables where table_name like 'ACT_HI_%'")
                    .query(String.class)
                    .list()) {
                statement.addBatch("truncate table " + table);
            }
            for (String table : new String[] {"EXECUTION", "TASK", "VARIABLE", "INCIDENT", "EXT_TASK"}) {
                statement.addBatch("truncate table ACT_RU_" + table);
            }
            // the others are of the models
            statement.addBatch("delete from ACT_RU_JOB where PROCESS_INSTANCE_ID_ is not null");
            statement.addBatch("delete from ACT_RU_EVENT_SUBSCR where EXECUTION_ID_ is not null");
            statement.addBatch("delete from ACT_RU_IDENTITYLINK where PROC_DEF_ID_ is null");
            statement.addBatch("delete from ACT_GE_BYTEARRAY where DEPLOYMENT_ID_ is null");
            statement.addBatch("set referential_integrity true");
            statement.executeBatch();
        } catch (SQLException e) {
            throw new ProcessEngineException("What a test left is not deleted", e);
        }
        return null;
    }
}
