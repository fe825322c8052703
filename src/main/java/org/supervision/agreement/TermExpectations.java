package org.supervision.agreement;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.Expectations;
import org.supervision.policy.Expected;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;

/** Which terms in force the policy would not allow, and when their review would be due if they began under it (B1, B2, B9). */
@Component
class TermExpectations implements Expectations {

    private final AgreementService agreements;
    private final FrequencyTable frequencies;
    private final Policies policies;
    private final WorkingCalendar calendar;

    TermExpectations(
            AgreementService agreements, FrequencyTable frequencies, Policies policies, WorkingCalendar calendar) {
        this.agreements = agreements;
        this.frequencies = frequencies;
        this.policies = policies;
        this.calendar = calendar;
    }

    @Override
    public List<Expected> expected(Collection<Long> agreementIds) {
        List<Agreement> all = agreements.all(agreementIds);
        Map<Long, AgreementTerm> terms = agreements.termsInForce(agreementIds);
        Map<String, Integer> longest = frequencies.maxIntervalDays(
                all.stream()
                        .filter(agreement -> terms.containsKey(agreement.requireId()))
                        .map(agreement -> agreement.parties().supervisee())
                        .collect(Collectors.toSet()),
                calendar.today());
        List<Expected> expected = new ArrayList<>();
        for (Agreement agreement : all) {
            AgreementTerm term = terms.get(agreement.requireId());
            if (term != null) {
                String supervisee = agreement.parties().supervisee();
                collect(agreement, term, Objects.requireNonNull(longest.get(supervisee)), expected);
            }
        }
        return expected;
    }

    private void collect(Agreement agreement, AgreementTerm term, int longest, List<Expected> expected) {
        AgreementTerms terms = term.terms();
        Policy policy = policies.current();
        limit(terms.intervalDays() > longest, "Agreed interval longer than allowed (B1)", agreement, term, expected);
        limit(
                terms.durationMinutes() < policy.session().minMinutes()
                        || terms.durationMinutes() > policy.session().maxMinutes(),
                "Agreed length of sessions not allowed (B2)",
                agreement,
                term,
                expected);
        limit(
                terms.distributionWorkingDays() < policy.record().dueWdMin()
                        || terms.distributionWorkingDays() > policy.record().dueWdMax(),
                "Agreed time for records not allowed (A6.1)",
                agreement,
                term,
                expected);
        LocalDate effectiveOn = term.effectiveOn();
        if (effectiveOn != null) {
            expected.add(new Expected(
                    "Review of the agreement (B9)",
                    agreement.key(),
                    term.key(),
                    calendar.addMonthsClamped(effectiveOn, policy.review().months()),
                    true));
        }
    }

    private static void limit(
            boolean passed, String rule, Agreement agreement, AgreementTerm term, List<Expected> expected) {
        if (passed) {
            expected.add(new Expected(rule, agreement.key(), term.key(), null, true));
        }
    }
}
