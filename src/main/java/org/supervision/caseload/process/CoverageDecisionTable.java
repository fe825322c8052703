package org.supervision.caseload.process;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.caseload.CoverageRules;
import org.supervision.caseload.Urgency;
import org.supervision.caseload.WorkCase;
import org.supervision.engine.DecisionTables;
import org.supervision.policy.Policy;

/** Asks the decision table {@code case-coverage.dmn} (D6). */
@Component
class CoverageDecisionTable implements CoverageRules {

    private static final String CASE_COVERAGE = "case-coverage";

    private final DecisionTables tables;

    CoverageDecisionTable(DecisionTables tables) {
        this.tables = tables;
    }

    @Override
    public Urgency urgencyOf(WorkCase one, LocalDate day, Policy.Coverage policy) {
        return Urgency.valueOf(tables.lookUp(
                        CASE_COVERAGE,
                        Variables.createVariables()
                                .putValue("priority", one.priority())
                                .putValue("weeksSinceReview", weeksBegun(one.lastDiscussedOn(), day))
                                .putValue("weeksOpen", weeksBegun(one.openedOn(), day))
                                .putValue("allCasesWeeks", policy.allCasesWeeks())
                                .putValue("priorityWeeks", policy.priorityWeeks()))
                .getEntry("urgency"));
    }

    private static @Nullable Integer weeksBegun(@Nullable LocalDate since, LocalDate day) {
        return since == null ? null : Math.toIntExact(Math.floorDiv(ChronoUnit.DAYS.between(since, day), 7L) + 1);
    }
}
