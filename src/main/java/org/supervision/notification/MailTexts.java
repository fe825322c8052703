package org.supervision.notification;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.stereotype.Component;
import org.supervision.calendar.LondonWords;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * Words the mails: a subject, a plain text and an HTML text that say what waits, by when, and where to open it. The
 * sentences stand in {@code mail-texts.properties}, the shape in {@code templates/mail}.
 */
@Component
class MailTexts {

    private static final String TASKLIST = "/camunda/app/tasklist/default/";

    /** Reminders whose date is not a deadline but the day on which something takes place. */
    private static final Set<String> TAKES_PLACE = Set.of("session", "thought", "calendar");

    private final ITemplateEngine templates;
    private final MailProperties properties;
    private final MessageSource texts = texts();

    MailTexts(ITemplateEngine templates, MailProperties properties) {
        this.templates = templates;
        this.properties = properties;
    }

    /** What a mail says. */
    record Text(String subject, String plain, String html) {}

    Text of(Notice notice) {
        List<Fact> facts = new ArrayList<>();
        Invitation invitation = notice.invitation();
        if (invitation != null) {
            facts.add(fact("when", LondonWords.of(invitation.start(), invitation.end())));
        } else if (notice.model().containsKey(Notice.START)) {
            facts.add(fact("when", inWords(notice.model().get(Notice.START))));
        }
        if (notice.model().containsKey(Notice.DUE)) {
            facts.add(fact("due", inWords(notice.model().get(Notice.DUE))));
        }
        if (notice.model().containsKey(Notice.COUNT)) {
            facts.add(fact("count", inWords(notice.model().get(Notice.COUNT))));
        }
        facts.add(fact("reference", notice.businessKey()));
        String key = "mail." + notice.kind().textKey();
        String link = properties.link(
                notice.model().getOrDefault(Notice.PATH, TASKLIST).toString());
        return render(text(key + ".subject"), List.of(new Entry(text(key + ".text"), facts)), link);
    }

    /** A digest; every reminder of it is for the same person. */
    Text of(List<Reminder> reminders) {
        List<Entry> entries = reminders.stream().map(this::entry).toList();
        return render(text("mail.digest.subject"), entries, properties.link(TASKLIST));
    }

    /** What waits or happened, and its dates and numbers. */
    record Entry(String sentence, List<Fact> facts) {}

    /** One date, number or reference with its label. */
    record Fact(String label, String content) {}

    private Entry entry(Reminder reminder) {
        String phase = TAKES_PLACE.contains(reminder.about())
                ? "when"
                : reminder.phase().name().toLowerCase(Locale.ROOT);
        return new Entry(
                texts.getMessage("reminder." + reminder.about(), null, text("reminder.task"), Locale.UK),
                List.of(fact(phase, LondonWords.of(reminder.dueOn())), fact("reference", reminder.businessKey())));
    }

    private Text render(String subject, List<Entry> entries, String link) {
        Context context = new Context(Locale.UK, Map.of("subject", subject, "entries", entries, "link", link));
        return new Text(
                withoutControls(subject),
                templates.process("mail/notice.txt", context),
                templates.process("mail/notice", context));
    }

    private Fact fact(String labelKey, String content) {
        return new Fact(text("label." + labelKey), withoutControls(content));
    }

    private static String inWords(@Nullable Object content) {
        if (content instanceof LocalDate date) {
            return LondonWords.of(date);
        }
        if (content instanceof LocalDateTime local) {
            return LondonWords.of(local);
        }
        if (content instanceof Instant instant) {
            return LondonWords.of(instant);
        }
        return String.valueOf(content);
    }

    private String text(String key) {
        return texts.getMessage(key, null, Locale.UK);
    }

    /** A line break in a header would start another header. */
    private static String withoutControls(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private static MessageSource texts() {
        ResourceBundleMessageSource source = new ResourceBundleMessageSource();
        source.setBasename("mail-texts");
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        return source;
    }
}
