package org.supervision.bench;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** The engine's web starter with nothing of the product's: how long the libraries alone take to start. */
@EnableAutoConfiguration
class BareWebapp {

    private BareWebapp() {}

    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(BareWebapp.class);
        application.setDefaultProperties(
                java.util.Map.of(
                        "spring.flyway.enabled", "false",
                        "spring.datasource.url", "jdbc:h2:file:./bare",
                        "camunda.bpm.admin-user.id", "admin",
                        "camunda.bpm.admin-user.password", "supervision",
                        "spring.autoconfigure.exclude",
                                "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration,"
                                        + "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration,"
                                        + "org.springframework.boot.autoconfigure.session.SessionAutoConfiguration,"
                                        + "org.camunda.community.process_test_coverage.spring_test.platform7.ProcessEngineCoverageConfiguration"));
        application.run(arguments);
    }
}
