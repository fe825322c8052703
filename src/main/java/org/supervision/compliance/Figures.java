package org.supervision.compliance;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/** What was counted; a figure that is not there was none. */
public record Figures(Map<Figure, Integer> numbers) {

    public Figures {
        numbers = Map.copyOf(numbers);
    }

    /** Each added up. */
    public static Figures sum(Collection<Figures> all) {
        Map<Figure, Integer> sums = new EnumMap<>(Figure.class);
        all.forEach(figures -> figures.numbers.forEach((figure, number) -> sums.merge(figure, number, Integer::sum)));
        return new Figures(sums);
    }

    /** How many. */
    public int of(Figure figure) {
        return numbers.getOrDefault(figure, 0);
    }

    /** How many of a hundred, rounded down so that only all are 100; empty where there was none. */
    public static OptionalInt percent(int part, int whole) {
        return whole == 0 ? OptionalInt.empty() : OptionalInt.of(part * 100 / whole);
    }
}
