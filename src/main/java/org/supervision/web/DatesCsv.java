package org.supervision.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.util.List;
import java.util.Map;
import org.supervision.session.SupervisionDates;

/** A log of dates for a spreadsheet, in which no cell is a formula. */
final class DatesCsv {

    private static final CsvSchema COLUMNS = CsvSchema.builder()
            .addColumn("date")
            .addColumn("what")
            .addColumn("detail")
            .build()
            .withHeader();

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private DatesCsv() {}

    static String of(List<SupervisionDates.Line> lines) {
        try {
            return new CsvMapper()
                    .writer(COLUMNS)
                    .writeValueAsString(lines.stream()
                            .map(line -> Map.of(
                                    "date", line.on().toString(),
                                    "what", harmless(line.what()),
                                    "detail", harmless(line.detail())))
                            .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Text is always written", e);
        }
    }

    /** What a spreadsheet would compute gets an apostrophe, as a spreadsheet itself marks text. */
    static String harmless(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
