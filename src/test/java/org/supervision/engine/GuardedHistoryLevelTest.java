package org.supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.history.HistoricVariableInstance;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What the history keeps, and that nobody starts the engine with another level. */
class GuardedHistoryLevelTest {

    @Test
    @DisplayName("only declared variables reach the history, and what a form sends never does")
    void onlyDeclaredVariables() {
        try (HardenedEngine hardened = HardenedEngine.start()) {
            String task = hardened.task("somebody").getId();
            hardened.engine
                    .getFormService()
                    .submitTaskForm(task, Map.of("decision", "AGREE", "notes", "a canary sings", "mode", "REMOTE"));

            assertThat(hardened.engine
                            .getHistoryService()
                            .createHistoricVariableInstanceQuery()
                            .list())
                    .extracting(HistoricVariableInstance::getName)
                    .containsExactly("decision");
            assertThat(hardened.engine
                            .getHistoryService()
                            .createHistoricDetailQuery()
                            .count())
                    .isZero();
            assertThat(hardened.engine
                            .getHistoryService()
                            .createHistoricTaskInstanceQuery()
                            .finished()
                            .count())
                    .isEqualTo(1);
        }
    }

    @Test
    @DisplayName("what became of a job is kept, and not that it was created")
    void whatBecameOfJobs() {
        GuardedHistoryLevel level = new GuardedHistoryLevel();

        assertThat(level.isHistoryEventProduced(HistoryEventTypes.JOB_CREATE, null))
                .isFalse();
        assertThat(List.of(HistoryEventTypes.JOB_SUCCESS, HistoryEventTypes.JOB_FAIL, HistoryEventTypes.JOB_DELETE))
                .allMatch(event -> level.isHistoryEventProduced(event, null));
    }

    @Test
    @DisplayName("case 49: the engine does not start on a database with another level")
    void anotherLevel() {
        String url = HardenedEngine.url();
        ProcessEngineConfigurationImpl stock = new StandaloneInMemProcessEngineConfiguration();
        stock.setProcessEngineName("stock");
        stock.setJdbcUrl(url);
        stock.setDatabaseSchemaUpdate(ProcessEngineConfigurationImpl.DB_SCHEMA_UPDATE_TRUE);
        ProcessEngine engine = stock.setHistory("full").buildProcessEngine();
        engine.close();

        ProcessEngineConfigurationImpl ours = HardenedEngine.configuration(new StaticListableBeanFactory(), false, url);
        assertThatThrownBy(ours::buildProcessEngine)
                .isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining("historyLevel mismatch");
    }

    @Test
    @DisplayName("no setting brings another level or switches authorization off")
    void noOtherSetting() {
        ProcessEngineConfigurationImpl open =
                HardenedEngine.configuration(new StaticListableBeanFactory(), false, HardenedEngine.url());
        open.setAuthorizationEnabled(false);

        assertThatThrownBy(open::buildProcessEngine).isInstanceOf(IllegalStateException.class);
    }
}
