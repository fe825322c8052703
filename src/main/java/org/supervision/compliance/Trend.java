package org.supervision.compliance;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.compliance.ComplianceReport.Line;

/** Twelve months of a service: those that were counted when they were over, and the present one as it stands now. */
@Component
@Transactional(readOnly = true)
public class Trend {

    /** How many months it shows, the present one included. */
    public static final int MONTHS = 12;

    private static final Set<Figure> NEWER =
            EnumSet.of(Figure.DUE, Figure.DUE_BY_NOW, Figure.ON_TIME, Figure.ESCALATED);

    private final ComplianceReports reports;
    private final WorkingCalendar calendar;

    Trend(ComplianceReports reports, WorkingCalendar calendar) {
        this.reports = reports;
        this.calendar = calendar;
    }

    /**
     * A month.
     *
     * @param figures what was counted; null where nothing was
     * @param uncounted what was not counted yet when the month was
     * @param inProgress whether it is not over
     */
    public record Month(YearMonth month, @Nullable Figures figures, Set<Figure> uncounted, boolean inProgress) {}

    /**
     * The months, the earliest first, from the first that was counted on.
     *
     * @param supervisors user ids; whose agreements count
     * @param now what the present month has brought so far
     */
    public List<Month> of(Collection<String> supervisors, Figures now) {
        YearMonth present = YearMonth.from(calendar.today());
        SortedMap<YearMonth, List<Line>> counted = reports.since(present.minusMonths(MONTHS - 1L));
        List<Month> months = new ArrayList<>();
        if (!counted.isEmpty()) {
            for (YearMonth month = counted.firstKey(); month.isBefore(present); month = month.plusMonths(1)) {
                months.add(month(
                        month,
                        counted.getOrDefault(month, List.of()).stream()
                                .filter(line -> supervisors.contains(line.supervisor()))
                                .toList()));
            }
        }
        months.add(new Month(present, now, EnumSet.noneOf(Figure.class), true));
        return months;
    }

    /** Whether it was not counted from the first month on. */
    public static boolean isNewer(Figure figure) {
        return NEWER.contains(figure);
    }

    private static Month month(YearMonth month, List<Line> lines) {
        boolean newer = lines.stream().allMatch(line -> line.due() != null);
        return new Month(
                month,
                lines.isEmpty()
                        ? null
                        : Figures.sum(lines.stream().map(Trend::figures).toList()),
                newer ? EnumSet.noneOf(Figure.class) : NEWER,
                false);
    }

    /** What was kept of a supervisor in a month. */
    public static Figures figures(Line line) {
        Map<Figure, Integer> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.SUPERVISIONS, line.agreements());
        figures.put(Figure.IN_TIME, line.inTime());
        figures.put(Figure.HELD, line.held());
        figures.put(Figure.HELD_UNSIGNED, line.unconfirmed());
        figures.put(Figure.MISSED, line.missed());
        figures.put(Figure.RECORDS_DUE, line.recordsDue());
        figures.put(Figure.RECORDS_ON_TIME, line.recordsOnTime());
        figures.put(Figure.CASES_OPEN, line.casesOpen());
        figures.put(Figure.UNSIGNED, line.unsigned());
        figures.put(Figure.UNBOOKED, line.unbooked());
        if (line.due() != null && line.onTime() != null && line.escalated() != null) {
            figures.put(Figure.DUE, line.due());
            figures.put(Figure.DUE_BY_NOW, line.due());
            figures.put(Figure.ON_TIME, line.onTime());
            figures.put(Figure.ESCALATED, line.escalated());
        }
        return new Figures(figures);
    }
}
