package org.supervision.caseload;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    public List<Expected> expected(Collection<Long> agreementIds) {
        LocalDate today = calendar.today();
        List<Agreement> all = agreements.all(agreementIds);
        Map<String, List<WorkCase>> dueOf = register.due(
                all.stream().map(agreement -> agreement.parties().supervisee()).collect(Collectors.toSet()), today);
        List<Expected> expected = new ArrayList<>();
        for (Agreement agreement : all) {
            for (WorkCase due : dueOf.getOrDefault(agreement.parties().supervisee(), List.of())) {
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
