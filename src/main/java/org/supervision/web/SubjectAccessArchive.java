package org.supervision.web;

import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
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
import org.supervision.disclosure.BundleContent.Part;
import org.supervision.notification.LondonWords;
import org.supervision.persistence.Documents;
import org.supervision.subjectaccess.SubjectAccessAnswer;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Packs the answer to a request for somebody's own data: a page to read, and the same as JSON and CSV. */
@Component
class SubjectAccessArchive {

    private static final CsvSchema CSV = CsvSchema.builder()
            .addColumn("item")
            .addColumn("heading")
            .addColumn("text")
            .build()
            .withHeader();

    /** What a spreadsheet takes for a formula when it stands at the beginning of a cell. */
    private static final String FORMULA = "=+-@\t\r\n";

    private final ITemplateEngine templates;
    private final CsvMapper csv;

    SubjectAccessArchive(ITemplateEngine templates) {
        this.templates = templates;
        csv = CsvMapper.builder()
                .enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS)
                .build();
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

    private String table(SubjectAccessAnswer answer) throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (SubjectAccessAnswer.Item item : answer.items()) {
            for (Part part : item.parts()) {
                rows.add(new String[] {harmless(item.title()), harmless(part.label()), harmless(part.text())});
            }
        }
        return csv.writer(CSV).writeValueAsString(rows);
    }

    /** The text as a spreadsheet shows it and doesn't run it. */
    static String harmless(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
