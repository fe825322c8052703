package org.supervision.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.scenario.AsAtTheStart;
import org.supervision.scenario.Barriers;
import org.supervision.scenario.Chromium;
import org.supervision.scenario.DemoTest;

/** The product's own pages in a browser, with their scripts and under their content security policy. */
@DemoTest
@AsAtTheStart
class PagesIT {

    @LocalServerPort
    private int port;

    @Autowired
    private Notifier notifier;

    @Autowired
    private TransactionTemplate transaction;

    private WebDriver browser;

    @BeforeEach
    void open() {
        browser = Chromium.start();
    }

    @AfterEach
    void close() {
        browser.quit();
    }

    @Test
    void theClockMovesOnFromTheHomePage() {
        browser.get(address("/"));
        assertThat(text("now")).startsWith("Monday 4 January 2027, 08:0");

        browser.findElement(By.cssSelector("button[value=P7D]")).click();
        waitFor("clock-result", "It is now Monday 11 January 2027, 08:0");
        assertThat(text("clock-result")).contains("ran on the way");

        browser.findElement(By.id("to")).sendKeys("01132027");
        browser.findElement(By.cssSelector("button[value=date]")).click();
        waitFor("clock-result", "It is now Wednesday 13 January 2027, 08:0");
        assertThat(text("now")).startsWith("Wednesday 13 January 2027");

        browser.findElement(By.cssSelector("button[value=date]")).click();
        waitFor("clock-result", "Choose a date after today.");

        browser.findElement(By.id("password")).clear();
        browser.findElement(By.id("password")).sendKeys("wrong");
        browser.findElement(By.cssSelector("button[value=P1D]")).click();
        waitFor("clock-result", "That user and password may not move the clock.");
        assertThat(text("now")).startsWith("Wednesday 13 January 2027");
        cockpitDrawsWhatHasFinished();
    }

    @Test
    void noPageHasABarrier() {
        transaction.executeWithoutResult(
                status -> notifier.send(Notice.of("pages", "worker", MailKind.AGREEMENT_TO_SIGN, "AG-000001/T1")));

        hasNoBarrier("/");
        browser.get(address("/outbox").replace("//", "//admin:supervision@"));
        hasNoBarrier("/outbox");
        browser.findElement(By.cssSelector("tbody tr:first-child a")).click();
        assertThat(Barriers.of(browser)).isEmpty();
        browser.get(address("/api/administration").replace("//", "//admin:supervision@"));
        for (String page : List.of("administration", "people", "policy", "closure-days", "deputies")) {
            hasNoBarrier("/api/" + page);
        }
    }

    @Test
    void tasklistLeadsToYourFile() {
        browser.get(address("/camunda/app/tasklist/default/"));
        WebDriverWait wait = new WebDriverWait(browser, Duration.ofSeconds(60));
        wait.until(ExpectedConditions.elementToBeClickable(By.cssSelector("input[ng-model=username]")))
                .sendKeys("worker");
        browser.findElement(By.cssSelector("input[ng-model=password]")).sendKeys("supervision");
        browser.findElement(By.cssSelector("button[type=submit]")).click();

        wait.until(ExpectedConditions.elementToBeClickable(By.linkText("Your file")))
                .click();

        wait.until(ExpectedConditions.titleIs("Your supervision file – Supervision"));
        assertThat(Barriers.of(browser)).isEmpty();
        hasNoBarrier("/camunda/api/supervision/today");
        hasNoBarrier("/camunda/api/supervision/team");
        hasNoBarrier("/camunda/api/supervision/cases");
        hasNoBarrier("/camunda/api/supervision/actions");
        hasNoBarrier("/camunda/api/supervision/calendar");
    }

    /** The sweeps of the days that the clock went over. */
    private void cockpitDrawsWhatHasFinished() {
        browser.get(address("/camunda/app/cockpit/default/"));
        WebDriverWait wait = new WebDriverWait(browser, Duration.ofSeconds(60));
        wait.until(ExpectedConditions.elementToBeClickable(By.cssSelector("input[ng-model=username]")))
                .sendKeys("processowner");
        browser.findElement(By.cssSelector("input[ng-model=password]")).sendKeys("supervision");
        browser.findElement(By.cssSelector("button[type=submit]")).click();

        By sweeps = By.xpath("//section[@aria-label='Finished processes']//button[.='Daily sweep']");
        wait.until(ExpectedConditions.visibilityOfElementLocated(sweeps));
        assertThat(Barriers.in(browser, ".sv")).isEmpty();
        browser.findElement(sweeps).sendKeys(Keys.ENTER);
        wait.until(ExpectedConditions.visibilityOfElementLocated(By.cssSelector(".sv-picture .sv-badge")));
        assertThat(browser.switchTo().activeElement().getText()).isEqualTo("Daily sweep: ended in January 2027");
        assertThat(Barriers.in(browser, ".sv")).isEmpty();

        browser.findElement(By.cssSelector("[aria-label^='Path of ']")).sendKeys(Keys.ENTER);
        wait.until(ExpectedConditions.textToBe(By.cssSelector(".sv caption"), "Path"));
        assertThat(browser.findElement(By.cssSelector("[data-element-id^=StartEvent] .sv-badge"))
                        .getText())
                .isEqualTo("1");
        assertThat(Barriers.in(browser, ".sv")).isEmpty();
    }

    private void hasNoBarrier(String path) {
        browser.get(address(path));
        assertThat(Barriers.of(browser)).as(path).isEmpty();
    }

    private void waitFor(String id, String text) {
        new WebDriverWait(browser, Duration.ofSeconds(60))
                .until(ExpectedConditions.textToBePresentInElementLocated(By.id(id), text));
    }

    private String text(String id) {
        return browser.findElement(By.id(id)).getText();
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
