package org.supervision.scenario;

import java.io.File;
import java.util.Map;
import java.util.Objects;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A Chromium without a window, as installed on the machine; another one by {@code CHROMIUM} and {@code CHROMEDRIVER}. */
public final class Chromium {

    private Chromium() {}

    /** Starts one with a profile of its own. */
    public static WebDriver start() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(installed("CHROMIUM", "/usr/bin/chromium"));
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1400,1200", "--lang=en-GB");
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", "en-GB"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(installed("CHROMEDRIVER", "/usr/bin/chromedriver")))
                .build();
        return new ChromeDriver(service, options);
    }

    private static String installed(String variable, String usual) {
        return Objects.requireNonNullElse(System.getenv(variable), usual);
    }
}
