package org.supervision.people;

import java.time.LocalDate;

/**
 * Published once for each import, after {@link PeopleImported} has told of everybody whom it concerns: for what is looked at
 * in the whole directory.
 *
 * @param effectiveOn first day (London) on which the changes hold; it may lie ahead
 * @param first whether the directory was empty before
 */
public record DirectoryChanged(LocalDate effectiveOn, boolean first) {}
