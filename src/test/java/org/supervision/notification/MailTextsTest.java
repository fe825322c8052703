package org.supervision.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.supervision.notification.Reminder.Phase;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

class MailTextsTest {

    private static final Pattern USER_TASK = Pattern.compile("<bpmn:userTask id=\"Task_(\\w+)\"");

    private final MailTexts texts = new MailTexts(
            engine(),
            new MailProperties(
                    URI.create("https://supervision.council.example/"),
                    new MailProperties.Sender(null, Duration.ofSeconds(20), 4, 500, Duration.ofSeconds(30))));

    @ParameterizedTest
    @EnumSource(names = "DIGEST", mode = EnumSource.Mode.EXCLUDE)
    void everyKindHasASubjectAndBothTexts(MailKind kind) {
        MailTexts.Text text = texts.of(Notice.of("id", "worker", kind, "SE-000456")
                .due(LocalDate.of(2027, 3, 1))
                .start(Instant.parse("2027-03-30T09:00:00Z")));

        assertThat(text.subject()).isNotBlank().hasSizeLessThan(80).doesNotContainPattern("\\p{Cntrl}");
        assertThat(text.plain())
                .contains("Due by the end of: Monday 1 March 2027", "When: Tuesday 30 March 2027, 10:00")
                .contains("Reference: SE-000456", "https://supervision.council.example/camunda/app/tasklist/default/")
                .doesNotContain("[(", "${", " th:");
        assertThat(text.html())
                .contains("lang=\"en-GB\"", "Monday 1 March 2027", "<title>" + text.subject() + "</title>")
                .contains("href=\"https://supervision.council.example/camunda/app/tasklist/default/\"")
                .doesNotContain("${", " th:");
    }

    @Test
    @DisplayName("case 47: no line break and no markup gets into a mail with its reference")
    void aReferenceIsAnId() {
        for (String reference : List.of("SE-000456\r\nBcc: everybody@example.org", "<b>SE-000456</b>", "=1+1")) {
            assertThatThrownBy(() -> Notice.of("id", "worker", MailKind.AGREEMENT_IN_FORCE, reference))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("456");
        }
    }

    @Test
    void aLinkCanLeadToTheReadersCopy() {
        MailTexts.Text text = texts.of(Notice.of("id", "worker", MailKind.AGREEMENT_IN_FORCE, "AG-000123/T1")
                .path("/agreements/AG-000123"));

        assertThat(text.plain()).contains("https://supervision.council.example/agreements/AG-000123");
        assertThat(text.html()).contains("href=\"https://supervision.council.example/agreements/AG-000123\"");
    }

    @Test
    void anInvitationSaysFromWhenToWhenInLondonAndNotWhere() {
        MailTexts.Text text = texts.of(Notice.of("id", "worker", MailKind.SESSION_INVITATION, "SE-000456")
                .with(Invitation.request(
                        "SE-000456",
                        0,
                        Instant.parse("2027-03-30T09:00:00Z"),
                        Instant.parse("2027-03-30T10:30:00Z"),
                        "canary place")));

        assertThat(text.plain())
                .contains("When: Tuesday 30 March 2027, 10:00 to 11:30")
                .doesNotContain("canary");
        assertThat(text.html()).doesNotContain("canary");
    }

    @Test
    void aDigestListsEachReminderWithItsDate() {
        MailTexts.Text text = texts.of(List.of(
                new Reminder("worker", "write-record", Phase.OVERDUE, "SE-000456", day(1), day(2)),
                new Reminder("worker", "session", Phase.AHEAD, "SE-000457", day(3), day(2)),
                new Reminder("worker", "something-new", Phase.TODAY, "SE-000458", day(2), day(2))));

        assertThat(text.plain())
                .contains("Write the record of your supervision session\nWas due by the end of: Monday 1 March 2027\n"
                        + "Reference: SE-000456\n")
                .contains("You have a supervision session\nWhen: Wednesday 3 March 2027\nReference: SE-000457\n")
                .contains("A supervision task\nDue today, by the end of: Tuesday 2 March 2027\n");
    }

    @Test
    void everyUserTaskOfTheModelsHasWordsForItsReminder() throws IOException {
        Properties words = new Properties();
        words.load(MailTexts.class.getResourceAsStream("/mail-texts.properties"));

        try (Stream<Path> models = Files.list(Path.of("bpmn"))) {
            List<String> tasks = models.filter(file -> file.toString().endsWith(".bpmn"))
                    .flatMap(file -> USER_TASK.matcher(read(file)).results())
                    .map(task -> task.group(1))
                    .map(name -> name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT))
                    .toList();
            assertThat(tasks).isNotEmpty().allSatisfy(task -> assertThat(words).containsKey("reminder." + task));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static LocalDate day(int dayOfMarch) {
        return LocalDate.of(2027, 3, dayOfMarch);
    }

    private static SpringTemplateEngine engine() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }
}
