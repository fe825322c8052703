package org.supervision.scenario;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * A Chromium without a window: that of {@code CHROMIUM} and {@code CHROMEDRIVER}, or the one on the path; where there is
 * none, Debian's is installed.
 */
public final class Chromium {

    private Chromium() {}

    /** Starts one with a profile of its own. */
    public static WebDriver start() {
        installIfMissing();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(find("CHROMIUM", "chromium"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-extensions",
                "--window-size=1400,1200",
                "--lang=en-GB");
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", "en-GB"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(new File(find("CHROMEDRIVER", "chromedriver")))
                .build();
        return new ChromeDriver(service, options);
    }

    private static synchronized void installIfMissing() {
        if (find("CHROMIUM", "chromium") == null || find("CHROMEDRIVER", "chromedriver") == null) {
            run("apt-get", "-q", "update");
            run("apt-get", "-q", "-y", "--no-install-recommends", "install", "chromium", "chromium-driver");
        }
    }

    /** What the variable names, or the program on the path; null where there is none. */
    private static String find(String variable, String program) {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin");
        return Stream.concat(
                        Stream.ofNullable(System.getenv(variable)).map(Path::of),
                        Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, program)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }

    private static void run(String... command) {
        try {
            int status = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (status != 0) {
                throw new IllegalStateException("There is no Chromium, and installing one failed: "
                        + String.join(" ", command) + " ended with " + status);
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "There is no Chromium with its ChromeDriver: install them, or name them in CHROMIUM and CHROMEDRIVER",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
