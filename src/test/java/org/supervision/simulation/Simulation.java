package org.supervision.simulation;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.supervision.simulation.World.Outcome;

/** Lives through worlds, looking at the invariants after each step. */
final class Simulation {

    private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);

    private final ApplicationContext application;

    Simulation(ApplicationContext application) {
        this.application = application;
    }

    /**
     * The size of a world.
     *
     * @param supervisors team managers
     * @param workers social workers
     * @param days how long it lasts
     */
    record Size(int supervisors, int workers, int days) {}

    /**
     * What became of a world.
     *
     * @param story the steps that were taken, the impossible ones left out
     * @param violations found after the last of them; none where all went well
     * @param days that passed, summed over the agreements in force
     */
    record Life(long seed, List<Step> story, List<Violation> violations, long days, int jobs) {

        double years() {
            return days / 365.25;
        }
    }

    private World world(long seed, Size size) {
        LocalDate day = FIRST.plusDays(Math.floorMod(seed * 53, 365));
        return new World(application, day.atTime(8, 0), new Staff(size.supervisors(), size.workers(), day));
    }

    /** Lets the world of a seed live until its end, or until something is wrong in it. */
    Life live(long seed, Size size) {
        try (World world = world(seed, size)) {
            Author author = new Author(seed);
            List<Step> story = new ArrayList<>();
            List<Violation> violations = new ArrayList<>();
            for (Step step : Author.beginning(world, seed % 2 != 0)) {
                if (world.play(step).done()) {
                    story.add(step);
                }
            }
            LocalDateTime end = world.localNow().plusDays(size.days());
            long relationshipDays = 0;
            LocalDate last = world.today();
            check(world, violations);
            while (world.localNow().isBefore(end) && violations.isEmpty()) {
                world.advanceTo(author.next(world.localNow()));
                relationshipDays += inForce(world) * (world.today().toEpochDay() - last.toEpochDay());
                last = world.today();
                check(world, violations);
                List<Step> steps = new ArrayList<>(author.events(world, withoutAgreement(world)));
                for (Work work : world.openWork()) {
                    Step step = author.about(world, work);
                    if (step != null) {
                        steps.add(step);
                    }
                }
                for (Step step : steps) {
                    if (!violations.isEmpty()) {
                        break;
                    }
                    Outcome outcome = world.play(step);
                    if (outcome.broken()) {
                        story.add(step);
                        violations.add(Invariants.brokenForm(outcome.why()));
                    } else if (outcome.done()) {
                        story.add(step);
                        check(world, violations);
                    }
                }
            }
            if (violations.isEmpty()) {
                violations.addAll(Invariants.brokenAtTheEnd(world));
            }
            if (!violations.isEmpty()) {
                story.add(new Step(world.localNow(), Step.NONE, "WAIT", Step.NONE, Step.NONE));
            }
            return new Life(seed, story, violations, relationshipDays, world.ran());
        }
    }

    private static void check(World world, List<Violation> violations) {
        violations.addAll(Invariants.broken(world));
    }

    /** Plays a story again, whatever of it is still possible, and says what is wrong after it, or was on the way. */
    List<Violation> replay(long seed, Size size, List<Step> story) {
        try (World world = world(seed, size)) {
            for (Step step : story) {
                Outcome outcome = world.play(step);
                if (outcome.broken()) {
                    return List.of(Invariants.brokenForm(outcome.why()));
                }
                List<Violation> broken = Invariants.broken(world);
                if (!broken.isEmpty()) {
                    return broken;
                }
            }
            return Invariants.brokenAtTheEnd(world);
        }
    }

    private static int inForce(World world) {
        return world.jdbc()
                .sql("select count(*) from agreement where status in ('IN_FORCE', 'SUSPENDED')")
                .query(Integer.class)
                .single();
    }

    private static List<String> withoutAgreement(World world) {
        List<String> with = world.jdbc()
                .sql("select supervisee from agreement where live_pair is not null and supervisee is not null"
                        + " union select supervisee from agreement where status = 'DRAFT' and supervisee is not null")
                .query(String.class)
                .list();
        return world.staff().supervised(world.today()).stream()
                .map(Staff.Member::userId)
                .filter(userId -> !with.contains(userId))
                .toList();
    }
}
