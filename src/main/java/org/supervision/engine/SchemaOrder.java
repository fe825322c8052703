package org.supervision.engine;

import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/** One node at a time: our tables first, then the engine's, then our indexes on the engine's tables. */
@Configuration(proxyBeanMethods = false)
class SchemaOrder {

    private static final String ENGINE = "processEngineFactoryBean";
    private static final String OUR_MIGRATIONS = "flywayInitializer";

    @Bean
    static BeanFactoryPostProcessor engineStartsAfterOurMigrations() {
        return factory -> {
            after(factory, OUR_MIGRATIONS, OneStartAtATime.NAME);
            after(factory, ENGINE, OUR_MIGRATIONS);
        };
    }

    private static void after(ConfigurableListableBeanFactory factory, String later, String earlier) {
        if (factory.containsBeanDefinition(later)) {
            BeanDefinition definition = factory.getBeanDefinition(later);
            definition.setDependsOn(StringUtils.addStringToArray(definition.getDependsOn(), earlier));
        }
    }

    /** The indexes that the engine's schema lacks; made once its tables are there. */
    @Bean(initMethod = "migrate")
    EngineIndexes engineIndexes(DataSource dataSource, ProcessEngine engine) {
        return new EngineIndexes(dataSource);
    }

    record EngineIndexes(DataSource dataSource) {

        void migrate() {
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:db/engine")
                    .table("engine_index_history")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
        }
    }
}
