package org.supervision.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** What a run has measured, one line a ratio beside its target, printed at once and kept for the paper. */
final class Figures {

    private final List<Line> lines = new ArrayList<>();

    /**
     * A ratio or another figure.
     *
     * @param row of the table of targets; 0 for what has no target there
     * @param value the median
     * @param low the lowest round
     * @param high the highest round
     * @param target in words; empty where there is none
     * @param met whether it was met; true where there is none
     */
    record Line(int row, String name, double value, double low, double high, String target, boolean met) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | **%s** | %s | %s | %s |",
                    row == 0 ? "–" : row,
                    name,
                    number(value),
                    low == high ? "" : number(low) + ".." + number(high),
                    target,
                    target.isEmpty() ? "" : met ? "met" : "**missed**");
        }
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "not measured";
        }
        return Math.abs(value) >= 100
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    /** Notes a figure that may be this much at the most. */
    void atMost(int row, String name, double[] rounds, double target) {
        double value = median(rounds);
        add(row, name, rounds, "≤ " + number(target), value <= target);
    }

    /** Notes a figure that must be this much at the least. */
    void atLeast(int row, String name, double[] rounds, double target) {
        double value = median(rounds);
        add(row, name, rounds, "≥ " + number(target), value >= target);
    }

    /** Notes a figure without a target. */
    void note(int row, String name, double... rounds) {
        add(row, name, rounds, "", true);
    }

    private void add(int row, String name, double[] rounds, String target, boolean met) {
        Line line = new Line(
                row,
                name,
                median(rounds),
                DoubleStream.of(rounds).min().orElse(Double.NaN),
                DoubleStream.of(rounds).max().orElse(Double.NaN),
                target,
                met);
        lines.add(line);
        System.out.println(line);
    }

    List<Line> lines() {
        return lines;
    }

    /** Divides round by round. */
    static double[] ratios(double[] one, double[] other) {
        double[] ratios = new double[Math.min(one.length, other.length)];
        Arrays.setAll(ratios, round -> one[round] / other[round]);
        return ratios;
    }

    static double median(double... values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The value that this share of them, in percent, does not exceed. */
    static double percentile(int percent, double... values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
