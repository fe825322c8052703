package org.supervision.standin;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.supervision.people.Person;

/** The engine's open tasks, as far as whoever has them may not be the one for them any more. */
public interface OpenTasks {

    /** Where administrators and process owners read what is {@linkplain #stuck() stuck}. */
    String STUCK_PATH = "/camunda/api/supervision/stuck-tasks";

    /**
     * Gives those of whoever has left or is represented to whom their model names now, and back to whoever is represented
     * no more. A repeated run changes nothing.
     */
    void bringUpToDate();

    /** How many open tasks each of these people has, alone or with others; who has none is left out. */
    Map<String, Integer> countOf(Collection<String> people);

    /**
     * Who may be given a stuck task by hand: managers in post, none of them a party. Nobody where it is one of the two's own
     * part, or its form shows what people wrote: no administrator decides who reads that.
     *
     * @param typed words of a name or user id; anybody's where it is blank
     * @param most how many at most
     * @return people, by name
     */
    List<Person> takersOf(StuckTask task, String typed, int most);

    /**
     * Gives a stuck task to one of {@link #takersOf}, as whoever is signed in: the engine's operation log keeps who it was.
     *
     * @param by user id of whoever gives it; never to themselves
     * @return whether that was possible
     */
    boolean give(String taskId, String person, String by);

    /** What is open and nobody in post has, the oldest first. */
    List<StuckTask> stuck();
}
