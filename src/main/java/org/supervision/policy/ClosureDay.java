package org.supervision.policy;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A day on which the council is closed, or a holiday by proclamation, that was added on its page.
 *
 * @param day London date
 * @param name what it is
 * @param addedBy user id
 */
public record ClosureDay(long id, LocalDate day, String name, String addedBy, Instant addedAt) {}
