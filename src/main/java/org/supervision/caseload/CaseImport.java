package org.supervision.caseload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.persistence.Csv;

/**
 * Keeps a supervisee's register by hand and by file (B7, F54). A file is taken as a whole or not at all; cases that it does
 * not have stay as they are, and what was reviewed stays with its case.
 */
@Service
@Transactional
public class CaseImport {

    private final CaseRegister register;
    private final WorkingCalendar calendar;

    CaseImport(CaseRegister register, WorkingCalendar calendar) {
        this.register = register;
        this.calendar = calendar;
    }

    /**
     * What a file changes. With problems, nothing else is filled.
     *
     * @param added references that are new
     * @param changed cases of which something changes
     * @param unchanged how many of the file stay as they are
     * @param notInFile references of the register that the file does not have: they stay
     * @param problems what is wrong in the file, in the order of its lines
     */
    public record Preview(
            List<String> added,
            List<Change> changed,
            int unchanged,
            List<String> notInFile,
            List<CaseProblem> problems) {}

    /** A case of which something changes. */
    public record Change(String reference, List<Difference> differences) {}

    /** A value that changes; empty where there is none. */
    public record Difference(String column, String before, String after) {}

    /** What was typed is wrong; nothing was taken. */
    public static final class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient List<CaseProblem> problems;

        RefusedException(List<CaseProblem> problems) {
            super("The register was not changed");
            this.problems = List.copyOf(problems);
        }

        /** What to put right. */
        public List<CaseProblem> problems() {
            return problems;
        }
    }

    /**
     * Adds a case.
     *
     * @throws RefusedException if something is wrong with it
     */
    public WorkCase add(String supervisee, CaseValues values) {
        CaseLine line = checked(values);
        if (register.find(supervisee, line.reference()).isPresent()) {
            throw new RefusedException(List.of(new CaseProblem(0, "reference", "This case is in the register.")));
        }
        return register.add(supervisee, line);
    }

    /**
     * Changes a case of this supervisee; its reference stays what it is.
     *
     * @return nothing where the supervisee has no such case
     * @throws RefusedException if something is wrong with it
     */
    public Optional<WorkCase> change(String supervisee, long caseId, CaseValues values) {
        return register.of(supervisee).stream()
                .filter(one -> one.requireId() == caseId)
                .findFirst()
                .map(one -> register.change(
                        caseId,
                        checked(new CaseValues(
                                one.reference(),
                                values.initials(),
                                values.type(),
                                values.priority(),
                                values.openedOn() == null ? one.openedOn().toString() : values.openedOn(),
                                values.closedOn()))));
    }

    private CaseLine checked(CaseValues values) {
        List<CaseProblem> problems = new ArrayList<>();
        return values.checked(0, calendar.today(), problems).orElseThrow(() -> new RefusedException(problems));
    }

    /** The register as a file: {@code reference, initials, type, priority, openedOn, closedOn}, with a header. */
    public String export(String supervisee) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(CaseValues.COLUMNS);
        register.of(supervisee)
                .forEach(one -> rows.add(CaseValues.of(one.line()).cells()));
        return Csv.write(rows);
    }

    /** What a file would change. */
    @Transactional(readOnly = true)
    public Preview preview(String supervisee, byte[] csv) {
        return plan(supervisee, csv).preview();
    }

    /** Takes a file, if nothing is wrong with it. */
    public Preview apply(String supervisee, byte[] csv) {
        Plan plan = plan(supervisee, csv);
        plan.added().forEach(line -> register.add(supervisee, line));
        plan.changed().forEach(register::change);
        return plan.preview();
    }

    private record Plan(Preview preview, List<CaseLine> added, Map<Long, CaseLine> changed) {}

    private Plan plan(String supervisee, byte[] csv) {
        List<CaseProblem> problems = new ArrayList<>();
        Map<String, WorkCase> known = new LinkedHashMap<>();
        register.of(supervisee).forEach(one -> known.put(one.reference(), one));
        Map<String, CaseLine> lines = read(csv, known, problems);
        if (!problems.isEmpty()) {
            return new Plan(new Preview(List.of(), List.of(), 0, List.of(), problems), List.of(), Map.of());
        }
        List<CaseLine> added = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        Map<Long, CaseLine> changed = new LinkedHashMap<>();
        for (CaseLine line : lines.values()) {
            WorkCase before = known.get(line.reference());
            if (before == null) {
                added.add(line);
            } else if (!before.line().equals(line)) {
                changes.add(new Change(line.reference(), differences(before.line(), line)));
                changed.put(before.requireId(), line);
            }
        }
        Preview preview = new Preview(
                added.stream().map(CaseLine::reference).toList(),
                changes,
                lines.size() - added.size() - changes.size(),
                known.keySet().stream()
                        .filter(reference -> !lines.containsKey(reference))
                        .toList(),
                List.of());
        return new Plan(preview, added, changed);
    }

    private static List<Difference> differences(CaseLine before, CaseLine after) {
        List<String> old = CaseValues.of(before).cells();
        List<String> now = CaseValues.of(after).cells();
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < CaseValues.COLUMNS.size(); i++) {
            if (!old.get(i).equals(now.get(i))) {
                differences.add(new Difference(CaseValues.COLUMNS.get(i), old.get(i), now.get(i)));
            }
        }
        return differences;
    }

    private Map<String, CaseLine> read(byte[] csv, Map<String, WorkCase> known, List<CaseProblem> problems) {
        Csv.Content content = Csv.read(csv);
        Map<String, Integer> positions = new HashMap<>();
        Map<String, CaseLine> lines = new LinkedHashMap<>();
        boolean header = true;
        for (Csv.Row row : content.rows()) {
            if (header) {
                readHeader(row, positions, problems);
                header = false;
                if (!problems.isEmpty()) {
                    return lines;
                }
            } else {
                readLine(row, positions, known, lines, problems);
            }
        }
        if (content.fault() != null) {
            problems.add(
                    new CaseProblem(content.fault().line(), "", content.fault().message()));
        } else if (lines.isEmpty() && problems.isEmpty()) {
            problems.add(new CaseProblem(1, "", "There is no case in the file."));
        }
        return lines;
    }

    private static void readHeader(Csv.Row row, Map<String, Integer> positions, List<CaseProblem> problems) {
        for (int i = 0; i < row.cells().size(); i++) {
            String title = row.cells().get(i);
            Optional<String> column = CaseValues.COLUMNS.stream()
                    .filter(name -> name.equalsIgnoreCase(title))
                    .findFirst();
            if (column.isEmpty()) {
                problems.add(new CaseProblem(
                        row.line(),
                        "",
                        "Column %d is none of these: %s.".formatted(i + 1, String.join(", ", CaseValues.COLUMNS))));
            } else if (positions.put(column.get(), i) != null) {
                problems.add(new CaseProblem(row.line(), column.get(), "This column is there twice."));
            }
        }
        if (problems.isEmpty() && !positions.containsKey("reference")) {
            problems.add(new CaseProblem(row.line(), "reference", "This column is missing."));
        }
    }

    private void readLine(
            Csv.Row row,
            Map<String, Integer> positions,
            Map<String, WorkCase> known,
            Map<String, CaseLine> lines,
            List<CaseProblem> problems) {
        if (row.cells().stream().allMatch(String::isEmpty)) {
            return;
        }
        if (row.cells().size() != positions.size()) {
            problems.add(new CaseProblem(
                    row.line(),
                    "",
                    "There are %d values, but %d columns.".formatted(row.cells().size(), positions.size())));
            return;
        }
        values(row, positions, known)
                .checked(row.line(), calendar.today(), problems)
                .ifPresent(line -> {
                    boolean twice = lines.keySet().stream()
                            .anyMatch(reference -> reference
                                    .toLowerCase(Locale.ROOT)
                                    .equals(line.reference().toLowerCase(Locale.ROOT)));
                    if (twice) {
                        problems.add(new CaseProblem(row.line(), "reference", "This case is in the file twice."));
                    }
                    lines.put(line.reference(), line);
                });
    }

    /** What a line says; of a column that the file lacks, what the register has. */
    private static CaseValues values(Csv.Row row, Map<String, Integer> positions, Map<String, WorkCase> known) {
        WorkCase before = known.get(row.cells().get(Objects.requireNonNull(positions.get("reference"))));
        List<String> old = before == null
                ? Collections.nCopies(CaseValues.COLUMNS.size(), "")
                : CaseValues.of(before.line()).cells();
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < CaseValues.COLUMNS.size(); i++) {
            Integer position = positions.get(CaseValues.COLUMNS.get(i));
            cells.add(position == null ? old.get(i) : row.cells().get(position));
        }
        String opened = cells.get(4).isEmpty() ? old.get(4) : cells.get(4);
        return new CaseValues(cells.get(0), cells.get(1), cells.get(2), cells.get(3), opened, cells.get(5));
    }
}
