package org.supervision.policy;

import java.time.LocalDate;
import java.util.Map;

/** The deadlines of what is open, as far as they are counted in working days (processes.md 5.4). */
public interface OpenDeadlines {

    /**
     * What moved.
     *
     * @param tasks how many open tasks, by the name that they have in Tasklist; no name of anybody and no content
     * @param dates how many dates that the product keeps
     * @param timers how many timers of processes
     */
    record Moved(Map<String, Integer> tasks, int dates, int timers) {

        /** Nothing at all. */
        public static final Moved NOTHING = new Moved(Map.of(), 0, 0);

        /** How many tasks there are. */
        public int allTasks() {
            return tasks.values().stream().mapToInt(Integer::intValue).sum();
        }

        /** Whether nothing moved. */
        public boolean isEmpty() {
            return tasks.isEmpty() && dates == 0 && timers == 0;
        }
    }

    /**
     * Counts what is open anew, with one working day less. Deadlines of weeks and months stay, above all the two weeks of a
     * missed session (E24), and so do those that people have fixed. To be called while the calendar has that day off.
     *
     * @param closed a London date to come
     */
    Moved recount(LocalDate closed);
}
