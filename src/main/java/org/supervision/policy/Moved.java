package org.supervision.policy;

import java.util.Map;
import java.util.TreeMap;

/**
 * Deadlines of what is open that a closure day moves (processes.md 5.4).
 *
 * @param tasks how many open tasks, by the name that they have in Tasklist; no name of anybody and no content
 * @param dates how many dates that the product keeps
 * @param timers how many timers of processes
 */
public record Moved(Map<String, Integer> tasks, int dates, int timers) {

    /** Nothing at all. */
    public static final Moved NOTHING = new Moved(Map.of(), 0, 0);

    /** Dates that the product keeps. */
    public static Moved dates(int number) {
        return new Moved(Map.of(), number, 0);
    }

    /** Timers of processes. */
    public static Moved timers(int number) {
        return new Moved(Map.of(), 0, number);
    }

    /** These and others. */
    Moved and(Moved others) {
        Map<String, Integer> all = new TreeMap<>(tasks);
        others.tasks.forEach((name, number) -> all.merge(name, number, Integer::sum));
        return new Moved(all, dates + others.dates, timers + others.timers);
    }

    /** How many tasks there are. */
    public int allTasks() {
        return tasks.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether nothing moved. */
    public boolean isEmpty() {
        return tasks.isEmpty() && dates == 0 && timers == 0;
    }
}
