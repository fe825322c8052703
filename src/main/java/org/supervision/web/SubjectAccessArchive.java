package org.supervision.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import org.supervision.calendar.LondonWords;
import org.supervision.disclosure.BundleContent.Part;
import org.supervision.persistence.Csv;
import org.supervision.persistence.Documents;
import org.supervision.subjectaccess.SubjectAccessAnswer;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Packs the answer to a request for somebody's own data: a page to read, and the same as JSON and CSV. */
@Component
class SubjectAccessArchive {

    private static final List<String> HEADINGS = List.of("item", "heading", "text");

    private final ITemplateEngine templates;

    SubjectAccessArchive(ITemplateEngine templates) {
        this.templates = templates;
    }

    /** A ZIP of {@code index.html}, {@code data.json} and {@code data.csv}, in UTF-8. */
    byte[] of(SubjectAccessAnswer answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            add(zip, answer, "index.html", page(answer));
            add(zip, answer, "data.json", Documents.write(answer));
            add(zip, answer, "data.csv", table(answer));
        } catch (IOException e) {
            throw new UncheckedIOException("The answer cannot be packed", e);
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, SubjectAccessAnswer answer, String name, String text)
            throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(answer.releasedOn().atStartOfDay());
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private String page(SubjectAccessAnswer answer) {
        Context context = new Context(Locale.UK);
        context.setVariable("answer", answer);
        context.setVariable("receivedOn", LondonWords.of(answer.receivedOn()));
        context.setVariable("releasedOn", LondonWords.of(answer.releasedOn()));
        return templates.process("pages/subject-access-export", context);
    }

    static String table(SubjectAccessAnswer answer) {
        List<List<String>> rows = new ArrayList<>(List.of(HEADINGS));
        for (SubjectAccessAnswer.Item item : answer.items()) {
            for (Part part : item.parts()) {
                rows.add(List.of(item.title(), part.label(), part.text()));
            }
        }
        return Csv.write(rows);
    }
}
