package org.supervision.policy;

import java.time.LocalDate;
import java.util.List;

/**
 * Something that follows from a closure day, and is done in parts where it is much: each part in a transaction of its own
 * (ADR 30).
 */
public interface ClosureFollowUp {

    /** What the slices of it are called. */
    String name();

    /** Whether it belongs to counting open deadlines anew, which not everybody asks for. */
    boolean isCountingAnew();

    /**
     * What there is to do, in slices.
     *
     * @param closed a London date to come
     * @param size of how many each may be
     */
    List<Slice> slices(LocalDate closed, int size);

    /** What moves at most. */
    Moved atMost(LocalDate closed);

    /**
     * Does a slice, as a whole or not at all. To be called while the calendar has that day off, and once.
     *
     * @return what moved
     */
    Moved follow(ClosureDay day, Slice slice);
}
