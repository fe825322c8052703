package org.supervision.policy;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A day on which the council is closed, or a holiday by proclamation, that was added on its page.
 *
 * @param day London date
 * @param name what it is
 * @param addedBy user id
 * @param tasksMoved how many tasks got another due date when open deadlines were counted anew with it off; null where they
 *     were not
 */
public record ClosureDay(
        long id,
        LocalDate day,
        String name,
        String addedBy,
        Instant addedAt,
        @Nullable Integer tasksMoved) {}
