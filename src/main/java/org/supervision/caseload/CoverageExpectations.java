package org.supervision.caseload;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.Expectations;
import org.supervision.policy.Expected;

/** Which cases are due to be reviewed, none by its reference (B7). */
@Component
class CoverageExpectations implements Expectations {

    private final CaseRegister register;
    private final AgreementService agreements;
    private final WorkingCalendar calendar;

    CoverageExpectations(CaseRegister register, AgreementService agreements, WorkingCalendar calendar) {
        this.register = register;
        this.agreements = agreements;
        this.calendar = calendar;
    }

    @Override
    public List<Expected> expected() {
        LocalDate today = calendar.today();
        List<Expected> expected = new ArrayList<>();
        for (Agreement agreement : agreements.inForce()) {
            for (WorkCase due : register.due(agreement.parties().supervisee(), today)) {
                expected.add(new Expected(
                        "Case to review in the next session (B7)",
                        agreement.key(),
                        "case " + due.requireId(),
                        today,
                        false));
            }
        }
        return expected;
    }
}
