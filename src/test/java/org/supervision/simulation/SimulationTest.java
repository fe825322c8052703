package org.supervision.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.supervision.scenario.DemoTest;
import org.supervision.simulation.Simulation.Life;
import org.supervision.simulation.Simulation.Size;

/** Simulated lifetimes of supervision: whatever people do or forget, what must hold holds after every step. */
@DemoTest
class SimulationTest {

    /** How many years all relationships together live. */
    private static final int YEARS = Integer.getInteger("simulation.years", 3);

    /** The first world's; the next one has the next. */
    private static final long SEED = Long.getLong("simulation.seed", 1);

    /** How many stories may be played to find a short one. */
    private static final int TRIES = Integer.getInteger("simulation.tries", 60);

    private static final Size SIZE = new Size(
            Integer.getInteger("simulation.teams", 2),
            Integer.getInteger("simulation.workers", 4),
            Integer.getInteger("simulation.days", 60));

    @Autowired
    private ApplicationContext application;

    @Test
    @DisplayName("E25: lifetimes of supervision in which nothing is lost")
    void lifetimes(TestReporter report) {
        Simulation simulation = new Simulation(application);
        double years = 0;
        for (long seed = SEED; years < YEARS; seed++) {
            long began = System.nanoTime();
            Life life = simulation.live(seed, SIZE);
            if (!life.violations().isEmpty()) { // looking for a short story takes long
                report.publishEntry("seed " + seed, life.violations().toString());
            }
            assertThat(life.violations()).as(() -> inWords(simulation, life)).isEmpty();
            assertThat(life.years()).isPositive();
            years += life.years();
            report.publishEntry(
                    "seed " + seed,
                    "%.1f years, %d steps, %d jobs, %d invariants, %.1f s"
                            .formatted(
                                    life.years(),
                                    life.story().size(),
                                    life.jobs(),
                                    Invariants.count(),
                                    (System.nanoTime() - began) / 1e9));
        }
    }

    @Test
    @DisplayName("A seed lives the same life again")
    void sameAgain() {
        Simulation simulation = new Simulation(application);
        Size small = new Size(1, 1, 8);
        Life life = simulation.live(SEED, small);
        Life again = simulation.live(SEED, small);
        assertThat(again.story()).isEqualTo(life.story()).isNotEmpty();
        assertThat(again.jobs()).isEqualTo(life.jobs()).isPositive();
        assertThat(again.days()).isEqualTo(life.days()).isPositive();
    }

    @Test
    @EnabledIfSystemProperty(named = "simulation.story", matches = ".+")
    @DisplayName("A story from a file, of the world of the first seed")
    void story() throws IOException {
        List<Step> story = Step.story(Files.readString(Path.of(System.getProperty("simulation.story"))));
        assertThat(new Simulation(application).replay(SEED, SIZE, story)).isEmpty();
    }

    private static String inWords(Simulation simulation, Life life) {
        String broken = life.violations().get(0).invariant();
        Shrinker shrinker = new Shrinker(
                story -> simulation.replay(life.seed(), SIZE, story).stream()
                        .anyMatch(violation -> violation.invariant().equals(broken)),
                TRIES);
        List<Step> shortest = shrinker.shortest(life.story());
        return "Seed %d, step %d: %s%nThe shortest story found that shows it (Step.story reads it):%n%s%nThe last steps were:%n%s"
                .formatted(
                        life.seed(),
                        life.story().size(),
                        life.violations(),
                        lines(shortest),
                        lines(life.story()
                                .subList(
                                        Math.max(0, life.story().size() - 20),
                                        life.story().size())));
    }

    private static String lines(List<Step> story) {
        return story.stream().map(Step::toString).collect(Collectors.joining("\n"));
    }
}
