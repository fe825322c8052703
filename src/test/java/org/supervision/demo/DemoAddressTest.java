package org.supervision.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Where the links in the demo's mails lead. */
class DemoAddressTest {

    @ParameterizedTest
    @DisplayName("The demo's links lead to the port that it is started on")
    @CsvSource({"'', http://localhost:8080", "server.port=9123, http://localhost:9123"})
    void leadsToItsOwnPort(String port, String address) {
        new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues("spring.profiles.active=demo")
                .withPropertyValues(port.isEmpty() ? new String[0] : new String[] {port})
                .run(context -> assertThat(context.getEnvironment().getProperty("supervision.base-url"))
                        .isEqualTo(address));
    }
}
