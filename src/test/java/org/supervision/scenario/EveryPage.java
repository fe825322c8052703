package org.supervision.scenario;

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
final class EveryPage {

    private static final String PAGES = "/camunda/api/supervision/";
    private static final int SMALLEST = 320;

    private final String server;
    private final SoftAssertions problems;
    private final Set<String> seen = new HashSet<>();

    EveryPage(int port, SoftAssertions problems) {
        this.server = "http://localhost:" + port;
        this.problems = problems;
    }

    /** The kinds of page that were looked at, such as {@code copies/records/SE-#}. */
    Set<String> seen() {
        return seen;
    }

    /** Looks at what is there for the person whose session the browser has. */
    void walk(String person, WebDriver browser) {
        Deque<String> ahead = new ArrayDeque<>();
        open(browser, server + PAGES + "today");
        look(person, browser);
        ahead.addAll(links(browser));
        ahead.add(server + PAGES + "password"); // Tasklist leads to it
        while (!ahead.isEmpty()) {
            String next = ahead.remove();
            if (seen.add(kind(next)) && isPage(browser, next)) {
                open(browser, next);
                look(person, browser);
                ahead.addAll(links(browser));
            }
        }
        ((HasCdp) browser).executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    private void look(String person, WebDriver browser) {
        String what = kind(browser.getCurrentUrl()) + " of " + person;
        JavascriptExecutor page = (JavascriptExecutor) browser;
        page.executeScript("document.querySelectorAll('details').forEach(one => one.open = true)");
        problems.assertThat(browser.getTitle())
                .as(what)
                .doesNotStartWith("Nothing to show")
                .endsWith("Supervision");
        problems.assertThat(Barriers.of(browser)).as(what).isEmpty();
        problems.assertThat(page.executeScript("return document.documentElement.scrollWidth"))
                .as("width of " + what)
                .isEqualTo((long) SMALLEST);
    }

    private static void open(WebDriver browser, String address) {
        ((HasCdp) browser)
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", SMALLEST, "height", 800, "deviceScaleFactor", 1, "mobile", false));
        browser.get(address);
    }

    private List<String> links(WebDriver browser) {
        return browser.findElements(By.cssSelector("nav a, main a")).stream()
                .map(link -> hrefOf(link))
                .filter(href -> href.startsWith(server + PAGES))
                .toList();
    }

    private static String hrefOf(WebElement link) {
        String href = link.getDomProperty("href");
        return href.contains("#") ? href.substring(0, href.indexOf('#')) : href;
    }

    /** Downloads are no pages. */
    private static boolean isPage(WebDriver browser, String address) {
        Object type = ((JavascriptExecutor) browser).executeAsyncScript("""
                const [address, done] = arguments;
                fetch(address, {method: 'HEAD'})
                    .then(answer => done(answer.headers.get('Content-Type') || ''), () => done('none'))
                """, address);
        return String.valueOf(type).startsWith("text/html");
    }

    private String kind(String address) {
        return address.substring((server + PAGES).length()).replaceAll("\\d+", "#");
    }
}
