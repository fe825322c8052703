package org.supervision.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.LocalDate;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.supervision.calendar.London;
import org.supervision.scenario.AsAtTheStart;
import org.supervision.scenario.Demo;
import org.supervision.scenario.DemoTest;

/** What the pages tell of a dry run where there are more agreements than it looks at, and more differences than one reads. */
@DemoTest
@AsAtTheStart
class DryRunOfManyTest {

    private static final String SCOPE = "Looked at 500 of the 1,100 agreements in force, spread evenly";

    @LocalServerPort
    private int port;

    @Autowired
    private DataSource dataSource;

    private Demo demo;
    private LocalDate today;

    @BeforeEach
    void start() {
        demo = new Demo(port);
        today = LocalDate.ofInstant(demo.now(), London.ZONE);
    }

    /** In force, without terms and sessions: each lacks sessions to book. */
    private void agreements(int from, int until) {
        new JdbcTemplate(dataSource)
                .batchUpdate(
                        "insert into agreement (supervisor, supervisee, status, live_pair, created_at, in_force_on, row_version)"
                                + " values ('supervisor', 'worker', 'IN_FORCE', ?, ?, ?, 1)",
                        IntStream.range(from, until)
                                .mapToObj(i -> new Object[] {"pair" + i, today.atStartOfDay(), today})
                                .toList());
    }

    private JsonNode changed(String key, String value) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("from", today.plusDays(1).toString())
                .put("reason", "combined")
                .put(key, value);
    }

    private JsonNode json(String path, JsonNode sent) {
        return demo.as("admin").post(path, sent).expect(200).json();
    }

    private String page(String path, JsonNode sent) {
        return demo.as("admin").post(path, sent).expect(200).body();
    }

    @Test
    @DisplayName(
            "F116, F117: a dry run lists the first fifty and counts all, and says at how many agreements it looked")
    void manyAgreements() {
        JsonNode later = changed("booking.restoreWd", "4");
        JsonNode closed = closedInTime();
        agreements(0, 60);

        JsonNode all = json("/api/policy/dry-run", later);
        assertThat(all.get("effects")).hasSize(50);
        assertThat(all.get("found").asInt()).isEqualTo(60);
        assertThat(all.get("counts").get(0).get("count").asInt()).isEqualTo(60);
        assertThat(all.get("scope").get("inForce").asInt()).isEqualTo(60);
        assertThat(page("/api/policy/preview", later)).contains("And 10 more.").doesNotContain("Looked at");
        assertThat(page("/api/closure-days/preview", closed))
                .contains("And 10 more.")
                .doesNotContain("Looked at");

        agreements(60, 1100);

        JsonNode some = json("/api/policy/dry-run", later);
        assertThat(some.get("found").asInt()).isEqualTo(500);
        assertThat(some.get("scope").get("lookedAt").asInt()).isEqualTo(500);
        assertThat(some.get("scope").get("inForce").asInt()).isEqualTo(1100);
        assertThat(page("/api/policy/preview", later))
                .contains(
                        SCOPE + ": for all of them expect about 2.2 times as many. What concerns only a few",
                        "And 450");
        assertThat(page("/api/policy/preview", changed("mail.window.from", "08:00")))
                .contains(SCOPE + ". What concerns only a few", "no limit of these agreements would change");
        JsonNode someClosed = json("/api/closure-days/dry-run", closed);
        assertThat(someClosed.get("deadlines")).hasSize(50);
        assertThat(someClosed.get("deadlinesFound").asInt()).isEqualTo(500);
        assertThat(page("/api/closure-days/preview", closed)).contains(SCOPE + ": for all of them", "And 450 more.");
    }

    /** The next working day, on which what both are asked to book falls. */
    private JsonNode closedInTime() {
        LocalDate day = today.plusDays(1);
        assertThat(day.getDayOfWeek().getValue()).isLessThan(6);
        return JsonNodeFactory.instance.objectNode().put("day", day.toString()).put("name", "Closed");
    }
}
