package org.supervision.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.supervision.bench.Statements.Sent;

/** What a start and a completion cost beside the engine alone and beside JDBC by hand: row 1 of the targets. */
final class StepCosts {

    private static final int WARM_UPS = 3;

    private final Figures figures;
    private final Life life;
    private final Statements statements;
    private final int rounds;

    /** @param rounds in which the subjects take turns */
    StepCosts(Figures figures, Life life, Statements statements, int rounds) {
        this.figures = figures;
        this.life = life;
        this.statements = statements;
        this.rounds = rounds;
    }

    void measure(BareEngine bare, Floor floor) {
        Map<String, double[]> starts = inTurn(Map.of(
                "app", () -> timed(() -> life.start("bteam1"), 4),
                "bare", () -> timed(bare::start, 4),
                "jdbc", () -> timed(() -> floor.start(Instant.now().plusSeconds(3600)), 4)));
        Map<String, double[]> completions = inTurn(Map.of(
                "app",
                () -> {
                    List<Life.Draft> drafts = IntStream.range(0, 2)
                            .mapToObj(i -> life.nextDraft())
                            .toList();
                    drafts.forEach(life::fill);
                    return timed(drafts, draft -> life.complete(draft.supervisor(), draft.taskId()));
                },
                "bare",
                () -> {
                    List<String> ids =
                            IntStream.range(0, 2).mapToObj(i -> bare.start()).toList();
                    return timed(ids, bare::complete);
                },
                "jdbc",
                () -> {
                    List<UUID> ids = IntStream.range(0, 2)
                            .mapToObj(i -> floor.start(Instant.now().plusSeconds(3600)))
                            .toList();
                    return timed(ids, floor::complete);
                }));
        Sent appStart = statements.during(() -> life.start("bteam1"));
        Sent bareStart = statements.during(bare::start);
        Life.Draft draft = life.nextDraft();
        life.fill(draft);
        Sent appCompletion = statements.during(() -> life.complete(draft.supervisor(), draft.taskId()));
        String instance = bare.start();
        Sent bareCompletion = statements.during(() -> bare.complete(instance));
        figures.atMost(
                1,
                "statements of a start, application / engine alone (%d / %d)"
                        .formatted(appStart.count(), bareStart.count()),
                new double[] {1.0 * appStart.count() / bareStart.count()},
                1.25);
        figures.atMost(
                1,
                "statements of a completion, application / engine alone (%d / %d)"
                        .formatted(appCompletion.count(), bareCompletion.count()),
                new double[] {1.0 * appCompletion.count() / bareCompletion.count()},
                1.25);
        figures.atMost(
                1,
                "CPU of a start, application / engine alone",
                Figures.ratios(starts.get("app"), starts.get("bare")),
                1.3);
        figures.atMost(
                1,
                "CPU of a completion, application / engine alone",
                Figures.ratios(completions.get("app"), completions.get("bare")),
                1.3);
        figures.note(0, "CPU of a start, application, ms", starts.get("app"));
        figures.note(0, "CPU of a completion, application, ms", completions.get("app"));
        figures.note(0, "CPU of a start, engine alone / JDBC", Figures.ratios(starts.get("bare"), starts.get("jdbc")));
        figures.note(
                0,
                "CPU of a completion, engine alone / JDBC",
                Figures.ratios(completions.get("bare"), completions.get("jdbc")));
    }

    /** Runs the subjects in turn, another first each round, and answers what each took, without the warm-ups. */
    private Map<String, double[]> inTurn(Map<String, Supplier<Double>> subjects) {
        List<String> names = new ArrayList<>(new TreeMap<>(subjects).keySet());
        Map<String, double[]> took = new TreeMap<>();
        names.forEach(name -> took.put(name, new double[rounds]));
        for (int round = -WARM_UPS; round < rounds; round++) {
            for (int i = 0; i < names.size(); i++) {
                String name = names.get(Math.floorMod(round + i, names.size()));
                double value = subjects.get(name).get();
                if (round >= 0) {
                    took.get(name)[round] = value;
                }
            }
        }
        return took;
    }

    /** CPU of each of so many, in milliseconds. */
    private static double timed(Runnable deed, int times) {
        double from = Machine.cpu();
        for (int i = 0; i < times; i++) {
            deed.run();
        }
        return (Machine.cpu() - from) / times;
    }

    private static <T> double timed(List<T> things, Consumer<T> deed) {
        double from = Machine.cpu();
        things.forEach(deed);
        return (Machine.cpu() - from) / things.size();
    }
}
