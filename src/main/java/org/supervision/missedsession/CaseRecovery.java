package org.supervision.missedsession;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementTerms;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.Policy.LateRebook;
import org.supervision.session.NewSession;
import org.supervision.session.SessionService;
import org.supervision.session.SupervisionSession;

/** What the two do about a missed session themselves: first they attempt to schedule the next meeting (B8). */
@Service
@Transactional
public class CaseRecovery {

    private final MissedCaseRepository cases;
    private final RebookingNoteRepository rebookings;
    private final CaseEventRepository timeline;
    private final CaseDeadlines deadlines;
    private final SessionService sessions;
    private final AgreementService agreements;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher signals;

    CaseRecovery(
            MissedCaseRepository cases,
            RebookingNoteRepository rebookings,
            CaseEventRepository timeline,
            CaseDeadlines deadlines,
            SessionService sessions,
            AgreementService agreements,
            WorkingCalendar calendar,
            ApplicationEventPublisher signals) {
        this.cases = cases;
        this.rebookings = rebookings;
        this.timeline = timeline;
        this.deadlines = deadlines;
        this.sessions = sessions;
        this.agreements = agreements;
        this.calendar = calendar;
        this.signals = signals;
    }

    /** What the two decided about a new date; also the answers of their form. */
    public enum Decision {
        NEW_DATE,
        USE_BOOKED,
        NO_DATE,
        WAS_HELD
    }

    /** What became of the search for a new date: the values of the gateway behind it. */
    public enum Rebooking {
        /** The session is booked, within the two weeks. */
        IN_TIME,
        /** The session is booked, but too late: both report all the same (C18). */
        TOO_LATE,
        /** There is no date. */
        NONE,
        /** A party says that the session was held. */
        CLAIMED_HELD
    }

    /**
     * Books a session to recover the missed one.
     *
     * @param by user id
     * @param start when it starts
     * @param reason why it is late, where the policy allows that with a reason
     */
    public Rebooking newDate(String key, String by, Instant start, String location, @Nullable String reason) {
        MissedCase missed = requireOpen(key);
        AgreementTerms terms = agreements.requireTermsInForce(missed.agreementId());
        SupervisionSession session = sessions.book(new NewSession(
                missed.agreementId(),
                start,
                terms.duration(),
                location,
                terms.mode(),
                terms.modeReason(),
                null,
                missed.id()));
        return rebook(missed, Decision.NEW_DATE, by, session, reason);
    }

    /**
     * Takes a session that is booked already as the new date.
     *
     * @param by user id
     * @param reason why it is late, where the policy allows that with a reason
     */
    public Rebooking useBooked(String key, String by, long sessionId, @Nullable String reason) {
        MissedCase missed = requireOpen(key);
        sessions.markRecovery(sessionId, missed.id());
        return rebook(missed, Decision.USE_BOOKED, by, sessions.require(sessionId), reason);
    }

    /**
     * There is no date: both report.
     *
     * @param by user id
     * @param reason why none can be agreed
     */
    public Rebooking noDate(String key, String by, String reason) {
        MissedCase missed = requireOpen(key);
        note(missed, Decision.NO_DATE, by, null, false, reason);
        timeline.save(CaseEvent.of(missed.id(), CaseEvent.Kind.NO_DATE, calendar.now())
                .by(by));
        return Rebooking.NONE;
    }

    /** The sessions that are booked already and still ahead, the next one first. */
    @Transactional(readOnly = true)
    public List<SupervisionSession> booked(MissedCase missed) {
        return sessions.futureBooked(missed.agreementId());
    }

    /** Whether a session that starts then comes too late to recover the case within the two weeks (C18, E6). */
    @Transactional(readOnly = true)
    public boolean isTooLate(MissedCase missed, Instant start) {
        return missed.reportDeadline().filter(by -> !start.isBefore(by)).isPresent();
    }

    /** Whether a late session is enough if there is a reason for it (C18). */
    @Transactional(readOnly = true)
    public boolean allowsLateWithReason(MissedCase missed) {
        return deadlines.policyOf(missed).missed().lateRebook() == LateRebook.ALLOW_WITH_REASON;
    }

    private Rebooking rebook(
            MissedCase missed, Decision decision, String by, SupervisionSession session, @Nullable String reason) {
        boolean late = isTooLate(missed, session.startAt());
        boolean extended = late && allowsLateWithReason(missed);
        if (extended) {
            missed.moveReportDeadline(deadlines.endOfDay(session.startAt()));
        }
        boolean inTime = !late || extended;
        missed.rebooked(session.requireId());
        cases.save(missed);
        note(missed, decision, by, session.requireId(), inTime, reason);
        timeline.save(CaseEvent.of(missed.id(), CaseEvent.Kind.REBOOKED, calendar.now())
                .by(by)
                .session(session.requireId()));
        if (extended) {
            signals.publishEvent(new CaseSignal.DeadlineMoved(missed.key()));
        }
        return inTime ? Rebooking.IN_TIME : Rebooking.TOO_LATE;
    }

    private void note(
            MissedCase missed,
            Decision decision,
            String by,
            @Nullable Long sessionId,
            boolean inTime,
            @Nullable String reason) {
        rebookings.save(
                new RebookingNote(null, missed.id(), decision.name(), by, calendar.now(), sessionId, inTime, reason));
    }

    private MissedCase requireOpen(String key) {
        return cases.findById(MissedCase.idOf(key)).filter(MissedCase::open).orElseThrow();
    }
}
