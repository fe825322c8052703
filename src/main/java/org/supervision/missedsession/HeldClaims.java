package org.supervision.missedsession;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.Parties;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.session.SessionService;
import org.supervision.session.SupervisionSession;

/** A party says that a session was held after all; it counts when the other confirms it (E5, E8, E11). */
@Service
@Transactional
public class HeldClaims {

    private final MissedCaseRepository cases;
    private final HeldClaimRepository claims;
    private final CaseEventRepository timeline;
    private final CaseDeadlines deadlines;
    private final CaseNotices notices;
    private final SessionService sessions;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher signals;

    HeldClaims(
            MissedCaseRepository cases,
            HeldClaimRepository claims,
            CaseEventRepository timeline,
            CaseDeadlines deadlines,
            CaseNotices notices,
            SessionService sessions,
            WorkingCalendar calendar,
            ApplicationEventPublisher signals) {
        this.cases = cases;
        this.claims = claims;
        this.timeline = timeline;
        this.deadlines = deadlines;
        this.notices = notices;
        this.sessions = sessions;
        this.calendar = calendar;
        this.signals = signals;
    }

    /**
     * Writes the claim down; {@link #passOn} asks the other party.
     *
     * @param by user id of the party who claims
     * @param statement what the party says to it
     * @throws OptimisticLockingFailureException if a claim waits for its answer: the other party has just made one
     */
    public void claim(String key, String by, Instant actualStart, Instant actualEnd, @Nullable String statement) {
        MissedCase missed = require(key);
        if (open(missed).isPresent()) {
            throw new OptimisticLockingFailureException("A claim stands already in " + key);
        }
        save(missed, sessionMeant(missed, actualStart), by, actualStart, actualEnd, false, statement);
    }

    /** The session was recorded as held, but only after the deadline had passed (E5): the other party is asked. */
    void recordedLate(MissedCase missed, SupervisionSession session) {
        if (open(missed).isPresent()) {
            return;
        }
        String by = Optional.ofNullable(session.requireOutcome().declaredBy())
                .filter(missed.parties()::include)
                .orElse(missed.parties().supervisor());
        Instant start = session.heldOrAgreedStart();
        Instant end =
                Optional.ofNullable(session.requireOutcome().actualEndAt()).orElseGet(session::endAt);
        save(missed, session.requireId(), by, start, end, true, null);
        signals.publishEvent(new CaseSignal.HeldClaimed(missed.key()));
    }

    /** Has the other party asked. */
    public void passOn(String key) {
        if (open(require(key)).isPresent()) {
            signals.publishEvent(new CaseSignal.HeldClaimed(key));
        }
    }

    /** The claim that waits for an answer, or was answered last. */
    @Transactional(readOnly = true)
    public HeldClaim latest(String key) {
        MissedCase missed = require(key);
        return open(missed)
                .or(() -> claims.findFirstByCaseIdOrderByIdDesc(missed.id()))
                .orElseThrow(() -> new IllegalStateException("Nobody says that " + key + " was held"));
    }

    /**
     * The other party's answer. Both agreeing, {@link CaseClosing#heldLate} closes the case.
     *
     * @param statement what the party says to it; null when confirming
     */
    public void answer(String key, boolean confirmed, @Nullable String statement) {
        MissedCase missed = require(key);
        HeldClaim claim =
                open(missed).orElseThrow(() -> new IllegalStateException("Nobody says that " + key + " was held"));
        HeldClaim.State answer = confirmed ? HeldClaim.State.CONFIRMED : HeldClaim.State.DISPUTED;
        claims.save(claim.answered(answer, calendar.now(), statement));
        if (confirmed) {
            timeline.save(event(missed, CaseEvent.Kind.HELD_CONFIRMED, claim).by(claim.asked()));
        }
    }

    /** The other party says no, or nothing in time: both statements stand, and the case goes on (E8). */
    public void dispute(String key) {
        MissedCase missed = require(key);
        open(missed).ifPresent(claim -> claims.save(claim.answered(HeldClaim.State.UNANSWERED, calendar.now(), null)));
        if (missed.open()) {
            missed.dispute(true);
            MissedCase saved = cases.save(missed);
            HeldClaim claim = latest(key);
            timeline.save(event(saved, CaseEvent.Kind.DISPUTED, claim)
                    .by(claim.asked())
                    .detail(claim.state()));
        }
    }

    /** The missed or cancelled session of this case that a claim must be about: the nearest one. */
    private long sessionMeant(MissedCase missed, Instant actualStart) {
        List<SupervisionSession> failed = timeline.findByCaseIdOrderById(missed.id()).stream()
                .filter(event -> event.kind() == CaseEvent.Kind.MISSED || event.kind() == CaseEvent.Kind.CANCELLED)
                .flatMap(event -> Optional.ofNullable(event.sessionId()).stream())
                .map(sessions::require)
                .toList();
        return failed.stream()
                .min(Comparator.comparing(session ->
                        Duration.between(session.startAt(), actualStart).abs()))
                .orElseThrow(() -> new IllegalStateException(missed.key() + " is about no session"))
                .requireId();
    }

    private void save(
            MissedCase missed,
            long sessionId,
            String by,
            Instant start,
            Instant end,
            boolean recordedLate,
            @Nullable String statement) {
        Parties parties = missed.parties();
        String asked = parties.supervisor().equals(by) ? parties.supervisee() : parties.supervisor();
        // the case's version lets only one of two claims of the same moment through
        cases.save(missed);
        int answerWd = deadlines.policyOf(missed).missed().confirmWd();
        HeldClaim claim = claims.save(new HeldClaim(
                null,
                missed.id(),
                sessionId,
                by,
                calendar.now(),
                start,
                end,
                recordedLate,
                asked,
                deadlines.workingDaysFromToday(answerWd),
                HeldClaim.State.OPEN,
                null,
                statement,
                null));
        timeline.save(event(missed, CaseEvent.Kind.HELD_CLAIMED, claim).by(by));
        notices.heldToConfirm(missed, claim);
    }

    private CaseEvent event(MissedCase missed, CaseEvent.Kind kind, HeldClaim claim) {
        return CaseEvent.of(missed.id(), kind, calendar.now()).session(claim.sessionId());
    }

    private Optional<HeldClaim> open(MissedCase missed) {
        return claims.findFirstByCaseIdAndStateOrderByIdDesc(missed.id(), HeldClaim.State.OPEN);
    }

    private MissedCase require(String key) {
        return cases.findById(MissedCase.idOf(key)).orElseThrow();
    }
}
