package org.supervision.session;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Something that interrupted a session (A2.5).
 *
 * @param id the row id; null before the row exists
 * @param sessionId which session
 * @param what what it was
 * @param minutes how long it took
 * @param goodCause whether there was good cause
 */
@Table("session_interruption")
record Interruption(@Id @Nullable Long id, long sessionId, String what, int minutes, boolean goodCause) {}
