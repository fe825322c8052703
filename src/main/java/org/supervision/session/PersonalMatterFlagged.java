package org.supervision.session;

/**
 * The record is distributed, and the line manager should know of a personal matter raised in it (A5.1). Published again
 * with each later version.
 *
 * @param matterId the matter's row id
 */
public record PersonalMatterFlagged(long matterId) {}
