package org.supervision.bench;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ManagementService;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.people.PeopleImport;

/** What becomes of people who arrive, all at once or one by one: row 7 of the targets. */
final class Arrivals {

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final Figures figures;
    private final PeopleImport people;
    private final ManagementService management;
    private final JdbcClient jdbc;
    private final Clock clock;

    Arrivals(Figures figures, ApplicationContext application) {
        this.figures = figures;
        people = application.getBean(PeopleImport.class);
        management = application.getBean(ManagementService.class);
        jdbc = JdbcClient.create(application.getBean(DataSource.class));
        clock = application.getBean(Clock.class);
    }

    /** @param many how many arrive in one file */
    void measure(int many) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), LONDON);
        String present = people.export(today).stripTrailing();
        String header = present.lines().findFirst().orElseThrow();
        int alone = Math.min(20, many);
        StringBuilder file = new StringBuilder(present);
        double cpu = Machine.cpu();
        List<String> order = List.of(header.replace("\uFEFF", "").split(",", -1));
        for (int i = 0; i < alone; i++) {
            file.append('\n').append(person("one" + i, order));
            people.apply(file.toString().getBytes(StandardCharsets.UTF_8), today, "people");
        }
        double empty = Machine.cpu();
        people.preview(file.toString().getBytes(StandardCharsets.UTF_8), today);
        double reading = Machine.cpu() - empty;
        double one = (empty - cpu) / alone - reading;
        for (int i = 0; i < many; i++) {
            file.append('\n').append(person("many" + i, order));
        }
        cpu = Machine.cpu();
        long from = System.nanoTime();
        people.apply(file.toString().getBytes(StandardCharsets.UTF_8), today, "people");
        double took = Machine.seconds(from);
        demoJobs();
        double inOne = (Machine.cpu() - cpu - reading) / many;
        figures.atMost(
                7,
                "CPU of a person's arrival, %,d in one file / one by one (reading the file taken off)".formatted(many),
                new double[] {inOne / one},
                0.65);
        figures.note(
                0,
                "people a second with their drafts, %,d in one file (the file itself: %.1f s)".formatted(many, took),
                many / Machine.seconds(from));
    }

    private static String person(String id, List<String> order) {
        Map<String, String> values = Map.ofEntries(
                Map.entry("userId", id),
                Map.entry("name", id + " of North"),
                Map.entry("mail", id + "@example.org"),
                Map.entry("lineManager", "bteam1"),
                Map.entry("service", "Children North"),
                Map.entry("role", "SOCIAL_WORKER"),
                Map.entry("workerType", "EXPERIENCED"),
                Map.entry("startedOn", "2020-01-06"),
                Map.entry("workingDays", "MON TUE WED THU FRI"),
                Map.entry("fte", "1.0"),
                Map.entry("siteMode", "FIELDWORK"));
        return order.stream().map(column -> values.getOrDefault(column, "")).collect(Collectors.joining(","));
    }

    /** Runs what an import has left to do. */
    private void demoJobs() {
        List<String> due;
        do {
            due = jdbc.sql("select ID_ from ACT_RU_JOB where PROCESS_DEF_KEY_ = 'directoryImport' and RETRIES_ > 0")
                    .query(String.class)
                    .list();
            due.forEach(management::executeJob);
        } while (!due.isEmpty());
    }
}
