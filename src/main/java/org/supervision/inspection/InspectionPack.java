package org.supervision.inspection;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.inspection.PackTables.Request;
import org.supervision.inspection.PackTables.Table;
import org.supervision.persistence.Csv;

/**
 * Packs what an inspection asks for of a period: business keys, dates, states and counts, so that an inspector can see the
 * whole and name the files to be shown. Nobody's name or user id is in it, no word of anybody's, and not who was away (F110).
 */
@Service
public class InspectionPack {

    private static final String INDEX = "README.txt";
    private static final int WIDTH = 100;

    private final PackTables tables;
    private final WorkingCalendar calendar;

    InspectionPack(PackTables tables, WorkingCalendar calendar) {
        this.tables = tables;
        this.calendar = calendar;
    }

    /**
     * Writes a pack as a ZIP of an index and UTF-8 tables, row by row. The same data make the same file, to the byte.
     *
     * @param supervisors user ids; whose agreements it tells of
     * @param whole whether these are all
     */
    @Transactional(readOnly = true)
    public void write(PackPeriod period, Collection<String> supervisors, boolean whole, OutputStream out)
            throws IOException {
        Request request = tables.request(period, supervisors, whole);
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        Writer text = new OutputStreamWriter(zip, StandardCharsets.UTF_8);
        begin(zip, period, INDEX);
        text.write(index(request));
        end(zip, text);
        for (Table table : tables.all()) {
            begin(zip, period, table.name());
            Csv.append(text, table.headings(), true);
            table.writer().write(request, cells -> Csv.append(text, cells, false));
            end(zip, text);
        }
        zip.finish();
    }

    private static void begin(ZipOutputStream zip, PackPeriod period, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(period.last().atStartOfDay());
        zip.putNextEntry(entry);
    }

    private static void end(ZipOutputStream zip, Writer text) throws IOException {
        text.flush();
        zip.closeEntry();
    }

    private String index(Request request) {
        StringBuilder index = new StringBuilder();
        index.append("Supervision: inspection pack\n\n")
                .append("Period: ")
                .append(LondonWords.of(request.period().first()))
                .append(" to ")
                .append(LondonWords.of(request.period().last()))
                .append("\nAs it stood on: ")
                .append(LondonWords.of(calendar.today()))
                .append("\nOf: ")
                .append(request.whole() ? "the whole service" : "the teams in one manager's line")
                .append("\n\n");
        paragraph(
                index,
                "",
                "Nobody's name is in this pack. Agreements, sessions and cases have the keys by which the council finds them. All"
                        + " dates are London dates, and \"due on\" means by the end of that day. Files of comma-separated values"
                        + " are UTF-8. An agreement counts with whoever supervises it now. Where a value would be read as a formula"
                        + " by a spreadsheet, an apostrophe stands before it.");
        index.append('\n');
        for (Table table : tables.all()) {
            index.append(table.name()).append('\n');
            paragraph(index, "    ", table.words());
            index.append('\n');
        }
        index.append("Complaints\n");
        paragraph(index, "    ", "None are in this pack: the council keeps them elsewhere.");
        return index.toString();
    }

    /** Breaks a text into lines. */
    private static void paragraph(StringBuilder index, String indent, String words) {
        StringBuilder line = new StringBuilder(indent);
        for (String word : List.of(words.split(" "))) {
            if (line.length() + word.length() >= WIDTH) {
                index.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(indent);
            }
            line.append(word).append(' ');
        }
        index.append(line.toString().stripTrailing()).append('\n');
    }
}
