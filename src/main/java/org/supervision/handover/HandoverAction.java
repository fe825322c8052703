package org.supervision.handover;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/** That the outgoing supervisor keeps an action, which would pass on to the new one otherwise (B6). */
record HandoverAction(@Id @Nullable Long id, long changeId, long actionId) {}
