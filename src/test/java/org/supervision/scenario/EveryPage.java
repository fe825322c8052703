package org.supervision.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chromium.HasCdp;

/**
 * Walks from <em>Today</em> wherever its links lead among the product's pages, and looks each kind of page over once: it
 * answers, has no barrier with everything on it unfolded, and is no wider than a screen of 320 pixels, which is what 400%
 * of a usual one leaves (WCAG 2.2, 1.4.10).
 */
final class EveryPage implements AutoCloseable {

    private static final String PAGES = "/camunda/api/supervision/";
    private static final int SMALLEST = 320;

    /** Asks for nothing: an answer to what the application still asks for would bring a session of its own. */
    private static final String STILL = "/camunda/app/tasklist/styles/user-styles.css";

    private final String server;
    private final SoftAssertions problems;
    private final WebDriver browser = Chromium.start();
    private final Set<String> seen = new HashSet<>();

    EveryPage(int port, SoftAssertions problems) {
        this.server = "http://localhost:" + port;
        this.problems = problems;
        ((HasCdp) browser)
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", SMALLEST, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    }

    /** The kinds of page that were looked at, such as {@code copies/records/SE-#}. */
    Set<String> seen() {
        return seen;
    }

    /** Looks at what is there for a person who signs in at one of the web applications. */
    void walk(String person, String application) {
        Deque<String> ahead = new ArrayDeque<>();
        signIn(person, application);
        browser.get(server + PAGES + "today");
        look(person);
        ahead.addAll(links());
        ahead.add(server + PAGES + "password"); // Tasklist leads to it
        while (!ahead.isEmpty()) {
            String next = ahead.remove();
            if (seen.add(kind(next)) && isPage(next)) {
                browser.get(next);
                look(person);
                ahead.addAll(links());
            }
        }
    }

    /** As the application's own form does it, without the application, which takes its time to come up. */
    private void signIn(String person, String application) {
        browser.get(server + STILL);
        browser.manage().deleteAllCookies();
        Object status = ((JavascriptExecutor) browser).executeAsyncScript("""
                const [application, username, password, done] = arguments;
                const token = () => /XSRF-TOKEN=([^;]*)/.exec(document.cookie)[1];
                fetch(`/camunda/app/${application}/default/`)
                    .then(() => fetch(`/camunda/api/admin/auth/user/default/login/${application}`, {
                        method: 'POST', headers: {'X-XSRF-TOKEN': token()}, body: new URLSearchParams({username, password})
                    })).then(answer => done(answer.status), failure => done(String(failure)))
                """, application, person, Demo.PASSWORD);
        assertThat(status).as(person).isEqualTo(200L);
    }

    private void look(String person) {
        String what = kind(browser.getCurrentUrl()) + " of " + person;
        JavascriptExecutor page = (JavascriptExecutor) browser;
        page.executeScript("document.querySelectorAll('details').forEach(one => one.open = true)");
        problems.assertThat(browser.getTitle())
                .as(what)
                .doesNotStartWith("Nothing to show")
                .endsWith("Supervision");
        problems.assertThat(Barriers.of(browser)).as(what).isEmpty();
        problems.assertThat((Boolean) page.executeScript(
                        "const page = document.documentElement; return page.scrollWidth <= page.clientWidth"))
                .as(what + " fits a small screen")
                .isTrue();
    }

    private List<String> links() {
        return browser.findElements(By.cssSelector("nav a, main a")).stream()
                .map(EveryPage::hrefOf)
                .filter(href -> href.startsWith(server + PAGES))
                .toList();
    }

    private static String hrefOf(WebElement link) {
        String href = link.getDomProperty("href");
        return href.contains("#") ? href.substring(0, href.indexOf('#')) : href;
    }

    /** Downloads are no pages. */
    private boolean isPage(String address) {
        Object type = ((JavascriptExecutor) browser).executeAsyncScript("""
                const [address, done] = arguments;
                fetch(address, {method: 'HEAD'})
                    .then(answer => done(answer.headers.get('Content-Type') || ''), () => done('none'))
                """, address);
        return String.valueOf(type).startsWith("text/html");
    }

    private String kind(String address) {
        return address.substring((server + PAGES).length())
                .replaceAll("[?].*", "")
                .replaceAll("\\d+", "#");
    }

    @Override
    public void close() {
        browser.quit();
    }
}
