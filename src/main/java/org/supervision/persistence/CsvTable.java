package org.supervision.persistence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file of comma-separated values whose first line names the columns, in any order and case. */
public final class CsvTable {

    private final Map<String, Integer> positions = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private CsvTable() {}

    /** One line of the file that is not empty; its number counts from 1. */
    public record Line(int number, Map<String, String> values) {

        /** What stands in this column; null where nothing does. */
        public @Nullable String of(String column) {
            String value = values.getOrDefault(column, "");
            return value.isEmpty() ? null : value;
        }
    }

    /**
     * Something for which a line, or the file, cannot be read.
     *
     * @param column name of the column, or empty where it is the whole line
     */
    public record Problem(int line, String column, String message) {}

    /**
     * Reads UTF-8 text.
     *
     * @param columns those that there may be
     * @param required those that there must be
     */
    public static CsvTable read(byte[] file, Collection<String> columns, Collection<String> required) {
        CsvTable table = new CsvTable();
        Csv.Content content = Csv.read(file);
        boolean header = true;
        for (Csv.Row row : content.rows()) {
            if (header) {
                table.readHeader(row, columns, required);
                header = false;
            } else if (!table.positions.isEmpty()) {
                table.readLine(row);
            }
        }
        if (content.fault() != null) {
            table.problem(content.fault().line(), "", content.fault().message());
        } else if (table.lines.isEmpty() && table.problems.isEmpty()) {
            table.problem(1, "", "There is nothing in the file below its first line.");
        }
        return table;
    }

    /** The lines that can be read. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /** What cannot be read, in the order of the lines. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    private void readHeader(Csv.Row row, Collection<String> columns, Collection<String> required) {
        for (int i = 0; i < row.cells().size(); i++) {
            String title = row.cells().get(i);
            Optional<String> column = columns.stream()
                    .filter(name -> name.equalsIgnoreCase(title))
                    .findFirst();
            if (column.isEmpty()) {
                problem(row.line(), "", "Column %d is none of these: %s.".formatted(i + 1, String.join(", ", columns)));
            } else if (positions.put(column.get(), i) != null) {
                problem(row.line(), column.get(), "This column is there twice.");
            }
        }
        required.stream()
                .filter(name -> !positions.containsKey(name))
                .forEach(name -> problem(row.line(), name, "This column is missing."));
        if (!problems.isEmpty()) {
            positions.clear();
        }
    }

    private void readLine(Csv.Row row) {
        if (row.cells().stream().allMatch(String::isEmpty)) {
            return;
        }
        if (row.cells().size() != positions.size()) {
            problem(
                    row.line(),
                    "",
                    "There are %d values, but %d columns.".formatted(row.cells().size(), positions.size()));
            return;
        }
        Map<String, String> values = new HashMap<>();
        positions.forEach((column, position) -> values.put(column, row.cells().get(position)));
        lines.add(new Line(row.line(), values));
    }

    private void problem(int line, String column, String message) {
        problems.add(new Problem(line, column, message));
    }
}
