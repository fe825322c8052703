package org.supervision.onpaper;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.supervision.agreement.MeetingMode;
import org.supervision.agreement.PaperTerms;
import org.supervision.agreement.Parties;
import org.supervision.agreement.RecordAuthor;
import org.supervision.agreement.TermRules;
import org.supervision.calendar.London;
import org.supervision.persistence.CsvTable;
import org.supervision.taskform.FormErrors;

/**
 * An agreement on paper as a line of the file has it: the terms by the names of the draft's form, who signed when, where
 * the scan is, and what was held and booked before. What is missing or cannot be read is null.
 *
 * @param number of the line, from 1
 * @param lastHeldOn London date
 * @param bookedSessions starts, in London, the earliest first
 */
record PaperLine(
        int number,
        TermRules.Draft draft,
        @Nullable String superviseeExpectations,
        @Nullable LocalDate signedOnBySupervisor,
        @Nullable LocalDate signedOnBySupervisee,
        @Nullable String scanReference,
        @Nullable LocalDate lastHeldOn,
        List<LocalDateTime> bookedSessions) {

    static final List<String> REQUIRED = List.of(
            "supervisor",
            "supervisee",
            "intervalWeeks",
            "usualLocation",
            "durationMinutes",
            "mode",
            "recordAuthor",
            "distributionWorkingDays",
            "expectations",
            "signedOnBySupervisor",
            "signedOnBySupervisee",
            "scanReference");

    private static final List<String> OPTIONAL = List.of(
            "modeReason",
            "coverSupervisor",
            "coverArrangements",
            "superviseeExpectations",
            "lastHeldOn",
            "bookedSessions");

    private static final Pattern BETWEEN = Pattern.compile("[;\\s]+");

    /** All columns that there may be. */
    static List<String> columns() {
        List<String> columns = new ArrayList<>(REQUIRED);
        columns.addAll(OPTIONAL);
        return List.copyOf(columns);
    }

    /** Reads a line; what cannot be read is among the errors, by column. */
    static PaperLine read(CsvTable.Line line, FormErrors errors) {
        return new PaperLine(
                line.number(),
                new TermRules.Draft(
                        Objects.requireNonNullElse(line.of("supervisor"), ""),
                        line.of("supervisee"),
                        number(line, "intervalWeeks", errors),
                        line.of("usualLocation"),
                        number(line, "durationMinutes", errors),
                        oneOf(line, "mode", MeetingMode.values(), errors),
                        line.of("modeReason"),
                        oneOf(line, "recordAuthor", RecordAuthor.values(), errors),
                        number(line, "distributionWorkingDays", errors),
                        line.of("coverSupervisor"),
                        line.of("coverArrangements"),
                        line.of("expectations")),
                line.of("superviseeExpectations"),
                date(line, "signedOnBySupervisor", errors),
                date(line, "signedOnBySupervisee", errors),
                line.of("scanReference"),
                date(line, "lastHeldOn", errors),
                starts(line, errors));
    }

    /** Whether all that must be there can be read. */
    boolean isComplete() {
        return Stream.of(
                        draft.supervisee(),
                        draft.intervalWeeks(),
                        draft.usualLocation(),
                        draft.durationMinutes(),
                        draft.mode(),
                        draft.recordAuthor(),
                        draft.distributionWorkingDays(),
                        signedOnBySupervisor,
                        signedOnBySupervisee,
                        scanReference)
                .allMatch(Objects::nonNull);
    }

    /** The two, once both are named. */
    Parties parties() {
        return new Parties(draft.supervisor(), Objects.requireNonNull(draft.supervisee()));
    }

    /** What both signed, once nothing is wrong with it. */
    PaperTerms paper() {
        return new PaperTerms(
                parties(),
                draft.terms(superviseeExpectations),
                Objects.requireNonNull(signedOnBySupervisor),
                Objects.requireNonNull(signedOnBySupervisee),
                Objects.requireNonNull(scanReference),
                lastHeldOn);
    }

    private static @Nullable Integer number(CsvTable.Line line, String column, FormErrors errors) {
        return parsed(line, column, Integer::valueOf, "Enter a whole number.", errors);
    }

    private static @Nullable LocalDate date(CsvTable.Line line, String column, FormErrors errors) {
        return parsed(line, column, LocalDate::parse, "Enter a date such as 2027-01-04.", errors);
    }

    private static <E extends Enum<E>> @Nullable E oneOf(
            CsvTable.Line line, String column, E[] values, FormErrors errors) {
        String names = String.join(", ", Arrays.stream(values).map(Enum::name).toList());
        return parsed(
                line,
                column,
                text -> Arrays.stream(values)
                        .filter(value -> value.name().equals(text.toUpperCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new),
                "Enter one of " + names + ".",
                errors);
    }

    private static List<LocalDateTime> starts(CsvTable.Line line, FormErrors errors) {
        List<LocalDateTime> starts = parsed(
                line,
                "bookedSessions",
                text -> BETWEEN.splitAsStream(text)
                        .filter(start -> !start.isEmpty())
                        .map(LocalDateTime::parse)
                        .sorted()
                        .toList(),
                "Enter when each starts, such as 2027-01-04T10:00, with a semicolon between two.",
                errors);
        List<LocalDateTime> all = starts == null ? List.of() : starts;
        all.forEach(start -> London.problemOf(start).ifPresent(problem -> errors.add("bookedSessions", problem)));
        return all;
    }

    private static <T> @Nullable T parsed(
            CsvTable.Line line, String column, Function<String, T> parser, String message, FormErrors errors) {
        String text = line.of(column);
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            errors.add(column, message);
            return null;
        }
    }
}
