package org.supervision.compliance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Withholds numbers that are so small that they could tell of somebody, and as many others as keep them from being worked
 * out from the total (F112). All that is withheld looks alike. "None" is told.
 */
public final class SmallNumbers {

    /** What stands where a number is withheld. */
    public static final String WITHHELD = "withheld";

    private final int smallest;

    /**
     * @param smallest the smallest number that is told, but for none
     */
    public SmallNumbers(int smallest) {
        this.smallest = smallest;
    }

    /** What is told of something that was counted, and what is not. */
    public record Told(Figures figures, Set<Figure> withheld) {

        /** The number; empty where it is withheld. */
        public Optional<Integer> of(Figure figure) {
            return withheld.contains(figure) ? Optional.empty() : Optional.of(figures.of(figure));
        }

        /** The part in per cent of its whole; empty where either is withheld, or there was none. */
        public Optional<Integer> percent(Figure part) {
            Figure whole = part.whole().orElseThrow();
            return withheld.contains(part) || withheld.contains(whole) || figures.of(whole) == 0
                    ? Optional.empty()
                    : Optional.of(
                            Figures.percent(figures.of(part), figures.of(whole)).getAsInt());
        }
    }

    /** What is told of several teams, in the order given, and of all together. */
    public record Table(List<Told> rows, Told total) {}

    /** Whether this number is too small to be told. */
    public boolean isSmall(int number) {
        return number > 0 && number < smallest;
    }

    /** What is told of one count that stands by itself. */
    public Told alone(Figures figures) {
        Set<Figure> withheld = EnumSet.noneOf(Figure.class);
        for (Figure figure : Figure.values()) {
            if (isTooTelling(figures, figure)) {
                withheld.add(figure);
            }
        }
        return new Told(figures, withheld);
    }

    /** What is told of several teams whose total is told as well. */
    public Table table(List<Figures> teams) {
        Figures total = Figures.sum(teams);
        Map<Figure, List<Integer>> withheld = new EnumMap<>(Figure.class);
        Set<Figure> totals = EnumSet.copyOf(alone(total).withheld());
        for (Figure figure : Figure.values()) {
            List<Integer> rows = withheld(teams, figure, totals.contains(figure));
            withheld.put(figure, rows);
            if (!rows.isEmpty() && !isSafe(teams, rows, figure)) {
                totals.add(figure);
            }
        }
        List<Told> told = IntStream.range(0, teams.size())
                .mapToObj(team -> {
                    Set<Figure> ofTeam = EnumSet.noneOf(Figure.class);
                    withheld.forEach((figure, rows) -> {
                        if (rows.contains(team)) {
                            ofTeam.add(figure);
                        }
                    });
                    return new Told(teams.get(team), ofTeam);
                })
                .toList();
        return new Table(told, new Told(total, totals));
    }

    /** The teams of which a figure is withheld: too small ones, and the next bigger until the total gives none away. */
    private List<Integer> withheld(List<Figures> teams, Figure figure, boolean withoutTotal) {
        List<Integer> rows = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (int team = 0; team < teams.size(); team++) {
            (isTooTelling(teams.get(team), figure) ? rows : others).add(team);
        }
        if (!rows.isEmpty() && !withoutTotal) {
            others.sort(Comparator.<Integer, Boolean>comparing(
                            team -> teams.get(team).of(figure) == 0)
                    .thenComparing(team -> teams.get(team).of(figure)));
            while (!isSafe(teams, rows, figure) && !others.isEmpty()) {
                rows.add(others.remove(0));
            }
        }
        return rows;
    }

    private boolean isSafe(List<Figures> teams, List<Integer> rows, Figure figure) {
        int sum = rows.stream().mapToInt(team -> teams.get(team).of(figure)).sum();
        int rest = rows.stream().mapToInt(team -> rest(teams.get(team), figure)).sum();
        return rows.size() > 1 && sum >= smallest && !isSmall(rest);
    }

    private boolean isTooTelling(Figures figures, Figure figure) {
        return isSmall(figures.of(figure)) || isSmall(rest(figures, figure));
    }

    /** What the figure's whole has beside it. */
    private static int rest(Figures figures, Figure figure) {
        return figure.whole()
                .map(whole -> figures.of(whole) - figures.of(figure))
                .orElse(0);
    }
}
