package org.supervision.caseload;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of the register as somebody wrote it, on the page or in a file; all of it text, none of it checked yet.
 *
 * @param reference as in the case system
 * @param initials up to four letters; absent or empty for none
 * @param type {@code CASE}, the default, or {@code PIECE_OF_WORK}
 * @param priority {@code true}, {@code yes} or {@code 1} for a priority; {@code false}, {@code no}, {@code 0} or nothing
 * @param openedOn a date such as {@code 2027-01-04}; today when left out
 * @param closedOn the same; empty while open
 */
public record CaseValues(
        @Nullable String reference,
        @Nullable String initials,
        @Nullable String type,
        @Nullable String priority,
        @Nullable String openedOn,
        @Nullable String closedOn) {

    /** What the columns of the file are called, in their order. */
    static final List<String> COLUMNS = List.of("reference", "initials", "type", "priority", "openedOn", "closedOn");

    static CaseValues of(CaseLine line) {
        return new CaseValues(
                line.reference(),
                line.initials(),
                line.caseType().name(),
                String.valueOf(line.priority()),
                line.openedOn().toString(),
                line.closedOn() == null ? null : line.closedOn().toString());
    }

    List<String> cells() {
        return List.of(text(reference), text(initials), text(type), text(priority), text(openedOn), text(closedOn));
    }

    /** The line that these values make; empty where something is wrong, which is added to the problems. */
    Optional<CaseLine> checked(int line, LocalDate today, List<CaseProblem> problems) {
        List<CaseProblem> found = new ArrayList<>();
        String wanted = text(reference);
        if (wanted.isEmpty()) {
            found.add(new CaseProblem(line, "reference", "Enter the case’s reference."));
        } else {
            CaseReference.problemOf(wanted)
                    .ifPresent(message -> found.add(new CaseProblem(line, "reference", message)));
        }
        String letters = text(initials);
        if (!letters.isEmpty()) {
            CaseReference.problemOfInitials(letters)
                    .ifPresent(message -> found.add(new CaseProblem(line, "initials", message)));
        }
        CaseType kind = type(line, found);
        boolean pressing = priority(line, found);
        LocalDate opened = date(openedOn, line, "openedOn", found);
        LocalDate closed = date(closedOn, line, "closedOn", found);
        LocalDate first = opened == null ? today : opened;
        if (closed != null && closed.isBefore(first)) {
            found.add(new CaseProblem(line, "closedOn", "This is before it was opened."));
        }
        problems.addAll(found);
        return found.isEmpty()
                ? Optional.of(new CaseLine(
                        wanted,
                        letters.isEmpty() ? null : letters.toUpperCase(Locale.ROOT),
                        kind,
                        pressing,
                        first,
                        closed))
                : Optional.empty();
    }

    private CaseType type(int line, List<CaseProblem> problems) {
        String wanted = text(type).toUpperCase(Locale.ROOT).replace(' ', '_');
        for (CaseType kind : CaseType.values()) {
            if (kind.name().equals(wanted)) {
                return kind;
            }
        }
        if (!wanted.isEmpty()) {
            problems.add(new CaseProblem(line, "type", "Enter CASE or PIECE_OF_WORK."));
        }
        return CaseType.CASE;
    }

    private boolean priority(int line, List<CaseProblem> problems) {
        return switch (text(priority).toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> true;
            case "", "false", "no", "0" -> false;
            default -> {
                problems.add(new CaseProblem(line, "priority", "Enter yes or no."));
                yield false;
            }
        };
    }

    private static @Nullable LocalDate date(
            @Nullable String written, int line, String column, List<CaseProblem> problems) {
        if (text(written).isEmpty()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text(written));
            if (day.getYear() >= 1990 && day.getYear() < 2100) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        problems.add(new CaseProblem(line, column, "Enter a date such as 2027-01-04."));
        return null;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
