package org.supervision.simulation;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.supervision.scenario.DemoTest;
import org.supervision.scenario.RealPostgres;

/** PostgreSQL databases that earlier releases left: the same as of H2's, on a real server. With the profile alone. */
@DemoTest
@Import(RealPostgres.class)
@DirtiesContext
@EnabledIfSystemProperty(named = "upgrade.postgres", matches = "\\d.*")
class UpgradeOnPostgresTest {

    @Autowired
    private ApplicationContext application;

    static Stream<String> releases() {
        return Arrays.stream(System.getProperty("upgrade.postgres").split(","));
    }

    @ParameterizedTest(name = "from {0}")
    @MethodSource("releases")
    @DisplayName("what earlier releases began on PostgreSQL is ended by this one")
    void upgrade(String release, TestReporter report) {
        UpgradeTest.endsWhole(application, release, report);
    }
}
