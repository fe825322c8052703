package org.supervision.session;

/** What a declared outcome amounts to under the rules (D4); the model's gateways read these names. */
public enum SessionOutcome {
    HELD,
    PART_HELD,
    REARRANGED,
    CANCELLED_EXCEPTIONAL,
    MISSED
}
