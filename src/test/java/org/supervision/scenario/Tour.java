package org.supervision.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TakesScreenshot;
import org.openqa.selenium.WebDriver;

/**
 * The pictures of the tour. Beside them stands what each showed, as a fingerprint of its words: once a page says something
 * else its picture is stale, and the test fails until {@code mvn verify -Dit.test=TourIT -Dtour.write=true} has taken the
 * pictures anew.
 */
final class Tour {

    private static final Path FOLDER = Path.of("docs/tour");
    private static final Path SHOWN = FOLDER.resolve("shown.txt");
    private static final boolean WRITE = Boolean.getBoolean("tour.write");
    private static final Dimension SIZE = new Dimension(1280, 900);

    private final Map<String, String> shown = new TreeMap<>();

    /** Takes the picture of this name; its words are those of the element that the selector finds. */
    void show(String name, WebDriver browser, String selector) throws IOException {
        browser.manage().window().setSize(SIZE);
        // it takes as long as it takes, so the minute is another each time
        String words = browser.findElement(By.cssSelector(selector))
                .getText()
                .replaceAll("\\d\\d:\\d\\d", "hh:mm")
                .replaceAll("\\s+", " ");
        shown.put(name, fingerprint(words));
        if (WRITE) {
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve(name + ".png"), ((TakesScreenshot) browser).getScreenshotAs(OutputType.BYTES));
        }
    }

    /** Each picture is there and shows what the page shows now. */
    void isCurrent() throws IOException {
        String now = shown.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue() + "\n")
                .collect(Collectors.joining());
        if (WRITE) {
            Files.writeString(SHOWN, now);
        }
        assertThat(Files.readString(SHOWN))
                .as("the tour's pictures are stale: take them anew with -Dtour.write=true")
                .isEqualTo(now);
        for (String name : shown.keySet()) {
            assertThat(FOLDER.resolve(name + ".png")).isNotEmptyFile();
        }
    }

    private static String fingerprint(String words) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
