package org.supervision.session;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.Policies;

/** After a suspension the two meet again soon: within {@code return.sessionWd} working days (E18). */
@Component
public class FirstSessionBack {

    private final SessionRepository sessions;
    private final AgreementService agreements;
    private final Policies policies;
    private final WorkingCalendar calendar;

    FirstSessionBack(
            SessionRepository sessions, AgreementService agreements, Policies policies, WorkingCalendar calendar) {
        this.sessions = sessions;
        this.agreements = agreements;
        this.policies = policies;
        this.calendar = calendar;
    }

    /** The London date by which they are to meet; empty where nothing was suspended, or a session since is booked or held. */
    public Optional<LocalDate> by(long agreementId) {
        Agreement agreement = agreements.require(agreementId);
        return Optional.ofNullable(agreement.resumedOn())
                .filter(resumedOn -> sessions.findByAgreementIdOrderByStartAt(agreementId).stream()
                        .filter(session -> session.state() == SessionState.BOOKED
                                || session.state().isHeld())
                        .map(session -> calendar.dateOf(session.startAt()))
                        .noneMatch(day -> !day.isBefore(resumedOn)))
                .map(resumedOn -> calendar.addWorkingDays(
                        resumedOn, policies.current().returning().sessionWd()));
    }
}
