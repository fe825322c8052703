package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.supervision.scenario.AsAtTheStart;

/** Who sees the numbers of the service, how small ones are kept back, and what leaves in a pack for an inspection. */
@AsAtTheStart
class ServiceAttackTest extends AttackTest {

    /** A version that no other agreement has. */
    private static final int MARK = 77;

    private static final String PAGE = "/api/service";
    private static final String PACK = PAGE + "/inspection";
    private static final String MONTHS = "?from=2026-12&until=2027-01";

    @BeforeEach
    void supervise() {
        for (int i = 0; i < 8; i++) {
            agreement("supervisor", "person" + i);
        }
        agreement("othersupervisor", "otherworker");
        agreement("servicemanager", "linemanager");
    }

    @AfterEach
    void forget() {
        jdbc.sql("delete from agreement where row_version = :mark")
                .param("mark", MARK)
                .update();
        jdbc.sql("delete from inspection_download").update();
    }

    private void agreement(String supervisor, String supervisee) {
        jdbc.sql("insert into agreement (supervisor, supervisee, status, created_at, in_force_on, row_version)"
                        + " values (:supervisor, :supervisee, 'IN_FORCE', timestamp '2026-12-01 09:00:00',"
                        + " date '2026-12-01', :mark)")
                .param("supervisor", supervisor)
                .param("supervisee", supervisee)
                .param("mark", MARK)
                .update();
    }

    @Test
    @DisplayName(
            "F105: numbers and packs are for managers and process owners; nobody else finds a page, and nothing is logged")
    void nobodyElse() {
        for (String userId : List.of("worker", "nqsw", "supervisor", "cover", "records", "auditor", "admin")) {
            for (String path : List.of(PAGE, PAGE + "/sessions/file", PACK, PACK + "/file" + MONTHS)) {
                assertThat(demo.as(userId).get(path).status()).as(userId + path).isEqualTo(404);
            }
        }
        for (String path : List.of(PAGE, PACK, PACK + "/file" + MONTHS)) {
            assertThat(http.anonymous().get(path).status()).isEqualTo(401);
            assertThat(http.anonymous()
                            .get("/camunda/api/supervision" + path.substring("/api".length()))
                            .status())
                    .isEqualTo(401);
        }
        assertThat(demo.as("processowner").get(PAGE + "/nosuch/file").status()).isEqualTo(404);
        assertThat(downloads()).isZero();
    }

    @Test
    @DisplayName("F112: a manager sees the teams of the line, process owners all; small numbers are withheld from both")
    void ownLineWithoutSmallNumbers() {
        Document line = Jsoup.parse(demo.as("linemanager").get(PAGE).expect(200).body());
        Document whole =
                Jsoup.parse(demo.as("processowner").get(PAGE).expect(200).body());

        assertThat(rowsOf(line))
                .extracting(row -> row.get(0))
                .containsExactly("Owen Prytherch", "Sarah Bennett", "All together");
        assertThat(rowsOf(line)).extracting(row -> row.get(1)).containsExactly("withheld", "withheld", "9");
        assertThat(rowsOf(whole))
                .extracting(row -> row.get(0))
                .containsExactly("Graham Whitlock", "Owen Prytherch", "Sarah Bennett", "All together");
        assertThat(rowsOf(whole))
                .extracting(row -> row.get(1))
                .containsExactly("withheld", "withheld", "withheld", "10");
        assertThat(whole.select("svg[role=img]")).hasSize(3).allSatisfy(chart -> {
            assertThat(chart.select("title").text()).isNotBlank();
            assertThat(chart.select("desc").text()).isNotBlank();
            assertThat(chart.attr("aria-labelledby").split(" "))
                    .allSatisfy(id -> assertThat(whole.getElementById(id)).isNotNull());
        });
        assertThat(whole.select("[style], main script")).isEmpty();
        assertThat(demo.as("linemanager")
                        .get(PAGE + "/sessions/file")
                        .expect(200)
                        .body())
                .contains("Team of,", "Sarah Bennett,withheld")
                .doesNotContain("Graham Whitlock");
        assertThat(demo.as("linemanager").get("/api/team").expect(200).body())
                .as("the line itself is seen by name")
                .contains("Sarah Bennett");
    }

    @Test
    @DisplayName(
            "F110: a pack has keys, dates, states and counts of the line or the service, and nobody's name or user id")
    void thePack() throws IOException {
        byte[] first = demo.as("processowner").download(PACK + "/file" + MONTHS);
        Map<String, String> whole = files(first);
        Map<String, String> line = files(demo.as("linemanager").download(PACK + "/file" + MONTHS));

        assertThat(demo.as("processowner").download(PACK + "/file" + MONTHS)).isEqualTo(first);
        assertThat(whole.keySet()).first().isEqualTo("README.txt");
        assertThat(whole.get("README.txt"))
                .contains(line.keySet().stream().skip(1).toList())
                .contains("Tuesday 1 December 2026 to Sunday 31 January 2027");
        assertThat(inForce(whole)).hasSize(10);
        assertThat(inForce(line)).hasSize(9);
        assertThat(whole.get("02-sessions-by-month.csv").lines().map(row -> row.split(",")[0]))
                .containsExactly("\uFEFFMonth", "2026-12", "2027-01");
        assertThat(whole.get("11-policy.csv")).contains(",audit.packMonths,24", ",missed.reportDays,14");
        assertThat(whole.get("12-seals.csv").lines()).hasSize(2);
        for (String person : List.of("supervisor", "linemanager", "person0", "otherworker", "Sarah", "Farida")) {
            for (String file : whole.keySet()) {
                if (!file.equals("README.txt") && !file.equals("11-policy.csv")) {
                    assertThat(whole.get(file).lines().skip(1)).as(file).noneMatch(row -> row.contains(person));
                }
            }
        }
        assertThat(downloads()).isEqualTo(3);
        assertThat(demo.as("processowner").get(PACK).expect(200).body())
                .contains(
                        "Priya Raman",
                        "Farida Hussain",
                        "December 2026 to January 2027",
                        "the whole service",
                        "their line");
        assertThat(demo.as("linemanager").get(PACK).expect(200).body())
                .doesNotContain("Priya Raman", "Downloads so far");
    }

    @Test
    @DisplayName("F110: months that cannot be packed are refused at their field, and nothing is logged")
    void wrongMonths() {
        assertThat(fieldsOf("")).containsExactly("from", "until");
        assertThat(fieldsOf("?from=2027-13&until=x")).containsExactly("from", "until");
        assertThat(fieldsOf("?from=2027-01&until=2026-12")).containsExactly("until");
        assertThat(fieldsOf("?from=2027-01&until=2090-01")).containsExactly("until");
        assertThat(fieldsOf("?from=2024-12&until=2026-12")).containsExactly("from");
        assertThat(fieldsOf("?from=-999999999-01&until=2026-12")).containsExactly("from");
        assertThat(downloads()).isZero();
        demo.as("processowner").get(PACK + "/file?from=2025-01&until=2026-12").expect(200);
    }

    private List<String> fieldsOf(String parameters) {
        JsonNode problem = demo.as("processowner")
                .get(PACK + "/file" + parameters)
                .expect(422)
                .json();
        return problem.get("errors").findValuesAsText("field");
    }

    private long downloads() {
        return jdbc.sql("select count(*) from inspection_download")
                .query(Long.class)
                .single();
    }

    /** The drafts of other tests may stand beside them. */
    private static List<String> inForce(Map<String, String> pack) {
        return pack.get("01-agreements.csv")
                .lines()
                .filter(row -> row.contains(",In force,"))
                .toList();
    }

    /** The rows of the first table by team. */
    private static List<List<String>> rowsOf(Document page) {
        return page.select("section:has(a[href$=/sessions/file]) tbody tr").stream()
                .map(row -> row.select("th, td").eachText())
                .toList();
    }

    private static Map<String, String> files(byte[] pack) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pack))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
