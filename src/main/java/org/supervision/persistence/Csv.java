package org.supervision.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Files of comma-separated values, as spreadsheets write and read them. What a spreadsheet would take for a formula gets
 * an apostrophe before it when written, and loses it when read, so that a file that was written here comes back as it was
 * (F113).
 */
public final class Csv {

    private static final Pattern FORMULA = Pattern.compile("['\\s]*[=+@\\t\\r-].*", Pattern.DOTALL);

    private static final CsvMapper WRITER = CsvMapper.builder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .build();

    private Csv() {}

    /**
     * One line of a file that is not empty.
     *
     * @param line its number, from 1, where it begins
     */
    public record Row(int line, List<String> cells) {

        public Row {
            cells = List.copyOf(cells);
        }
    }

    /** A place from which on a file cannot be read. */
    public record Fault(int line, String message) {}

    /**
     * What a file holds.
     *
     * @param rows up to the fault, if there is one; white space around values is gone
     * @param fault null where all of it can be read
     */
    public record Content(List<Row> rows, @Nullable Fault fault) {

        public Content {
            rows = List.copyOf(rows);
        }
    }

    /** Reads UTF-8 text, with or without a byte order mark. */
    public static Content read(byte[] file) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return read(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return new Content(List.of(), new Fault(1, "the file is not UTF-8 text; save it as \"CSV UTF-8\""));
        }
    }

    private static Content read(String text) {
        List<Row> rows = new ArrayList<>();
        int line = 1;
        try (CsvParser parser = new CsvMapper()
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .getFactory()
                .createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.START_ARRAY) {
                    continue;
                }
                line = parser.currentLocation().getLineNr();
                List<String> cells = new ArrayList<>();
                while (parser.nextToken() == JsonToken.VALUE_STRING) {
                    if (cells.isEmpty()) {
                        line = parser.currentTokenLocation().getLineNr();
                    }
                    cells.add(asMeant(parser.getText().strip()));
                }
                rows.add(new Row(line, cells));
            }
            return new Content(rows, null);
        } catch (JsonProcessingException e) {
            return new Content(rows, new Fault(line, "no CSV: " + e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes rows as UTF-8 text that spreadsheets open as it is meant, each value in quotation marks where it needs them. */
    public static String write(List<List<String>> rows) {
        try {
            return "\uFEFF"
                    + WRITER.writeValueAsString(rows.stream()
                            .map(row -> row.stream().map(Csv::harmless).toList())
                            .toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Rows of text can be written");
        }
    }

    /**
     * Writes one row after others, for files that are not kept in memory.
     *
     * @param first whether the file begins with it
     */
    public static void append(Appendable file, List<String> row, boolean first) throws IOException {
        String text = write(List.of(row));
        file.append(first ? text : text.substring(1));
    }

    private static String harmless(String cell) {
        return FORMULA.matcher(cell).matches() ? "'" + cell : cell;
    }

    private static String asMeant(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
