package org.supervision.session;

import java.util.List;

/** What managers decided on disagreements about a record (A7.2); the feature that refers them knows. */
@FunctionalInterface
public interface DisagreementDecisions {

    /** The decisions on this session's record, each with its reasons, in order; for whoever may read the record. */
    List<String> on(long sessionId);
}
