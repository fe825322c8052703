package org.supervision.handover;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/** That the supervisee lets a personal matter pass on to the new supervisor (A5.1). */
record HandoverMatter(@Id @Nullable Long id, long changeId, long matterId) {}
