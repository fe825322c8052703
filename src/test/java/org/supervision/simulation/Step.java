package org.supervision.simulation;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that happens in a simulated world, in words that mean the same when other steps are left out: nobody and
 * nothing is named by a number that depends on what came before. What is impossible by then is left undone.
 *
 * @param at London time; what falls due before it comes first
 * @param who user id, or - for what nobody does
 * @param what a task's id in its model, or another kind of deed
 * @param about user id of the supervisee whom it concerns, or -
 * @param how which of the possible ways, by words joined with commas, or -
 */
public record Step(LocalDateTime at, String who, String what, String about, String how) {

    /** Nobody, nothing. */
    public static final String NONE = "-";

    /** The step that {@link #toString} wrote. */
    static Step parse(String line) {
        String[] words = line.strip().split("\\s+");
        return new Step(LocalDateTime.parse(words[0]), words[1], words[2], words[3], words[4]);
    }

    /** The steps of a text, one a line. */
    static List<Step> story(String text) {
        return text.lines().filter(line -> !line.isBlank()).map(Step::parse).collect(Collectors.toList());
    }

    @Override
    public String toString() {
        return String.join(" ", at.toString(), who, what, about, how);
    }
}
