package org.supervision.session;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementTerm;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.Expectations;
import org.supervision.policy.Expected;
import org.supervision.policy.Policies;

/** Which agreements have too few sessions booked, and by when what of the booked ones is due (A4.1, A6.1, B3, B8). */
@Component
class SessionExpectations implements Expectations {

    private final SessionRepository sessions;
    private final AgreementService agreements;
    private final BookingHorizon horizon;
    private final SessionDeadlines deadlines;
    private final OutcomeRules rules;
    private final Policies policies;
    private final WorkingCalendar calendar;

    SessionExpectations(
            SessionRepository sessions,
            AgreementService agreements,
            BookingHorizon horizon,
            SessionDeadlines deadlines,
            OutcomeRules rules,
            Policies policies,
            WorkingCalendar calendar) {
        this.sessions = sessions;
        this.agreements = agreements;
        this.horizon = horizon;
        this.deadlines = deadlines;
        this.rules = rules;
        this.policies = policies;
        this.calendar = calendar;
    }

    @Override
    public List<Expected> expected(Collection<Long> agreementIds) {
        if (agreementIds.isEmpty()) {
            return List.of();
        }
        List<Expected> expected = new ArrayList<>();
        LocalDate toBook = calendar.addWorkingDays(
                calendar.today(), policies.current().booking().restoreWd());
        List<SupervisionSession> ahead = sessions.findByAgreementIdInAndStateAndStartAtAfterOrderByStartAt(
                agreementIds, SessionState.BOOKED, calendar.now());
        Map<Long, Long> booked =
                ahead.stream().collect(Collectors.groupingBy(SupervisionSession::agreementId, Collectors.counting()));
        for (long agreementId : agreementIds) {
            if (!horizon.isEnough(Math.toIntExact(booked.getOrDefault(agreementId, 0L)))) {
                String key = Agreement.keyOf(agreementId);
                expected.add(new Expected("Sessions to book (B3)", key, key, toBook, false));
            }
        }
        Map<Long, AgreementTerm> terms = agreements.termsInForce(booked.keySet());
        ahead.forEach(session -> collect(session, terms.get(session.agreementId()), expected));
        return expected;
    }

    private void collect(SupervisionSession session, @Nullable AgreementTerm term, List<Expected> expected) {
        String agreement = Agreement.keyOf(session.agreementId());
        Integer agreed = term == null ? null : term.terms().distributionWorkingDays();
        int record = rules.foreseeDeadlines(deadlines.policyFor(session), session.kind(), agreed)
                .record();
        expected.add(new Expected(
                "Record of a session (A6.1)",
                agreement,
                session.key(),
                calendar.addWorkingDays(deadlines.dateOf(session), record),
                false));
        expected.add(new Expected(
                "Outcome of a session (B8)", agreement, session.key(), deadlines.outcomeBy(session), true));
        expected.add(new Expected(
                "Preparation of a session (A4.1)", agreement, session.key(), deadlines.prepareBy(session), true));
    }
}
