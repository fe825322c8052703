package org.supervision.simulation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open task.
 *
 * @param about user id of the supervisee whom it concerns, or - where it concerns no pair
 * @param people user ids of those who may complete it, in order
 * @param startsAt when its session starts; null for tasks without one
 */
public record Work(
        String id,
        String taskKey,
        String businessKey,
        String about,
        List<String> people,
        @Nullable Instant due,
        @Nullable Instant startsAt) {}
