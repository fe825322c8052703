package org.supervision.policy;

import java.time.LocalDate;

/**
 * Published inside the transaction that adds a closure day.
 *
 * @param day London date
 */
public record ClosureDayAdded(LocalDate day) {}
