package org.supervision.people;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.supervision.persistence.Csv;

/** Reads a people file line by line: is each value what its column asks for? What lines say of each other is not its business. */
class PeopleCsv {

    /** The columns by their names in the header, in any order and case. */
    enum Column {
        USER_ID("userId", true),
        NAME("name", true),
        MAIL("mail", true),
        LINE_MANAGER("lineManager", true),
        SERVICE("service", true),
        ROLE("role", true),
        WORKER_TYPE("workerType", true),
        STARTED_ON("startedOn", true),
        WORKING_DAYS("workingDays", false),
        FTE("fte", false),
        DEPUTY("deputy", false),
        DEPUTY_FROM("deputyFrom", false),
        DEPUTY_UNTIL("deputyUntil", false),
        LEAVING_ON("leavingOn", false),
        SITE_MODE("siteMode", false),
        ABSENT_FROM("absentFrom", false),
        ABSENT_UNTIL("absentUntil", false);

        private final String title;
        private final boolean required;

        Column(String title, boolean required) {
            this.title = title;
            this.required = required;
        }

        String title() {
            return title;
        }

        static Optional<Column> of(String title) {
            return Arrays.stream(values())
                    .filter(column -> column.title.equalsIgnoreCase(title.strip()))
                    .findFirst();
        }
    }

    /** A person and the line that tells of them. */
    record Line(int number, Person person) {}

    private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final Pattern MAIL = Pattern.compile(
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9-]+\\.)+[A-Za-z]{2,}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern FTE = Pattern.compile("1(\\.0{1,2})?|0?\\.[0-9]{1,2}");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_MAIL = 254;
    private static final int LONGEST_SERVICE = 100;

    private final List<Line> lines = new ArrayList<>();
    private final List<ImportProblem> problems = new ArrayList<>();
    private final Map<Column, Integer> positions = new HashMap<>();
    private int width;

    private PeopleCsv() {}

    /** Reads a file of UTF-8 text with a header; what is wrong is among the {@link #problems}. */
    static PeopleCsv read(byte[] file) {
        PeopleCsv csv = new PeopleCsv();
        Csv.Content content = Csv.read(file);
        csv.readLines(content.rows());
        if (content.fault() != null) {
            csv.problem(content.fault().line(), "", content.fault().message());
        } else if (content.rows().isEmpty()) {
            csv.problem(1, "", "the file is empty; its first line must name the columns");
        }
        return csv;
    }

    List<Line> lines() {
        return lines;
    }

    List<ImportProblem> problems() {
        return problems;
    }

    private void readLines(List<Csv.Row> rows) {
        boolean header = true;
        for (Csv.Row row : rows) {
            if (header) {
                readHeader(row.line(), row.cells());
                header = false;
            } else if (!positions.isEmpty()) {
                readLine(row.line(), row.cells());
            }
        }
    }

    private void readHeader(int number, List<String> cells) {
        width = cells.size();
        for (int i = 0; i < cells.size(); i++) {
            Optional<Column> column = Column.of(cells.get(i));
            if (column.isEmpty()) {
                problem(number, "", "there is no column " + cells.get(i));
            } else if (positions.put(column.get(), i) != null) {
                problem(number, column.get().title(), "stands there twice");
            }
        }
        for (Column column : Column.values()) {
            if (column.required && !positions.containsKey(column)) {
                problem(number, column.title(), "this column is missing");
            }
        }
        if (!problems.isEmpty()) {
            positions.clear();
        }
    }

    private void readLine(int number, List<String> cells) {
        if (cells.stream().allMatch(String::isEmpty)) {
            return;
        }
        if (cells.size() != width) {
            problem(number, "", "has " + cells.size() + " values, but there are " + width + " columns");
            return;
        }
        int before = problems.size();
        Cells row = new Cells(number, cells);
        String userId = row.text(Column.USER_ID, 64);
        if (!userId.isEmpty() && !USER_ID.matcher(userId).matches()) {
            problem(number, Column.USER_ID.title(), "only letters, digits, dots, hyphens, underscores and @");
        }
        String name = row.text(Column.NAME, LONGEST_NAME);
        String mail = row.text(Column.MAIL, LONGEST_MAIL);
        if (!mail.isEmpty() && !MAIL.matcher(mail).matches()) {
            problem(number, Column.MAIL.title(), mail + " is not a mail address");
        }
        String service = row.text(Column.SERVICE, LONGEST_SERVICE);
        Role role = row.oneOf(Column.ROLE, Role.class, null);
        WorkerType workerType = row.oneOf(Column.WORKER_TYPE, WorkerType.class, null);
        LocalDate startedOn = row.date(Column.STARTED_ON);
        if (startedOn == null && row.value(Column.STARTED_ON).isEmpty()) {
            problem(number, Column.STARTED_ON.title(), "is missing");
        }
        WorkingPattern pattern = row.workingPattern();
        String deputy = row.optional(Column.DEPUTY);
        LocalDate deputyFrom = row.date(Column.DEPUTY_FROM);
        LocalDate deputyUntil = row.date(Column.DEPUTY_UNTIL);
        if (deputy != null
                && deputyFrom == null
                && row.value(Column.DEPUTY_FROM).isEmpty()) {
            problem(number, Column.DEPUTY_FROM.title(), "is missing: from which day does " + deputy + " act?");
        }
        if (deputy == null && !(row.value(Column.DEPUTY_FROM) + row.value(Column.DEPUTY_UNTIL)).isEmpty()) {
            problem(number, Column.DEPUTY.title(), "is missing, but there are dates for it");
        }
        if (deputyFrom != null && deputyUntil != null && deputyUntil.isBefore(deputyFrom)) {
            problem(number, Column.DEPUTY_UNTIL.title(), deputyUntil + " is before " + deputyFrom);
        }
        LocalDate leavingOn = row.date(Column.LEAVING_ON);
        if (startedOn != null && leavingOn != null && leavingOn.isBefore(startedOn)) {
            problem(number, Column.LEAVING_ON.title(), leavingOn + " is before the first day " + startedOn);
        }
        Person.Away away = away(row, number);
        SiteMode siteMode = row.oneOf(Column.SITE_MODE, SiteMode.class, SiteMode.FIELDWORK);
        String lineManager = row.optional(Column.LINE_MANAGER);
        if (problems.size() == before
                && role != null
                && workerType != null
                && startedOn != null
                && pattern != null
                && siteMode != null) {
            lines.add(new Line(
                    number,
                    new Person(
                            userId,
                            name,
                            mail,
                            lineManager,
                            service,
                            role,
                            workerType,
                            startedOn,
                            pattern,
                            deputy,
                            deputyFrom,
                            deputyUntil,
                            leavingOn,
                            siteMode,
                            away)));
        }
    }

    private Person.@Nullable Away away(Cells row, int number) {
        LocalDate from = row.date(Column.ABSENT_FROM);
        LocalDate until = row.date(Column.ABSENT_UNTIL);
        if (from != null && until != null && until.isBefore(from)) {
            problem(number, Column.ABSENT_UNTIL.title(), until + " is before " + from);
        } else if (from == null
                && until != null
                && row.value(Column.ABSENT_FROM).isEmpty()) {
            problem(number, Column.ABSENT_FROM.title(), "is missing, but there is a last day");
        }
        return from == null ? null : new Person.Away(from, until);
    }

    private void problem(int line, String column, String message) {
        problems.add(new ImportProblem(line, column, message));
    }

    /** The values of one line. */
    private final class Cells {

        private final int number;
        private final List<String> values;

        Cells(int number, List<String> values) {
            this.number = number;
            this.values = values;
        }

        String value(Column column) {
            Integer position = positions.get(column);
            return position == null ? "" : values.get(position);
        }

        @Nullable
        String optional(Column column) {
            String value = value(column);
            return value.isEmpty() ? null : value;
        }

        String text(Column column, int longest) {
            String value = value(column);
            if (value.isEmpty()) {
                problem(number, column.title(), "is missing");
            } else if (value.length() > longest) {
                problem(number, column.title(), "has more than " + longest + " characters");
            } else if (CONTROL.matcher(value).find()) {
                problem(number, column.title(), "has a line break or another control character in it");
            }
            return value;
        }

        @Nullable
        LocalDate date(Column column) {
            String value = value(column);
            if (value.isEmpty()) {
                return null;
            }
            try {
                return LocalDate.parse(value);
            } catch (DateTimeParseException e) {
                problem(number, column.title(), value + " is not a date such as 2027-01-04");
                return null;
            }
        }

        <E extends Enum<E>> @Nullable E oneOf(Column column, Class<E> type, @Nullable E otherwise) {
            String value = value(column);
            if (value.isEmpty() && otherwise != null) {
                return otherwise;
            }
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(value.toUpperCase(Locale.ROOT))) {
                    return constant;
                }
            }
            problem(
                    number,
                    column.title(),
                    (value.isEmpty() ? "is missing; " : value + " is unknown; ") + "one of "
                            + String.join(
                                    ", ",
                                    Arrays.stream(type.getEnumConstants())
                                            .map(Enum::name)
                                            .toList()));
            return null;
        }

        @Nullable
        WorkingPattern workingPattern() {
            WorkingPattern pattern = WorkingPattern.FULL_TIME;
            String days = value(Column.WORKING_DAYS);
            if (!days.isEmpty()) {
                try {
                    pattern = new WorkingPattern(PersonRows.days(days), pattern.ftePercent());
                } catch (IllegalArgumentException e) {
                    problem(number, Column.WORKING_DAYS.title(), "must be days such as MON TUE WED, each once");
                    return null;
                }
            }
            String fte = value(Column.FTE);
            if (fte.isEmpty()) {
                return pattern;
            }
            int percent = FTE.matcher(fte).matches() ? (int) Math.round(Double.parseDouble(fte) * 100) : 0;
            if (percent == 0) {
                problem(number, Column.FTE.title(), fte + " is not a share of full time such as 0.6 or 1");
                return null;
            }
            return new WorkingPattern(pattern.days(), percent);
        }
    }
}
