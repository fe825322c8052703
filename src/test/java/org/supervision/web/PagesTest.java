package org.supervision.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.ExtendedModelMap;
import org.supervision.notification.Invitation;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.scenario.AsAtTheStart;
import org.supervision.scenario.DemoTest;

/** The home page as anybody gets it in a demo, and the outbox as the administrator does. */
@DemoTest
@AsAtTheStart
class PagesTest {

    private static final List<String> DEMO_PEOPLE = List.of(
            "supervisor",
            "worker",
            "nqsw",
            "othersupervisor",
            "otherworker",
            "cover",
            "linemanager",
            "servicemanager",
            "strategicmanager",
            "processowner",
            "records",
            "auditor",
            "admin");

    private static final String ADMIN =
            Base64.getEncoder().encodeToString("admin:supervision".getBytes(StandardCharsets.US_ASCII));

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Autowired
    private Notifier notifier;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    @Test
    void theHomePageSaysWhomToSignInAsAndWhatTimeItIs() {
        Document page = page("/");

        assertThat(page.title()).isEqualTo("Supervision");
        assertThat(page.select("tbody th[scope=row]").eachText()).containsExactlyInAnyOrderElementsOf(DEMO_PEOPLE);
        assertThat(page.select("#now").text())
                .matches("(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \\d{1,2} \\w+ 20\\d\\d, \\d\\d:\\d\\d");
        assertThat(page.select("#clock").attr("data-today")).matches("20\\d\\d-\\d\\d-\\d\\d");
        assertThat(page.select("nav a").eachAttr("href"))
                .contains("/camunda/app/tasklist/", "/camunda/app/cockpit/", "/outbox", "/v3/api-docs");
    }

    @Test
    void everyPageLoadsItsOwnFilesOnlyAndRunsNothingInline() {
        for (String path : List.of("/", "/outbox", "/api/cases", "/api/actions")) {
            HttpResponse<String> response = get(path);
            Document page = Jsoup.parse(response.body());

            assertThat(response.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy ->
                            assertThat(policy).startsWith("default-src 'none'").doesNotContain("unsafe", "*"));
            assertThat(page.select("script:not([src]), style, [style], [onclick], [onload]"))
                    .isEmpty();
            page.select("script[src]").eachAttr("src").forEach(this::isServed);
            page.select("link[rel=stylesheet]").eachAttr("href").forEach(this::isServed);
        }
    }

    @Test
    void everyPageIsMarkedUpForThoseWhoDoNotSeeIt() {
        for (String path : List.of("/", "/outbox")) {
            Document page = page(path);

            assertThat(page.select("html").attr("lang")).isEqualTo("en-GB");
            assertThat(page.select("main h1")).hasSize(1);
            assertThat(page.select("input:not([type=hidden])"))
                    .allSatisfy(input -> assertThat(page.select("label[for=" + input.id() + "]"))
                            .hasSize(1));
        }
    }

    @Test
    void withoutTheDemoThereIsNoClockAndNobodyToSignInAs() {
        ExtendedModelMap model = new ExtendedModelMap();

        new HomeController(new MockEnvironment(), clock).home(model);

        assertThat(model).containsEntry("demo", false);
    }

    @Test
    void theOutboxShowsWhatWasQueuedNewestFirst() {
        transaction.executeWithoutResult(status -> {
            notifier.send(Notice.of("pages/1", "worker", MailKind.AGREEMENT_TO_SIGN, "AG-000001/T1"));
            notifier.send(Notice.of("pages/2", "worker", MailKind.RECORD_DISTRIBUTED, "SE-000001"));
        });

        Document page = page("/outbox");

        assertThat(page.select("tbody tr").eachText().subList(0, 2))
                .satisfiesExactly(
                        newest ->
                                assertThat(newest).contains("worker", "Your supervision record is ready", "SE-000001"),
                        older -> assertThat(older).contains("Please sign the supervision agreement", "AG-000001/T1"));
    }

    @Test
    void aMailOfTheOutboxShowsItsTextAndItsCalendarEntry() {
        Instant start = Instant.parse("2027-03-30T09:00:00Z");
        transaction.executeWithoutResult(status ->
                notifier.send(Notice.of("pages/3", "worker", MailKind.SESSION_INVITATION, "SE-000009")
                        .with(Invitation.request("SE-000009", 0, start, start.plus(Duration.ofMinutes(90)), null))));
        String path = page("/outbox").select("tbody tr:first-child a").attr("href");

        Document mail = page(path);
        HttpResponse<String> calendar = get(path + "/invite.ics");

        assertThat(mail.select("h1").text()).isEqualTo("Supervision session");
        assertThat(mail.select("pre").first().wholeText()).contains("When: Tuesday 30 March 2027, 10:00 to 11:30");
        assertThat(calendar.headers().firstValue("Content-Type")).hasValue("text/calendar;charset=UTF-8");
        assertThat(calendar.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"invite.ics\"");
        assertThat(calendar.body()).startsWith("BEGIN:VCALENDAR").contains("DTSTART:20270330T090000Z");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(get("/outbox/999999").statusCode()).isEqualTo(404);
        assertThat(get("/outbox/abc").statusCode()).isIn(400, 404);
        assertThat(get("/outbox/999999/invite.ics").statusCode()).isEqualTo(404);
    }

    private void isServed(String path) {
        assertThat(path).startsWith("/");
        assertThat(get(path).statusCode()).as(path).isEqualTo(200);
    }

    private Document page(String path) {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).isEqualTo(200);
        return Jsoup.parse(response.body());
    }

    private HttpResponse<String> get(String path) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .header("Authorization", "Basic " + ADMIN)
                            .build(),
                    BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
