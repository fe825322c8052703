package org.supervision.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.supervision.scenario.Demo.Task;

/** Tasklist in a browser of one person's own, as that person sees and uses it. */
final class Tasklist implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Pattern IN_A_ROW = Pattern.compile("(\\w+)\\[(\\d+)]\\.(\\w+)");

    private final String address;
    private final Demo demo;
    private final Map<String, Set<Cookie>> sessions = new HashMap<>();
    private final WebDriver browser = Chromium.start();

    private String person;
    private boolean fresh = true;

    /** Signs in. */
    Tasklist(int port, String userId) {
        address = "http://localhost:" + port + "/camunda/app/tasklist/default/";
        demo = new Demo(port);
        person = userId;
        try {
            browser.get(address);
            signIn();
        } catch (RuntimeException e) {
            browser.quit();
            throw e;
        }
    }

    /** Fills in the sign-in that is shown. */
    void signIn() {
        WebElement username = find("input[ng-model=username]");
        WebElement password = find("input[ng-model=password]");
        // while it comes up, the page moves the focus to the name, whatever is being typed
        await(
                "the sign-in is filled in",
                () -> holds(username, person) && holds(password, Demo.PASSWORD) && holds(username, person));
        find("button[type=submit]").click();
        find(".task-filter a");
    }

    private static boolean holds(WebElement field, String text) {
        if (!text.equals(field.getDomProperty("value"))) {
            field.clear();
            field.sendKeys(text);
        }
        return text.equals(field.getDomProperty("value"));
    }

    /** Lets somebody else use the browser; who has signed in once comes back without signing in again. */
    Tasklist handTo(String userId) {
        if (userId.equals(person)) {
            return this;
        }
        // first a page that asks for nothing: the answer to what the other still asks would bring a session of its own
        browser.get(address + "../styles/user-styles.css");
        sessions.put(person, browser.manage().getCookies());
        browser.manage().deleteAllCookies();
        person = userId;
        fresh = true;
        if (sessions.containsKey(userId)) {
            sessions.get(userId).forEach(browser.manage()::addCookie);
        } else {
            browser.get(address);
            signIn();
        }
        return this;
    }

    /** What is done with the browser itself. */
    interface Look {
        void at(WebDriver browser) throws IOException;
    }

    /** Lets the browser be used for more than Tasklist, with the person's session. */
    void showTo(Look look) throws IOException {
        look.at(browser);
        fresh = true;
    }

    /** Ends the session behind the page's back, as its time-out or signing out in another tab does. */
    void endSession() {
        browser.manage().deleteCookieNamed("JSESSIONID");
    }

    /** Waits until the form says so, or Tasklist itself, which looks every ten seconds and then asks to sign in. */
    void saysSignedOut() {
        find(
                ".sv-notice:not([hidden]), input[ng-model=username]",
                shown -> shown.getTagName().equals("input") || shown.getText().startsWith("You have been signed out"));
    }

    /** Goes on with the form as its notice offers, signing in where that is asked for. */
    void goOn(String button) {
        // Tasklist may ask to sign in at any moment, also between looking for the button and pressing it
        await("it goes on, or asks to sign in", () -> {
            WebElement first = find(
                    "input[ng-model=username], .sv-notice:not([hidden]) button",
                    shown -> shown.getTagName().equals("input")
                            || shown.getText().equals(button));
            if (!first.getTagName().equals("input")) {
                first.click();
            }
            return true;
        });
        find("input[ng-model=username], .sv-status", shown -> !shown.getText().startsWith("Not saved"));
        if (!browser.findElements(By.cssSelector("input[ng-model=username]")).isEmpty()) {
            signIn();
        }
    }

    /** From now on nothing that the page sends arrives, and what it asks for comes late. */
    void cutTheLine() {
        ((JavascriptExecutor) browser).executeScript("""
                const line = window.fetch;
                window.mendTheLine = () => { window.fetch = line; };
                window.fetch = (address, call) => call.method === 'GET'
                    ? new Promise(later => setTimeout(later, 1000)).then(() => line(address, call))
                    : Promise.reject(new TypeError('no line'))
                """);
    }

    /** The line is there again, and what was asked for meanwhile has come. */
    void mendTheLine() {
        ((JavascriptExecutor) browser).executeAsyncScript("window.mendTheLine(); setTimeout(arguments[0], 1500)");
    }

    /** Signs in again in another tab, and comes back to this one. */
    void signInElsewhere() {
        signInElsewhere(person);
    }

    /** Somebody signs in in another tab, and comes to this one. */
    void signInElsewhere(String userId) {
        person = userId;
        String here = browser.getWindowHandle();
        browser.switchTo().newWindow(WindowType.TAB);
        browser.get(address);
        signIn();
        browser.close();
        browser.switchTo().window(here);
    }

    /** Starts a process by its name in the dialogue. */
    void start(String processName) {
        find(".start-process-action a").click();
        find(".modal-body a", link -> link.getText().equals(processName)).click();
        find(".modal-footer .btn-primary", WebElement::isEnabled).click();
        await(
                "the dialogue closes",
                () -> browser.findElements(By.cssSelector(".modal-body")).isEmpty());
    }

    /** The names of the filters. */
    List<String> filters() {
        return browser.findElements(By.cssSelector(".task-filter h4")).stream()
                .map(WebElement::getText)
                .toList();
    }

    /** What the card of a task says, once the names have come. */
    String card(String taskName) {
        return find(
                        "ol.tasks-list > li",
                        card -> card.getText().startsWith(taskName)
                                && !card.findElements(By.cssSelector(".supervision-card span"))
                                        .isEmpty())
                .getText();
    }

    /** Opens the person's first task of this kind. */
    Form open(String taskKey) {
        return open(demo.as(person).task(taskKey));
    }

    /** Opens a task of the person's. */
    Form open(Task task) {
        Form form = new Form(task.id());
        form.show();
        return form;
    }

    /** Whether this stands anywhere on the page, in a field or as text. */
    boolean shows(String text) {
        return (Boolean) ((JavascriptExecutor) browser)
                .executeScript(
                        "return document.body.textContent.includes(arguments[0])"
                                + " || [...document.querySelectorAll('input, textarea')].some(one => one.value.includes(arguments[0]))",
                        text);
    }

    /** What the browser itself keeps of the product's forms. */
    @SuppressWarnings("unchecked")
    List<String> stored() {
        return (List<String>) ((JavascriptExecutor) browser)
                .executeScript("return Object.keys(localStorage).concat(Object.keys(sessionStorage))"
                        + ".filter(key => !key.startsWith('camunda-web'))");
    }

    @Override
    public void close() {
        browser.quit();
    }

    /** The form of an open task. */
    final class Form {

        private final String taskId;

        private Form(String taskId) {
            this.taskId = taskId;
        }

        private void show() {
            if (fresh) {
                browser.get("about:blank");
                browser.get(address + "#/?task=" + taskId);
                fresh = false;
            } else {
                isLeft();
                goTo("?task=" + taskId);
            }
            find(".sv-content:not([hidden])");
        }

        /** Types into a field; dates and times as {@code 2027-03-01T10:00}. */
        Form type(String path, String text) {
            WebElement field = field(path);
            String type = field.getDomProperty("type");
            if (type.startsWith("date")) {
                ((JavascriptExecutor) browser)
                        .executeScript(
                                "arguments[0].value = arguments[1];"
                                        + "arguments[0].dispatchEvent(new Event('input', {bubbles: true}))",
                                field,
                                text);
            } else {
                if (!field.getTagName().equals("select")) {
                    field.clear();
                }
                field.sendKeys(text);
            }
            return this;
        }

        /** Chooses a value of a list or of a group of radio buttons. */
        Form choose(String path, String value) {
            String inside = field(path).getTagName().equals("select") ? "option" : "input";
            field(path)
                    .findElement(By.cssSelector(inside + "[value='" + value + "']"))
                    .click();
            return this;
        }

        /** Ticks a box that is not ticked yet. */
        Form tick(String path) {
            if (!field(path).isSelected()) {
                field(path).click();
            }
            return this;
        }

        /** Adds a row. */
        Form add(String rows) {
            browser.findElement(By.cssSelector("[data-rows='" + rows + "'] > [data-add]"))
                    .click();
            return this;
        }

        /** What a field holds. */
        String value(String path) {
            return field(path).getDomProperty("value");
        }

        /** Goes back to the list. */
        Form isLeft() {
            goTo("");
            await("no form is open", () -> shown(".sv-form") == 0);
            return this;
        }

        /** Opens it, and goes back to the list before it is there. */
        void isLeftWhileItLoads() {
            goTo("?task=" + taskId);
            await("the form loads", () -> shown(".sv-content[hidden]") == 1);
            isLeft();
        }

        private int shown(String selector) {
            return browser.findElements(By.cssSelector(selector)).size();
        }

        String text() {
            return find(".sv-form").getText();
        }

        /** Waits until the form says that what was typed is saved. */
        Form isSaved() {
            find(".sv-status", status -> status.getText().startsWith("Saved"));
            return this;
        }

        /** Opens the form anew and finds everything as it was typed. */
        Form isKept() {
            isSaved();
            List<?> typed = values();
            show();
            assertThat(values()).isEqualTo(typed);
            return this;
        }

        private void goTo(String place) {
            ((JavascriptExecutor) browser).executeScript("location.hash = arguments[0]", "#/" + place);
        }

        private List<?> values() {
            return (List<?>)
                    ((JavascriptExecutor) browser)
                            .executeScript(
                                    "return [...document.querySelectorAll('.sv-form input, .sv-form select, .sv-form textarea')]"
                                            + ".map(one => one.type === 'checkbox' || one.type === 'radio' ? one.checked : one.value)");
        }

        /** Waits for the kit's notice and answers it. */
        String notice() {
            return find(".sv-notice:not([hidden])").getText();
        }

        void press(String button) {
            find(".sv-form button", candidate -> candidate.getText().equals(button))
                    .click();
        }

        /** Completes the task in Tasklist's own way. */
        void complete() {
            pressComplete();
            await(
                    "the form closes",
                    () -> browser.findElements(By.cssSelector(".sv-form")).isEmpty());
        }

        /** Tries to complete it and expects to be told why not, in a summary that has the focus. */
        Form isRefused(String... messages) {
            pressComplete();
            WebElement summary = find(".sv-summary:not([hidden])");
            await(
                    "the summary has the focus",
                    () -> browser.switchTo().activeElement().equals(summary));
            for (String message : messages) {
                assertThat(summary.getText()).contains(message);
            }
            assertThat(summary.findElements(By.cssSelector("li a")))
                    .as("each message leads to its field, and stands there too")
                    .hasSameSizeAs(summary.findElements(By.cssSelector("li")))
                    .hasSameSizeAs(browser.findElements(By.cssSelector(".sv-content .sv-error")));
            return this;
        }

        /** What the tab of this name says beside the form; looked over like a form. Of the form's own, nothing. */
        String tab(String name) {
            find(".nav-tabs a", tab -> tab.getText().equals(name)).click();
            if (name.equals("Form")) {
                find(".sv-content:not([hidden])");
                return "";
            }
            String text = find(
                            ".supervision-tab",
                            tab -> !tab.getText().isBlank() && !tab.getText().startsWith("Loading"))
                    .getText();
            assertThat(Barriers.in(browser, ".supervision-tab")).as(name).isEmpty();
            return text;
        }

        /** Looks the form over for what keeps people from using it. */
        Form hasNoBarrier(String what) {
            assertThat(Barriers.in(browser, ".injected-form-wrapper")).as(what).isEmpty();
            return this;
        }

        private void pressComplete() {
            // a message of Tasklist's own may lie over the button for a while
            find(".form-actions .btn-primary", WebElement::isEnabled).sendKeys(Keys.ENTER);
        }

        private WebElement field(String path) {
            Matcher row = IN_A_ROW.matcher(path);
            String selector = row.matches()
                    ? "[data-rows='%s'] > .sv-rows > :nth-child(%d) [data-field='%s']"
                            .formatted(row.group(1), Integer.parseInt(row.group(2)) + 1, row.group(3))
                    : "[data-field='" + path + "']";
            return find(selector);
        }
    }

    private WebElement find(String selector) {
        return find(selector, element -> true);
    }

    /** The first such element that is shown, once there is one. */
    private WebElement find(String selector, Predicate<WebElement> like) {
        return patient(selector)
                .until(driver -> driver.findElements(By.cssSelector(selector)).stream()
                        .filter(WebElement::isDisplayed)
                        .filter(like)
                        .findFirst()
                        .orElse(null));
    }

    private void await(String what, BooleanSupplier condition) {
        patient(what).until(driver -> condition.getAsBoolean());
    }

    private FluentWait<WebDriver> patient(String what) {
        return new WebDriverWait(browser, PATIENCE, POLL)
                .ignoring(StaleElementReferenceException.class, ElementNotInteractableException.class)
                .withMessage(() -> what + " at " + browser.getCurrentUrl());
    }
}
