package org.supervision.people;

import java.time.LocalDate;
import java.util.List;

/**
 * Published inside the transaction that changed the directory, so that a listener's failure undoes the import.
 *
 * @param effectiveOn first day (London) on which the changes hold; it may lie ahead
 * @param added user ids of new people
 * @param moved user ids of people who get another line manager
 * @param ended user ids of people who left
 */
public record PeopleImported(LocalDate effectiveOn, List<String> added, List<String> moved, List<String> ended) {}
