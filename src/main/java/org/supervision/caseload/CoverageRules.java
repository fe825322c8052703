package org.supervision.caseload;

import java.time.LocalDate;
import org.supervision.policy.Policy;

/** When a case should be reviewed (D6, B7). */
@FunctionalInterface
public interface CoverageRules {

    /**
     * How urgent a review of an open case is on a London date. Weeks are counted as they begin: on the 28th day after a
     * review the fifth week does.
     */
    Urgency urgencyOf(WorkCase one, LocalDate day, Policy.Coverage policy);
}
