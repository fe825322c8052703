package org.supervision.session;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * What was said of an earlier action in a session (B5).
 *
 * @param id the row id; null before the row exists
 * @param actionId which action
 * @param sessionId in which session
 * @param state where it stood then: still open means that it was carried on
 */
@Table("action_review")
record ActionReview(@Id @Nullable Long id, long actionId, long sessionId, ActionState state) {}
