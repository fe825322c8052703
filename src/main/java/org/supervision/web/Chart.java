package org.supervision.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A chart of one or two series by month, as shapes that a page draws: places and sizes in units of a drawing
 * {@value #WIDTH} wide and {@value #HEIGHT} high. The series differ by shape as well as by colour. A month without a value
 * has no mark.
 *
 * @param id names the chart in its page
 * @param description what there is to see, for whoever does not
 * @param legend the series' names, in order
 */
record Chart(
        String id,
        String title,
        String description,
        List<String> legend,
        List<Line> grid,
        List<Label> months,
        List<Stroke> strokes,
        List<Mark> marks,
        List<Bar> bars) {

    static final int WIDTH = 400;
    static final int HEIGHT = 200;

    private static final int LEFT = 38;
    private static final int RIGHT = WIDTH - 6;
    private static final int TOP = 16;
    private static final int BOTTOM = 164;
    private static final int STEPS = 4;
    private static final double BARS = 0.76;
    private static final int WIDEST_BAR = 16;

    /** A line of the grid at a height, and what it stands for. */
    record Line(int y, String label) {}

    /** A month below the chart; the year stands below the first and below each January. */
    record Label(int x, String month, String year) {}

    /** Months that follow each other, as the points of a line. */
    record Stroke(int series, String points) {}

    /** A value on a line. */
    record Mark(int series, int x, int y, String value) {}

    /** A value as a bar; its number stands above its middle. */
    record Bar(int series, int x, int y, int width, int height, int middle, String value) {}

    /**
     * A month's name and year.
     *
     * @param shortName such as Jan
     */
    record Month(String shortName, int year) {}

    /**
     * Values of the months, in order; null where there is none.
     *
     * @param name what it is
     */
    record Series(String name, List<@Nullable Integer> values) {

        @SafeVarargs
        static Series of(String name, @Nullable Integer... values) {
            return new Series(name, Arrays.asList(values));
        }
    }

    /** Lines of parts of a hundred. */
    static Chart lines(String id, String title, List<Month> months, List<Series> series) {
        List<Stroke> strokes = new ArrayList<>();
        List<Mark> marks = new ArrayList<>();
        for (int s = 0; s < series.size(); s++) {
            List<String> points = new ArrayList<>();
            for (int m = 0; m < months.size(); m++) {
                Integer value = series.get(s).values().get(m);
                if (value == null) {
                    addStroke(strokes, s, points);
                } else {
                    int x = x(m, months.size());
                    int y = y(value, 100);
                    points.add(x + "," + y);
                    marks.add(new Mark(s, x, y, value + " %"));
                }
            }
            addStroke(strokes, s, points);
        }
        return new Chart(
                id,
                title,
                describe(months, series, " %"),
                names(series),
                grid(100, " %"),
                labels(months),
                strokes,
                marks,
                List.of());
    }

    /** Bars of numbers. */
    static Chart bars(String id, String title, List<Month> months, List<Series> series) {
        int highest = series.stream()
                .flatMap(one -> one.values().stream())
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        int top = Math.max(STEPS, (highest + STEPS - 1) / STEPS * STEPS);
        double width = Math.min(WIDEST_BAR, BARS * (RIGHT - LEFT) / months.size() / series.size());
        List<Bar> bars = new ArrayList<>();
        for (int s = 0; s < series.size(); s++) {
            for (int m = 0; m < months.size(); m++) {
                Integer value = series.get(s).values().get(m);
                if (value != null) {
                    int x = (int) Math.round(x(m, months.size()) + (s - series.size() / 2.0) * width);
                    int y = y(value, top);
                    int wide = Math.max(2, (int) width - 1);
                    bars.add(new Bar(s, x, y, wide, BOTTOM - y, x + wide / 2, String.valueOf(value)));
                }
            }
        }
        return new Chart(
                id,
                title,
                describe(months, series, ""),
                names(series),
                grid(top, ""),
                labels(months),
                List.of(),
                List.of(),
                bars);
    }

    private static void addStroke(List<Stroke> strokes, int series, List<String> points) {
        if (points.size() > 1) {
            strokes.add(new Stroke(series, String.join(" ", points)));
        }
        points.clear();
    }

    private static int x(int month, int months) {
        return (int) Math.round(LEFT + (RIGHT - LEFT) * (month + 0.5) / months);
    }

    private static int y(int value, int top) {
        return (int) Math.round(BOTTOM - (double) (BOTTOM - TOP) * value / top);
    }

    private static List<Line> grid(int top, String unit) {
        return IntStream.rangeClosed(0, STEPS)
                .map(step -> top * step / STEPS)
                .mapToObj(value -> new Line(y(value, top), value + unit))
                .toList();
    }

    private static List<Label> labels(List<Month> months) {
        return IntStream.range(0, months.size())
                .mapToObj(m -> {
                    Month month = months.get(m);
                    boolean withYear = m == 0 || months.get(m - 1).year() != month.year();
                    return new Label(
                            x(m, months.size()), month.shortName(), withYear ? String.valueOf(month.year()) : "");
                })
                .toList();
    }

    private static List<String> names(List<Series> series) {
        return series.stream().map(Series::name).toList();
    }

    /** The first and the last value of each series; the table below the chart has all. */
    private static String describe(List<Month> months, List<Series> series, String unit) {
        return series.stream()
                .map(one -> {
                    List<Integer> known = IntStream.range(0, months.size())
                            .filter(m -> one.values().get(m) != null)
                            .boxed()
                            .toList();
                    if (known.isEmpty()) {
                        return one.name() + ": no month can be shown.";
                    }
                    int first = known.get(0);
                    int last = known.get(known.size() - 1);
                    String latest = one.values().get(last) + unit + " in " + words(months.get(last));
                    return one.name() + ": "
                            + (first == last
                                    ? latest
                                    : one.values().get(first) + unit + " in " + words(months.get(first)) + ", "
                                            + latest)
                            + ".";
                })
                .collect(Collectors.joining(" "));
    }

    private static String words(Month month) {
        return month.shortName() + " " + month.year();
    }
}
