package org.supervision.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;

/**
 * What keeps people from using the page that a browser shows, as axe finds it. The library's own builder brings its script
 * anew for each look, in some twenty round trips; here it stays with the page, which for Tasklist is all the time.
 */
public final class Barriers {

    private static final String AXE = script();

    private Barriers() {}

    /** In the whole page. */
    public static List<String> of(WebDriver browser) {
        return in(browser, "html");
    }

    /** In the part of the page that this selector finds; one line a barrier, with its rule and its place. */
    @SuppressWarnings("unchecked")
    public static List<String> in(WebDriver browser, String selector) {
        JavascriptExecutor page = (JavascriptExecutor) browser;
        if ((Boolean) page.executeScript("return typeof axe === 'undefined'")) {
            page.executeScript(AXE);
        }
        return (List<String>) page.executeAsyncScript("""
                const [selector, done] = arguments;
                axe.run(selector, {resultTypes: ['violations']}).then(
                    found => done(found.violations.map(rule => `${rule.id}: ${rule.help}: `
                        + rule.nodes.map(node => node.html).join(' '))),
                    failure => done([`axe failed: ${failure}`]))
                """, selector);
    }

    private static String script() {
        try (InputStream script = Barriers.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
