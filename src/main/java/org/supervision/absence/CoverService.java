package org.supervision.absence;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementStatus;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.policy.Policies;
import org.supervision.session.Escalations;
import org.supervision.session.SessionService;
import org.supervision.session.SessionState;
import org.supervision.session.SupervisionSession;

/** Finds the sessions that an absence puts at risk, and carries out what their managers decide (A-br, R032). */
@Service
@Transactional
public class CoverService {

    private final AbsenceRepository absences;
    private final CoverNeedRepository needs;
    private final SessionsAtRisk risks;
    private final SessionService sessions;
    private final AgreementService agreements;
    private final Escalations line;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final Notifier notifier;
    private final ApplicationEventPublisher events;

    CoverService(
            AbsenceRepository absences,
            CoverNeedRepository needs,
            SessionsAtRisk risks,
            SessionService sessions,
            AgreementService agreements,
            Escalations line,
            Policies policies,
            WorkingCalendar calendar,
            Notifier notifier,
            ApplicationEventPublisher events) {
        this.absences = absences;
        this.needs = needs;
        this.risks = risks;
        this.sessions = sessions;
        this.agreements = agreements;
        this.line = line;
        this.policies = policies;
        this.calendar = calendar;
        this.notifier = notifier;
        this.events = events;
    }

    /**
     * Looks at the sessions of an absence: asks a manager for each that is at risk, asks the two to move each that can be
     * moved in time, and takes back what is at risk no more. Safe to call any number of times.
     *
     * @return whether a manager is asked for any
     */
    public boolean check(String key) {
        Absence absence = require(key);
        if (!absence.isRecorded()) {
            lapse(absence, Set.of());
            return false;
        }
        List<SupervisionSession> within = risks.in(absence);
        Set<Long> atRisk = new HashSet<>();
        for (SupervisionSession session : within) {
            if (risks.canBeMoved(session)) {
                askToMove(absence, session);
            } else {
                atRisk.add(session.requireId());
                open(absence, session);
            }
        }
        lapse(absence, atRisk);
        int open = open(absence).size();
        if (open == 0) {
            notifier.send(Notice.of(key + "/checked", absence.initiator(), MailKind.ABSENCE_CHECKED, key)
                    .count(within.size()));
        }
        announceLongAbsence(absence);
        return open > 0;
    }

    /** Whether an absence that was entered would now have a manager asked whom nobody has asked yet, or no longer. */
    @Transactional(readOnly = true)
    public boolean isStale(Absence absence) {
        if (isWithAnother(absence)) {
            return true;
        }
        Set<Long> asked = open(absence).stream().map(CoverNeed::sessionId).collect(Collectors.toSet());
        Set<Long> settled = of(absence).values().stream()
                .filter(need -> isSettled(need))
                .map(CoverNeed::sessionId)
                .collect(Collectors.toSet());
        Set<Long> atRisk = risks.in(absence).stream()
                .filter(session -> !risks.canBeMoved(session))
                .map(SupervisionSession::requireId)
                .filter(id -> !settled.contains(id))
                .collect(Collectors.toSet());
        return !asked.equals(atRisk);
    }

    /** Whether a manager is asked who has left, or is represented now, or was only asked as a deputy (E14). */
    private boolean isWithAnother(Absence absence) {
        return open(absence).stream()
                .anyMatch(need -> !need.manager().equals(line.lineManagerFor(sessions.require(need.sessionId()))));
    }

    /** User ids of the managers who are asked about an absence, each once. */
    @Transactional(readOnly = true)
    public List<String> managers(String key) {
        return open(require(key)).stream().map(CoverNeed::manager).distinct().toList();
    }

    /** What this manager is asked about an absence; nothing of a session that was held or given up meanwhile. */
    @Transactional(readOnly = true)
    public List<CoverNeed> asked(String key, String manager) {
        return open(require(key)).stream()
                .filter(need -> need.manager().equals(manager))
                .filter(need -> sessions.require(need.sessionId()).state() == SessionState.BOOKED)
                .toList();
    }

    /** By when the managers have seen to it: before the first day, or some working days on where that is not to come. */
    @Transactional(readOnly = true)
    public LocalDate arrangeBy(String key) {
        LocalDate today = calendar.today();
        LocalDate from = require(key).requireFrom();
        if (!from.isAfter(today)) {
            return calendar.addWorkingDays(today, policies.current().cover().arrangeWd());
        }
        LocalDate before = calendar.previousWorkingDay(from);
        return before.isBefore(today) ? today : before;
    }

    /** When an absence whose last day is not known is looked at again: the end of some working days. */
    @Transactional(readOnly = true)
    public Instant checkAgainAt() {
        return calendar.endOf(calendar.addWorkingDays(
                calendar.today(), policies.current().cover().checkWd()));
    }

    /** Somebody else holds the session. */
    public void cover(CoverNeed need, String cover, String by) {
        sessions.handTo(need.sessionId(), cover);
        needs.save(need.decided(CoverNeed.State.COVERED, cover, null, by, calendar.now()));
    }

    /** The session is moved to another time. */
    public void move(CoverNeed need, Instant newStart, String by) {
        sessions.moveFor(need.sessionId(), newStart, by);
        needs.save(need.decided(CoverNeed.State.MOVED, null, null, by, calendar.now()));
    }

    /** The agreement is suspended from the first day of the absence on, until the last (E18). */
    public void suspend(CoverNeed need, String by) {
        CoverNeed decided = needs.save(need.decided(CoverNeed.State.SUSPENDED, null, null, by, calendar.now()));
        suspendIfDue(require(decided.absenceId()), decided);
    }

    /** The session is left as it is; both are told that nobody covers. */
    public void accept(CoverNeed need, String reason, String by) {
        needs.save(need.decided(CoverNeed.State.ACCEPTED, null, reason, by, calendar.now()));
        SupervisionSession session = sessions.require(need.sessionId());
        session.both()
                .forEach(person -> notifier.send(Notice.of(
                                session.key() + "/not-covered/" + need.requireId(),
                                person,
                                MailKind.SESSION_NOT_COVERED,
                                session.key())
                        .start(session.startAt())));
    }

    /** Suspends the agreements whose absence has begun meanwhile. Safe to call any number of times. */
    void suspendWhatIsDue(Absence absence) {
        of(absence).values().stream()
                .filter(need -> need.state() == CoverNeed.State.SUSPENDED)
                .forEach(need -> suspendIfDue(absence, need));
    }

    /** An absence has other days, or none any more: what was decided on it follows. */
    void follow(Absence absence) {
        for (CoverNeed need : of(absence).values()) {
            switch (need.state()) {
                case COVERED -> giveBack(absence, need);
                case SUSPENDED -> followSuspension(absence, need);
                default -> {
                    // nothing hangs on the days
                }
            }
        }
    }

    private void giveBack(Absence absence, CoverNeed need) {
        SupervisionSession session = sessions.require(need.sessionId());
        boolean toBeHeld = session.state() == SessionState.BOOKED && !session.hasStarted(calendar.now());
        if (toBeHeld
                && session.supervisor().equals(need.cover())
                && !absence.includes(calendar.dateOf(session.startAt()))) {
            sessions.handTo(
                    need.sessionId(), agreements.parties(need.agreementId()).supervisor());
            needs.save(need.lapsed());
        }
    }

    private void followSuspension(Absence absence, CoverNeed need) {
        if (agreements.status(need.agreementId()) != AgreementStatus.SUSPENDED) {
            if (!absence.isRecorded()) {
                needs.save(need.lapsed());
            }
        } else if (!absence.isRecorded() || absence.isOver(calendar.today())) {
            agreements.resume(need.agreementId());
            needs.save(need.lapsed());
        } else {
            agreements.suspend(need.agreementId(), absence.requireFrom(), absence.untilOn());
        }
    }

    private void suspendIfDue(Absence absence, CoverNeed need) {
        boolean due = absence.isRecorded() && absence.includes(calendar.today());
        if (due && agreements.status(need.agreementId()) == AgreementStatus.IN_FORCE) {
            agreements.suspend(need.agreementId(), absence.requireFrom(), absence.untilOn());
        }
    }

    private void open(Absence absence, SupervisionSession session) {
        CoverNeed known = of(absence).get(session.requireId());
        if (known != null && isSettled(known)) {
            return;
        }
        String manager = line.lineManagerFor(session);
        if (known != null && known.isOpen() && known.manager().equals(manager)) {
            return;
        }
        CoverNeed need = needs.save(
                known == null
                        ? CoverNeed.found(
                                absence.requireId(),
                                session.agreementId(),
                                session.requireId(),
                                manager,
                                calendar.now())
                        : known.openedFor(manager, calendar.now()));
        notifier.send(Notice.of(
                        absence.key() + "/arrange/" + need.requireId() + "/" + need.rowVersion(),
                        manager,
                        MailKind.COVER_TO_ARRANGE,
                        absence.key())
                .start(session.startAt())
                .due(arrangeBy(absence.key())));
    }

    /** Decided, and still so: a moved session that lies in the absence again, or a cover who is away himself, is not. */
    private boolean isSettled(CoverNeed need) {
        return switch (need.state()) {
            case SUSPENDED, ACCEPTED -> true;
            case OPEN, COVERED, MOVED, LAPSED -> false;
        };
    }

    private void askToMove(Absence absence, SupervisionSession session) {
        for (String person : session.both()) {
            notifier.send(Notice.of(
                            session.key() + "/in-absence/" + absence.key() + "/" + session.moves(),
                            person,
                            MailKind.SESSION_IN_ABSENCE,
                            session.key())
                    .start(session.startAt()));
        }
    }

    private void lapse(Absence absence, Set<Long> atRisk) {
        open(absence).stream()
                .filter(need -> !atRisk.contains(need.sessionId()))
                .forEach(need -> needs.save(need.lapsed()));
    }

    /** Says which agreements have lacked their supervisor for too long by now, at every look. */
    void announceLongAbsence(Absence absence) {
        LocalDate limit =
                absence.requireFrom().plusDays(policies.current().allocation().permanentDays());
        if (absence.includes(calendar.today()) && calendar.today().isAfter(limit)) {
            agreements.inForce().stream()
                    .filter(agreement -> agreement.supervisor().equals(absence.person()))
                    .map(agreement -> longAbsent(agreement))
                    .forEach(events::publishEvent);
        }
    }

    private static SupervisorLongAbsent longAbsent(Agreement agreement) {
        return new SupervisorLongAbsent(
                agreement.requireId(),
                agreement.supervisor(),
                agreement.parties().supervisee());
    }

    private List<CoverNeed> open(Absence absence) {
        return needs.findByAbsenceIdOrderById(absence.requireId()).stream()
                .filter(CoverNeed::isOpen)
                .toList();
    }

    private Map<Long, CoverNeed> of(Absence absence) {
        return needs.findByAbsenceIdOrderById(absence.requireId()).stream()
                .collect(Collectors.toMap(CoverNeed::sessionId, Function.identity()));
    }

    private Absence require(String key) {
        return require(Absence.idOf(key));
    }

    private Absence require(long id) {
        return absences.findById(id).orElseThrow(() -> new IllegalStateException("No absence " + id));
    }
}
