package org.supervision.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.supervision.scenario.Demo.Task;

/** Each party keeps a copy of the agreement and of every record, and nobody else has one. */
@DemoTest
@DirtiesContext
class CopiesTest {

    @LocalServerPort
    private int port;

    @Test
    @DisplayName("A6.1d, B5a: both keep the signed agreement and the distributed record; others find nothing")
    void bothKeepCopiesAndNobodyElse() throws Exception {
        Demo demo = new Demo(port);
        Relationship relationship = new Relationship(demo, "supervisor", "worker");
        relationship.agree(values -> values.put("intervalWeeks", 4)
                .put("usualLocation", "Room 3")
                .put("durationMinutes", 90)
                .put("mode", "FACE_TO_FACE")
                .put("recordAuthor", "SUPERVISOR")
                .put("distributionWorkingDays", 5)
                .put("coverSupervisor", "cover")
                .put("coverArrangements", "Cover steps in.")
                .put("expectations", "<b>Time</b> to think")
                .put("policyRead", true));
        relationship.bookWhatIsSuggested();
        Task session = relationship.nextSession();
        relationship.hold(session);
        relationship.record(true);

        for (String party : new String[] {"supervisor", "worker"}) {
            Document list =
                    Jsoup.parse(demo.as(party).get("/api/copies").expect(200).body());
            assertThat(list.select("main li")).hasSize(2);
            Document agreement =
                    open(demo, party, list.select("a[href*=agreements]").attr("href"));
            assertThat(agreement.select("main").text())
                    .contains(
                            "Between", "<b>Time</b> to think", "Room 3", "Signed (supervisor)", "Signed (supervisee)");
            assertThat(agreement.select("b")).isEmpty();
            Document record = open(demo, party, list.select("a[href*=records]").attr("href"));
            assertThat(record.select("h1").text()).contains(session.businessKey());
            assertThat(record.select("dt")).isNotEmpty();
            assertThat(record.select("main li").text()).contains("Signed by");
        }

        String agreement = "/api/copies/agreements/AG-000001/T1";
        String record = "/api/copies/records/" + session.businessKey();
        for (String other : new String[] {"othersupervisor", "linemanager", "processowner", "records", "admin"}) {
            assertThat(demo.as(other).get("/api/copies").expect(200).body()).doesNotContain("AG-000001", "SE-000001");
            demo.as(other).get(agreement).expect(404);
            demo.as(other).get(record).expect(404);
        }
        for (String path : new String[] {"/api/copies", agreement, record, "/camunda/api/supervision/copies"}) {
            assertThat(anonymous(path).statusCode()).as(path).isEqualTo(401);
        }
        demo.as("worker").get("/api/copies/records/SE-x").expect(404);
        demo.as("worker").get("/api/copies/agreements/AG-000001/T2").expect(404);
    }

    private static Document open(Demo demo, String userId, String path) {
        return Jsoup.parse(demo.as(userId).get(path).expect(200).body());
    }

    private HttpResponse<String> anonymous(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                                .build(),
                        BodyHandlers.ofString());
    }
}
