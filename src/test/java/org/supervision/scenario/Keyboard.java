package org.supervision.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Tasklist in a browser without a mouse. In a form, whatever has the focus is in sight and shows that it has it. */
final class Keyboard implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_TABS = 60;

    private static final String NAME = "const one = document.activeElement;"
            + "const label = one.labels && one.labels[0];"
            + "return (label ? label.textContent : one.getAttribute('aria-label') || one.innerText || one.placeholder"
            + " || one.name || '').trim();";

    private static final String SHOWN = "const one = document.activeElement, style = getComputedStyle(one),"
            + " box = one.getBoundingClientRect();"
            + "if (!one.closest('.sv-form, .form-actions')) return true;"
            + "const ringed = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0"
            + " || style.boxShadow !== 'none';"
            + "return ringed && box.height > 0 && box.bottom > 0 && box.top < innerHeight;";

    private final WebDriver browser = Chromium.start();

    /** Opens Tasklist, which asks to sign in. */
    Keyboard(int port) {
        browser.get("http://localhost:" + port + "/camunda/app/tasklist/default/");
    }

    /** Signs in. While it comes up, the page moves the focus to the name, whatever is being typed: then once more. */
    Keyboard signIn(String userId) {
        isAt("Username");
        new WebDriverWait(browser, PATIENCE)
                .withMessage(() -> "the sign-in is filled in, the focus is on " + focus())
                .until(driver -> {
                    run("document.querySelector('input[ng-model=username]').focus()");
                    replace(userId).tabTo("Password").replace(Demo.PASSWORD);
                    return holds("username", userId) && holds("password", Demo.PASSWORD);
                });
        return type(Keys.ENTER);
    }

    private Keyboard replace(String text) {
        new Actions(browser)
                .keyDown(Keys.CONTROL)
                .sendKeys("a")
                .keyUp(Keys.CONTROL)
                .sendKeys(text)
                .perform();
        return this;
    }

    private boolean holds(String field, String text) {
        return text.equals(run("return document.querySelector('input[ng-model=" + field + "]').value"));
    }

    /** Types into what has the focus. */
    Keyboard type(CharSequence keys) {
        new Actions(browser).sendKeys(keys).perform();
        return this;
    }

    /** Goes on with Tab until something of this name has the focus. */
    Keyboard tabTo(String name) {
        return go(name, Keys.TAB);
    }

    /** Goes back with Shift and Tab until something of this name has the focus. */
    Keyboard tabBackTo(String name) {
        return go(name, Keys.chord(Keys.SHIFT, Keys.TAB));
    }

    /**
     * Goes back to a card of the list, and opens it. Tasklist draws its list anew every now and then; a key that falls into
     * that moment is lost, and is pressed once more.
     */
    Keyboard opens(String card, String css) {
        for (int i = 0; i < 3; i++) {
            if (!focus().startsWith(card)) {
                tabBackTo(card);
            }
            type(Keys.ENTER);
            try {
                return isShown(css, PATIENCE.dividedBy(3));
            } catch (TimeoutException e) {
                // pressed once more
            }
        }
        throw new AssertionError(card + " does not open");
    }

    private Keyboard go(String name, CharSequence key) {
        StringBuilder way = new StringBuilder();
        for (int i = 0; i < MOST_TABS; i++) {
            type(key);
            assertThat(run(SHOWN)).as("the focus shows on " + focus()).isEqualTo(true);
            if (focus().startsWith(name)) {
                return this;
            }
            way.append(focus()).append(" | ");
        }
        throw new AssertionError("No way to " + name + ": " + way);
    }

    /** Waits until something of this name has the focus without a key being pressed. */
    Keyboard isAt(String name) {
        new WebDriverWait(browser, PATIENCE)
                .withMessage(() -> "the focus goes to " + name + ", not " + focus())
                .until(driver -> focus().startsWith(name));
        return this;
    }

    /** Waits until the page shows this. */
    Keyboard isShown(String css) {
        return isShown(css, PATIENCE);
    }

    private Keyboard isShown(String css, Duration patience) {
        new WebDriverWait(browser, patience)
                .withMessage(css)
                .until(driver ->
                        driver.findElements(By.cssSelector(css)).stream().anyMatch(WebElement::isDisplayed));
        return this;
    }

    /** Looks what the page shows there over for what keeps people from using it. */
    Keyboard hasNoBarrier(String css) {
        assertThat(Barriers.in(browser, css)).as(css).isEmpty();
        return this;
    }

    /** Waits until the page shows none of these any more. */
    Keyboard isGone(String css) {
        new WebDriverWait(browser, PATIENCE)
                .withMessage("no " + css)
                .until(driver -> driver.findElements(By.cssSelector(css)).isEmpty());
        return this;
    }

    private String focus() {
        return (String) run(NAME);
    }

    private Object run(String script) {
        return ((JavascriptExecutor) browser).executeScript(script);
    }

    @Override
    public void close() {
        browser.quit();
    }
}
