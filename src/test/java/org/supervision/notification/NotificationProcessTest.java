package org.supervision.notification;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.mail.MailSenderAutoConfiguration;
import org.springframework.boot.autoconfigure.thymeleaf.ThymeleafAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.autoconfigure.data.jdbc.DataJdbcTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.confidential.TestCipher;
import org.supervision.engine.EngineAccess;
import org.supervision.engine.EngineClock;
import org.supervision.engine.RunningProcesses;
import org.supervision.policy.Policies;
import org.supervision.policy.PolicyProperties;

/** The processes of this package on a real engine, with our tables in the same database. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@DataJdbcTest
@ActiveProfiles({"demo", "test"})
@Transactional(propagation = Propagation.NOT_SUPPORTED)
@ImportAutoConfiguration({ThymeleafAutoConfiguration.class, MailSenderAutoConfiguration.class})
@Import(NotificationProcessTest.Engine.class)
public @interface NotificationProcessTest {

    @TestConfiguration(proxyBeanMethods = false)
    @ComponentScan(
            basePackages = "org.supervision.notification",
            // each test plans for itself
            excludeFilters = @Filter(type = FilterType.REGEX, pattern = ".*PlanSweepAtStartListener"))
    @EnableConfigurationProperties({MailProperties.class, PolicyProperties.class})
    @Import({
        EngineClock.class,
        EngineAccess.class,
        RunningProcesses.class,
        WorkingCalendar.class,
        Policies.class,
        TestCipher.class
    })
    class Engine {

        @Bean
        SpringProcessEngineConfiguration engineConfiguration(
                DataSource dataSource,
                PlatformTransactionManager transactions,
                ApplicationContext beans,
                List<ProcessEnginePlugin> plugins) {
            SpringProcessEngineConfiguration engine = new SpringProcessEngineConfiguration();
            engine.setDataSource(dataSource);
            engine.setTransactionManager(transactions);
            engine.setApplicationContext(beans);
            engine.setProcessEnginePlugins(plugins);
            engine.setDatabaseSchemaUpdate("true");
            engine.setHistory("full");
            engine.setJobExecutorActivate(false);
            engine.setEnsureJobDueDateNotNull(true);
            engine.setEnableCmdExceptionLogging(false);
            engine.setEnableReducedJobExceptionLogging(true);
            engine.setDeploymentResources(new Resource[] {
                new ClassPathResource("bpmn/mail-delivery.bpmn"), new ClassPathResource("bpmn/daily-sweep.bpmn")
            });
            return engine;
        }

        @Bean
        @DependsOn("flywayInitializer")
        ProcessEngineFactoryBean processEngine(SpringProcessEngineConfiguration configuration) {
            ProcessEngineFactoryBean factory = new ProcessEngineFactoryBean();
            factory.setProcessEngineConfiguration(configuration);
            return factory;
        }

        @Bean
        RuntimeService runtimeService(ProcessEngine engine) {
            return engine.getRuntimeService();
        }

        @Bean
        TaskService taskService(ProcessEngine engine) {
            return engine.getTaskService();
        }

        @Bean
        ManagementService managementService(ProcessEngine engine) {
            return engine.getManagementService();
        }

        @Bean
        HistoryService historyService(ProcessEngine engine) {
            return engine.getHistoryService();
        }

        @Bean
        RepositoryService repositoryService(ProcessEngine engine) {
            return engine.getRepositoryService();
        }

        @Bean
        IdentityService identityService(ProcessEngine engine) {
            return engine.getIdentityService();
        }
    }
}
