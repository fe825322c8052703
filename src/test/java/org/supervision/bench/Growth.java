package org.supervision.bench;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AcquireJobsCmd;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.bench.Plans.Plan;
import org.supervision.bench.Statements.Sent;
import org.supervision.notification.SweepTask;
import org.supervision.policy.ClosureDays;
import org.supervision.policy.ClosureDays.Forecast;
import org.supervision.policy.ClosureRuns;
import org.supervision.policy.Policy;
import org.supervision.policy.PolicyDryRun;
import org.supervision.policy.PolicyDryRun.Findings;
import org.supervision.policy.PolicyProposals;
import org.supervision.policy.PolicyProposals.Proposal;
import org.supervision.scenario.Demo;

/** What the same deeds, pages and sweeps take with ever more agreements: rows 2 to 4 of the targets, and the tables. */
final class Growth {

    /** Each page with whom it is for. */
    private static final Map<String, List<String>> PAGES = pages();

    /** Completions at each size: the clock's median of them, and a processor's time, told in hundredths of a second, of all. */
    private static final int COMPLETED = 7;

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final Figures figures;
    private final Life life;
    private final Demo demo;
    private final Statements statements;
    private final Plans plans;
    private final TaskService tasks;
    private final ProcessEngineConfigurationImpl engine;
    private final TransactionTemplate transaction;
    private final Map<String, SweepTask> sweeps;
    private final Clock clock;
    private final ClosureDays closureDays;
    private final PolicyProposals proposals;
    private final PolicyDryRun dryRun;
    private final ClosureRuns closureRuns;
    private final int rounds;
    private final int calls;

    private final List<String> sweepLines = new ArrayList<>();
    private final List<String> pageLines = new ArrayList<>();
    private final List<String> growthLines = new ArrayList<>();
    private final Map<String, Map<Integer, Double>> growth = new TreeMap<>();
    private final Map<String, Map<Integer, Double>> pageTimes = new TreeMap<>();
    private final Map<String, Map<Integer, List<Plan>>> pagePlans = new TreeMap<>();

    /**
     * @param rounds of each deed
     * @param calls of each page
     */
    Growth(
            Figures figures,
            Life life,
            Demo demo,
            Statements statements,
            ApplicationContext application,
            int rounds,
            int calls) {
        this.figures = figures;
        this.life = life;
        this.demo = demo;
        this.statements = statements;
        plans = new Plans(application.getBean(DataSource.class));
        tasks = application.getBean(TaskService.class);
        engine = application.getBean(ProcessEngineConfigurationImpl.class);
        transaction = application.getBean(TransactionTemplate.class);
        sweeps = application.getBeansOfType(SweepTask.class);
        clock = application.getBean(Clock.class);
        closureDays = application.getBean(ClosureDays.class);
        proposals = application.getBean(PolicyProposals.class);
        dryRun = application.getBean(PolicyDryRun.class);
        closureRuns = application.getBean(ClosureRuns.class);
        this.rounds = rounds;
        this.calls = calls;
    }

    private static Map<String, List<String>> pages() {
        Map<String, List<String>> pages = new LinkedHashMap<>();
        pages.put("bteam1", List.of("tasks", "today", "calendar", "file", "actions", "cases", "team", "deputies"));
        pages.put("bworker1", List.of("tasks", "today", "calendar", "file", "actions", "cases"));
        pages.put("bgroup1", List.of("tasks", "today", "calendar", "team", "service", "compliance", "audits"));
        pages.put("bservice", List.of("today", "team", "service"));
        pages.put("records", List.of("today", "disclosures", "subject-access", "retention", "paper-agreements"));
        pages.put("admin", List.of("today", "administration", "policy", "closure-days", "stuck-tasks", "people"));
        return pages;
    }

    /** What the same deeds take with so many agreements. */
    void at(int size) {
        String held = tasks.createTaskQuery()
                .taskDefinitionKey("Task_HoldSession")
                .taskCandidateUser("bteam1")
                .listPage(0, 1)
                .get(0)
                .getId();
        note(
                "my tasks, as the engine lists them",
                size,
                () -> life.as(
                        "bteam1",
                        () -> tasks.createTaskQuery().taskAssignee("bteam1").listPage(0, 15)));
        note("my tasks, as the product lists them", size, () -> life.list("bteam1"));
        note("open form", size, () -> life.open("bteam1", held));
        note("start", size, () -> life.start("bteam2"));
        List<Life.Draft> drafts = IntStream.rangeClosed(0, COMPLETED)
                .mapToObj(i -> life.nextDraft())
                .toList();
        drafts.forEach(life::fill);
        double[] clocked = new double[COMPLETED];
        double from = Machine.cpu();
        for (int i = 0; i < COMPLETED; i++) {
            Life.Draft draft = drafts.get(i);
            long started = System.nanoTime();
            life.complete(draft.supervisor(), draft.taskId());
            clocked[i] = Machine.seconds(started) * 1000;
        }
        put("complete, CPU ms", size, (Machine.cpu() - from) / COMPLETED);
        put("complete, ms", size, Figures.median(clocked));
        Life.Draft last = drafts.get(COMPLETED);
        Sent completion = statements.during(() -> life.complete(last.supervisor(), last.taskId()));
        put("complete, blocks read", size, plans.blocks(completion));
        put("complete, statements", size, completion.count());
        acquire(size);
        closureDay(size);
        policy(size);
        pages(size);
        sweepAll(size);
    }

    private void note(String what, int size, Runnable deed) {
        deed.run();
        double[] cpu = new double[rounds];
        double[] clock = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            double from = Machine.cpu();
            long started = System.nanoTime();
            for (int j = 0; j < 3; j++) {
                deed.run();
            }
            clock[i] = Machine.seconds(started) * 1000 / 3;
            cpu[i] = (Machine.cpu() - from) / 3;
        }
        Sent sent = statements.during(deed);
        put(what + ", CPU ms", size, Figures.median(cpu));
        put(what + ", p95 ms", size, Figures.percentile(95, clock));
        put(what + ", blocks read", size, plans.blocks(sent));
        put(what + ", statements", size, sent.count());
    }

    private void put(String what, int size, double value) {
        growth.computeIfAbsent(what, key -> new TreeMap<>()).put(size, value);
        System.out.printf("%,d: %s %s%n", size, what, Figures.number(value));
    }

    /** The query that looks for due jobs, which each node sends every few seconds. */
    private void acquire(int size) {
        Sent sent = statements.during(() -> transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            engine.getCommandExecutorTxRequired().execute(new AcquireJobsCmd(engine.getJobExecutor()));
        }));
        put("acquire due jobs, blocks read", size, plans.blocks(sent));
    }

    /** What would move if the council were closed in two weeks; it is done, and undone at once. */
    private void closureDay(int size) {
        LocalDate day = LocalDate.ofInstant(clock.instant(), LONDON).plusWeeks(2);
        while (!closureDays.check(day).isEmpty()) {
            day = day.plusDays(1);
        }
        LocalDate closed = day;
        Forecast[] forecast = new Forecast[1];
        timed("closure day foretold", size, () -> forecast[0] = closureDays.wouldMove(closed));
        System.out.println(forecast[0]);
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            timed("closure day added", size, () -> closureDays.add(closed, "Closed", true, "admin"));
            String key = closureDays.added().get(0).key();
            List<Integer> parts = closureRuns.lanesLeft(key).stream()
                    .flatMap(lane -> closureRuns.partsLeft(key, lane).stream())
                    .sorted()
                    .toList();
            put("closure day, parts", size, parts.size());
            timed("closure day, first part", size, () -> closureRuns.follow(key, parts.get(0)));
            timed("closure day, last part", size, () -> closureRuns.follow(key, parts.get(parts.size() - 1)));
        });
    }

    private void timed(String name, int size, Runnable action) {
        long from = System.nanoTime();
        Sent sent = statements.during(action);
        put(name + ", s", size, Machine.seconds(from));
        put(name + ", statements", size, sent.count());
    }

    /** What it would mean if everybody were to meet more often, be reviewed more often and have records sooner. */
    private void policy(int size) {
        Policy proposed = Objects.requireNonNull(proposals
                .check(new Proposal(
                        proposals.earliest(),
                        "tried",
                        Map.of("frequency.ceilingDays", "14", "review.months", "3", "record.dueWd", "4")))
                .policy());
        long from = System.nanoTime();
        Findings[] found = new Findings[1];
        Sent sent = statements.during(() -> found[0] = dryRun.of(proposed));
        put("policy tried, s", size, Machine.seconds(from));
        put("policy tried, statements", size, sent.count());
        System.out.printf(
                "%,d differences for %,d of %,d agreements%n%s%n",
                found[0].effects().size(), found[0].lookedAt(), found[0].inForce(), sent.words());
    }

    private void pages(int size) {
        PAGES.forEach((person, paths) -> paths.forEach(path -> {
            double[] took = new double[calls];
            for (int i = -2; i < calls; i++) {
                long from = System.nanoTime();
                demo.as(person).get("/api/" + path).expect(200);
                if (i >= 0) {
                    took[i] = Machine.seconds(from) * 1000;
                }
            }
            String page = path + " of " + person;
            pageTimes.computeIfAbsent(page, key -> new TreeMap<>()).put(size, Figures.percentile(95, took));
            Sent sent =
                    statements.during(() -> demo.as(person).get("/api/" + path).expect(200));
            pagePlans.computeIfAbsent(page, key -> new TreeMap<>()).put(size, plans.of(sent));
        }));
    }

    private double blocksOf(String page, int size) {
        return pagePlans.get(page).get(size).stream().mapToLong(Plan::blocks).sum();
    }

    /** Which queries of a page read more than they did, for whoever runs this, and not for the paper. */
    private void tellWhatGrew(String page, int first, int last) {
        Map<String, Long> before = blocksByQuery(page, first);
        System.out.printf(
                "%s reads %,.0f blocks, and %,.0f before:%n", page, blocksOf(page, last), blocksOf(page, first));
        blocksByQuery(page, last).entrySet().stream()
                .filter(query -> query.getValue() > 2 * before.getOrDefault(query.getKey(), 0L))
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(5)
                .forEach(query -> System.out.printf(
                        "  %,d (%,d before) %s%n",
                        query.getValue(),
                        before.getOrDefault(query.getKey(), 0L),
                        query.getKey().replaceAll("\\s+", " ")));
    }

    private Map<String, Long> blocksByQuery(String page, int size) {
        return pagePlans.get(page).get(size).stream()
                .collect(Collectors.groupingBy(Plan::sql, Collectors.summingLong(Plan::blocks)));
    }

    /** Each part once, as in the morning, taken back at its end. */
    private void sweepAll(int size) {
        sweeps.forEach((name, sweep) -> {
            double cpu = Machine.cpu();
            long from = System.nanoTime();
            Sent[] sent = new Sent[1];
            String failed = "";
            try {
                sent[0] = statements.during(() -> transaction.executeWithoutResult(status -> {
                    sweep.sweep(clock.instant());
                    status.setRollbackOnly();
                }));
            } catch (RuntimeException e) {
                failed = e.getClass().getSimpleName();
            }
            sweepLines.add(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %s | %.1f | %.1f |",
                    name,
                    size,
                    sent[0] == null ? failed : String.format(Locale.ROOT, "%,d", sent[0].count()),
                    Machine.seconds(from),
                    (Machine.cpu() - cpu) / 1000));
            System.out.println(sweepLines.get(sweepLines.size() - 1));
        });
    }

    void ratios(List<Integer> done) {
        int first = done.get(0);
        int last = done.get(done.size() - 1);
        growth.forEach((what, values) -> growthLines.add("| " + what + " | "
                + done.stream().map(size -> Figures.number(values.get(size))).collect(Collectors.joining(" | "))
                + " |"));
        String to = " at %,d / at %,d".formatted(last, first);
        ratio(2, "my tasks, as the engine lists them, blocks read", first, last, 3, to);
        ratio(2, "my tasks, as the product lists them, blocks read", first, last, 3, to);
        ratio(2, "open form, blocks read", first, last, 2, to);
        ratio(2, "complete, blocks read", first, last, 2, to);
        ratio(2, "start, blocks read", first, last, 2, to);
        ratio(2, "complete, CPU ms", first, last, 2, to);
        ratio(2, "start, CPU ms", first, last, 2, to);
        ratio(3, "acquire due jobs, blocks read", first, last, 2, to);
        figures.atMost(
                3,
                "acquire due jobs, blocks at %,d".formatted(last),
                new double[] {growth.get("acquire due jobs, blocks read").get(last)},
                50);
        for (Map.Entry<String, Integer> latency : Map.of(
                        "my tasks, as the product lists them, p95 ms", 20, "open form, p95 ms", 30, "complete, ms", 60)
                .entrySet()) {
            figures.atMost(
                    4,
                    latency.getKey() + " at %,d".formatted(last),
                    new double[] {growth.get(latency.getKey()).get(last)},
                    latency.getValue());
        }
        double[] times = new double[pageTimes.size()];
        double[] blocks = new double[pageTimes.size()];
        for (String page : pageTimes.keySet()) {
            Map<Integer, Double> took = pageTimes.get(page);
            times[pageLines.size()] = took.get(last) / took.get(first);
            blocks[pageLines.size()] = blocksOf(page, last) / blocksOf(page, first);
            if (blocks[pageLines.size()] > 2) {
                tellWhatGrew(page, first, last);
            }
            pageLines.add("| " + page + " | " + cells(done, took::get) + Figures.number(times[pageLines.size()]) + " | "
                    + cells(done, size -> blocksOf(page, size)) + Figures.number(blocks[pageLines.size()]) + " |");
        }
        String pages = " (median of %d pages)".formatted(times.length);
        figures.note(0, "p95 of a page," + to + pages, times);
        figures.atMost(0, "p95 of the page that grows most," + to, most(times), 2);
        figures.note(0, "blocks read for a page," + to + pages, blocks);
        figures.note(0, "blocks read for the page that grows most," + to, most(blocks));
    }

    private static String cells(List<Integer> sizes, IntFunction<Double> value) {
        return sizes.stream()
                .map(size -> Figures.number(value.apply(size)) + " | ")
                .collect(Collectors.joining());
    }

    private static double[] most(double[] values) {
        return new double[] {Arrays.stream(values).max().orElse(Double.NaN)};
    }

    private void ratio(int row, String what, int first, int last, double target, String words) {
        Map<Integer, Double> values = growth.get(what);
        figures.atMost(row, what + "," + words, new double[] {values.get(last) / values.get(first)}, target);
    }

    /** The tables of deeds, of pages and of the sweep's parts, as lines of the paper. */
    String deedTable() {
        return String.join("\n", growthLines);
    }

    String pageTable() {
        return String.join("\n", pageLines);
    }

    String sweepTable() {
        return String.join("\n", sweepLines);
    }
}
