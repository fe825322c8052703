package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.supervision.security.Http.Answer;
import org.supervision.security.Http.Browser;

/** Who reads somebody's calendar by its secret address, and who makes and revokes one. */
@ExtendWith(OutputCaptureExtension.class)
class CalendarAttackTest extends AttackTest {

    private static final String PAGE = "/camunda/api/supervision/calendar";

    @AfterEach
    void noAddressIsLeft() {
        jdbc.sql("delete from calendar_address").update();
    }

    @Test
    @DisplayName("F17: a calendar is read by its secret address without signing in, until that is renewed or revoked")
    void aCalendarByItsSecretAddress(CapturedOutput log) {
        Browser worker = http.browser("worker");
        String first = made(worker);

        Answer calendar = http.anonymous().get(first);
        assertThat(calendar.status()).isEqualTo(200);
        assertThat(Biweekly.parse(calendar.body()).first()).isNotNull();
        assertThat(header(calendar, "Content-Type")).isEqualTo("text/calendar;charset=UTF-8");
        assertThat(header(calendar, "Cache-Control")).contains("private").doesNotContain("public");
        assertThat(header(calendar, "X-Robots-Tag")).contains("noindex");
        assertThat(header(calendar, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(calendar.setCookies()).isEmpty();
        Answer head = http.anonymous().send("HEAD", first, null, null);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(header(head, "ETag")).isEqualTo(header(calendar, "ETag"));
        assertThat(http.anonymous()
                        .send("POST", first, "{}", "application/json")
                        .status())
                .isEqualTo(404);

        String second = made(worker);
        assertNothing(first);
        assertThat(http.anonymous().get(second).status()).isEqualTo(200);
        assertThat(worker.send("DELETE", PAGE + "/address", null, null).status())
                .isEqualTo(204);
        assertNothing(second);
        assertThat(log.getAll()).doesNotContain(secret(first)).doesNotContain(secret(second));
    }

    @Test
    @DisplayName("F17: the calendar of somebody who has left is not there from the day after")
    void leavers() {
        String address = made(http.browser("auditor"));
        jdbc.sql("update person set leaving_on = date '2026-12-31' where user_id = 'auditor'")
                .update();
        try {
            assertNothing(address);
        } finally {
            jdbc.sql("update person set leaving_on = null where user_id = 'auditor'")
                    .update();
        }
    }

    @Test
    @DisplayName("F17: what is no address of anybody is not there, however it is spelled")
    void noAddress() {
        String address = made(http.browser("worker"));
        String secret = secret(address);
        for (String path : List.of(
                "/calendar",
                "/calendar/",
                "/calendar/.ics",
                "/calendar/worker.ics",
                "/calendar/" + secret,
                "/calendar/" + secret + ".ICS",
                "/calendar/" + secret + ".ics/",
                "/calendar/x/" + secret + ".ics",
                "/calendar/" + secret.substring(1) + ".ics",
                "/calendar/" + secret + "A.ics",
                "/calendar/" + "A".repeat(43) + ".ics",
                "/calendar/%25.ics",
                "/calendar/'%20or%201=1.ics")) {
            assertThat(http.anonymous().get(path).status()).as(path).isIn(400, 404);
        }
        assertThat(canaries()).isZero();
    }

    @Test
    @DisplayName("F17: nobody makes or revokes an address without signing in, nor without the CSRF token")
    void onesOwnAddressAlone() {
        String address = made(http.browser("worker"));
        Browser forged = http.browser("worker").withoutToken();

        assertThat(forged.post(PAGE + "/address", "{}").status()).isEqualTo(403);
        assertThat(forged.send("DELETE", PAGE + "/address", null, null).status())
                .isEqualTo(403);
        for (String path : List.of(PAGE, "/api/calendar")) {
            assertThat(http.anonymous().get(path).status()).isEqualTo(401);
            assertThat(http.anonymous().delete(path + "/address").status()).isIn(401, 403);
        }
        assertThat(http.basic("supervisor").delete("/api/calendar/address").status())
                .isEqualTo(204);
        assertThat(http.anonymous().get(address).status()).as("somebody else's").isEqualTo(200);
        assertThat(http.basic("worker").get("/api/calendar").body())
                .contains("<h1>")
                .doesNotContain(secret(address));
        assertThat(http.basic("worker").get("/api/calendar?month=2027-99").status())
                .isEqualTo(404);
        assertThat(http.basic("worker").delete("/api/calendar/address").status())
                .isEqualTo(204);
        assertNothing(address);
    }

    private static String made(Browser browser) {
        Answer answer = browser.post(PAGE + "/address", "{}");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(header(answer, "Cache-Control")).contains("no-store");
        String address = answer.json().get("address").asText();
        return address.substring(address.indexOf("/calendar/"));
    }

    private void assertNothing(String address) {
        Answer answer = http.anonymous().get(address);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
    }

    private static String secret(String address) {
        return address.substring("/calendar/".length(), address.length() - ".ics".length());
    }

    private static String header(Answer answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
