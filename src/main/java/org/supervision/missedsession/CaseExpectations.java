package org.supervision.missedsession;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.policy.Expectations;
import org.supervision.policy.Expected;
import org.supervision.policy.Policies;

/** When the next session of each agreement is owed, and by when both report a miss that is open (A7.2, B8, B1, E26). */
@Component
class CaseExpectations implements Expectations {

    private final IntervalClock intervals;
    private final MissedCases cases;
    private final CaseDeadlines deadlines;
    private final Policies policies;

    CaseExpectations(IntervalClock intervals, MissedCases cases, CaseDeadlines deadlines, Policies policies) {
        this.intervals = intervals;
        this.cases = cases;
        this.deadlines = deadlines;
        this.policies = policies;
    }

    @Override
    public List<Expected> expected(Collection<Long> agreementIds) {
        List<Expected> expected = new ArrayList<>();
        for (IntervalClock.Owed owed : intervals.all(agreementIds)) {
            String agreement = Agreement.keyOf(owed.agreementId());
            expected.add(new Expected("Next session (B1)", agreement, agreement, owed.by(), false));
            expected.add(new Expected(
                    "Next session before the managers act (A7.2)", agreement, agreement, owed.toleratedUntil(), false));
        }
        for (MissedCase missed : cases.open(agreementIds)) {
            if (missed.reportDeadline().isPresent()) {
                expected.add(new Expected(
                        "Both report a missed session (B8)",
                        Agreement.keyOf(missed.agreementId()),
                        missed.key(),
                        deadlines.dayOf(deadlines
                                .from(missed.initialMissedOn(), policies.current())
                                .reportDeadline()),
                        true));
            }
        }
        return expected;
    }
}
