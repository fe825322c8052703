package org.supervision.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.supervision.scenario.DemoTest;

/**
 * Databases that earlier releases left, with an instance at each of some thirty wait states: today's product migrates them,
 * finds nothing wrong with their models, and ends everything that runs in them by today's forms.
 */
@DemoTest
class UpgradeTest {

    /** When each of them was left. */
    private static final LocalDateTime LEFT = LocalDateTime.of(2027, 1, 15, 18, 5);

    private static final Path RELEASED = Path.of("src/test/resources/released");

    @Autowired
    private ApplicationContext application;

    /** In the build the oldest and the newest; all of them with the profile. */
    static Stream<String> releases() {
        return Arrays.stream(System.getProperty("upgrade.releases", "0.4").split(","));
    }

    @ParameterizedTest(name = "from {0}")
    @MethodSource("releases")
    @DisplayName("what earlier releases began is ended by this one")
    void upgrade(String release, TestReporter report) {
        endsWhole(application, release, report);
    }

    /** What that release left, of the database that the application works on. */
    static Path left(ApplicationContext application, String release) {
        boolean onPostgres = application.getBean(SwitchedDatabase.class).isOnPostgres();
        return RELEASED.resolve(release).resolve(onPostgres ? "postgres.sql.gz" : "database.sql.gz");
    }

    /** Migrates that database and ends everything in it. */
    static void endsWhole(ApplicationContext application, String release, TestReporter report) {
        long began = System.nanoTime();
        try (World world = new World(application, LEFT, left(application, release))) {
            Set<String> before = new HashSet<>(world.jdbc()
                    .sql("select distinct d.DEPLOYMENT_ID_ from ACT_RU_EXECUTION e"
                            + " join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_"
                            + " where e.PARENT_ID_ is null and d.KEY_ <> 'dailySweep'")
                    .query(String.class)
                    .list());
            Diligence everybody = new Diligence(world, before);
            int instances = everybody.left().size();
            assertThat(instances).isGreaterThan(50);
            long upgraded = System.nanoTime();

            everybody.days(7);
            everybody.endAgreements();
            everybody.days(5);
            everybody.endWaiting();

            report.publishEntry(
                    release,
                    "%d instances, %d forms, migrated in %.1f s, ended in %.1f s, refused: %s"
                            .formatted(
                                    instances,
                                    everybody.completed(),
                                    (upgraded - began) / 1e9,
                                    (System.nanoTime() - upgraded) / 1e9,
                                    everybody.refused()));
            assertThat(everybody.incidents()).isEmpty();
            assertThat(everybody.left())
                    .as(() -> "refused: " + everybody.refused())
                    .isEmpty();
        }
    }
}
