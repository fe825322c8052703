package org.supervision.missedsession;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementTerms;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.LineManagement;
import org.supervision.people.People;
import org.supervision.people.PeopleSought;
import org.supervision.people.Person;
import org.supervision.people.Role;
import org.supervision.people.WorkerType;
import org.supervision.policy.Policy;
import org.supervision.session.NewSession;
import org.supervision.session.SessionService;
import org.supervision.session.SupervisionSession;
import org.supervision.standin.ManagerWanted;

/** What the managers do about a case: line manager, Service Manager, Strategic Manager, each in his time (A7.2, B8). */
@Service
@Transactional
public class CaseEscalation {

    private final MissedCaseRepository cases;
    private final ResolutionRepository resolutions;
    private final AppointmentRepository appointments;
    private final PartyReportRepository reports;
    private final CaseEventRepository timeline;
    private final CaseDeadlines deadlines;
    private final CaseNotices notices;
    private final EscalationTable table;
    private final ManagerFinder managers;
    private final LineManagement line;
    private final People people;
    private final CaseClosing closing;
    private final SessionService sessions;
    private final AgreementService agreements;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher signals;

    CaseEscalation(
            MissedCaseRepository cases,
            ResolutionRepository resolutions,
            AppointmentRepository appointments,
            PartyReportRepository reports,
            CaseEventRepository timeline,
            CaseDeadlines deadlines,
            CaseNotices notices,
            EscalationTable table,
            ManagerFinder managers,
            LineManagement line,
            People people,
            CaseClosing closing,
            SessionService sessions,
            AgreementService agreements,
            WorkingCalendar calendar,
            ApplicationEventPublisher signals) {
        this.cases = cases;
        this.resolutions = resolutions;
        this.appointments = appointments;
        this.reports = reports;
        this.timeline = timeline;
        this.deadlines = deadlines;
        this.notices = notices;
        this.table = table;
        this.managers = managers;
        this.line = line;
        this.people = people;
        this.closing = closing;
        this.sessions = sessions;
        this.agreements = agreements;
        this.calendar = calendar;
        this.signals = signals;
    }

    /**
     * Brings the managers in, once for each case: with the first report, at the deadline, or at once when an interval
     * was not kept.
     */
    public void raise(String key) {
        MissedCase missed = require(key);
        if (missed.escalate(calendar.now())) {
            MissedCase saved = cases.save(missed);
            timeline.save(event(saved, CaseEvent.Kind.ESCALATED).level(Level.LINE_MANAGER));
            signals.publishEvent(new CaseSignal.EscalationRaised(key));
        }
    }

    /**
     * Finds the manager whose turn it is and gives him the case.
     *
     * @return the level it has now, see {@link Level}; empty when nobody in the reporting line is eligible
     */
    public Optional<Integer> route(String key) {
        MissedCase missed = require(key);
        int asked = missed.escalationLevel().orElse(Level.LINE_MANAGER);
        EscalationTable.Answer answer = table.decide(question(missed, asked));
        boolean skipsLineManager = asked == Level.LINE_MANAGER && answer.target() != EscalationTable.Target.LM;
        int level = skipsLineManager ? Level.SERVICE_MANAGER : asked;
        Optional<String> manager = managerFor(missed, level, answer.target());
        if (manager.isEmpty()) {
            timeline.save(event(missed, CaseEvent.Kind.NOBODY_ELIGIBLE).level(level));
            notices.managerWanted(missed, appointers(key));
            return Optional.empty();
        }
        Optional<String> before = missed.resolver();
        missed.routed(
                level,
                stateOf(level, answer.target()),
                manager.get(),
                answer.priority(),
                calendar.now(),
                actBy(missed, answer));
        MissedCase saved = cases.save(missed);
        timeline.save(event(saved, CaseEvent.Kind.ROUTED)
                .level(level)
                .by(manager.get())
                .detail(answer.target()));
        Stream<String> lineManager =
                skipsLineManager ? line.lineManagerOf(saved.parties().supervisor()).stream() : Stream.empty();
        notices.routed(saved, Stream.concat(before.stream(), lineManager));
        return Optional.of(level);
    }

    /**
     * The manager who has a case has left, is represented now or is no more: it goes to whoever stands in that place, with
     * its dates as they are (E14). Nothing changes where that is the same, or nobody.
     */
    @EventListener
    public void on(ManagerWanted wanted) {
        if (!MissedCase.isKey(wanted.businessKey())) {
            return;
        }
        MissedCase missed = require(wanted.businessKey());
        if (!missed.open() || missed.resolver().filter(wanted.holder()::equals).isEmpty()) {
            return;
        }
        int level = missed.escalationLevel().orElse(Level.LINE_MANAGER);
        appointed(missed, level)
                .or(() -> managers.find(
                                targetOf(missed.state()),
                                missed.parties(),
                                policyOf(missed).escalation().absentWd())
                        .manager())
                .filter(manager -> !manager.equals(wanted.holder()))
                .ifPresent(manager -> {
                    missed.givenTo(manager);
                    cases.save(missed);
                    timeline.save(event(missed, CaseEvent.Kind.ROUTED)
                            .level(level)
                            .by(manager)
                            .detail(targetOf(missed.state())));
                });
    }

    private static EscalationTable.Target targetOf(CaseState state) {
        return switch (state) {
            case WITH_SM -> EscalationTable.Target.SM;
            case WITH_STR -> EscalationTable.Target.STR;
            default -> EscalationTable.Target.LM;
        };
    }

    /** The manager did not act in time, referred it, or no session followed: one level up, at most the last. */
    public void escalateFurther(String key) {
        MissedCase missed = require(key);
        missed.escalateFurther();
        MissedCase saved = cases.save(missed);
        timeline.save(event(saved, CaseEvent.Kind.ESCALATED)
                .level(saved.escalationLevel().orElseThrow()));
    }

    /** Writes down what the manager decided; {@link #carryOut} or {@link #suspend} puts it into effect. */
    public void decide(String key, String manager, Resolution.Decision decision) {
        MissedCase missed = require(key);
        int level = missed.escalationLevel().orElseThrow();
        Resolution resolution = resolutions.save(new Resolution(
                null,
                missed.id(),
                level,
                manager,
                decision.kind(),
                calendar.now(),
                decision.startAt(),
                decision.supervisor(),
                decision.absentFrom(),
                decision.absentUntil(),
                null,
                false,
                decision.reasons()));
        timeline.save(
                event(missed, CaseEvent.Kind.DECIDED).level(level).by(manager).detail(decision.kind()));
        if (decision.kind() != Resolution.Kind.REFER) {
            notices.decided(missed, resolution);
        }
    }

    /** Books the session that the manager fixed; it is to be held by the end of its day. */
    public void carryOut(String key) {
        MissedCase missed = require(key);
        Resolution resolution = latest(missed);
        if (resolution.carriedOut() || resolution.startAt() == null) {
            return;
        }
        AgreementTerms terms = agreements.requireTermsInForce(missed.agreementId());
        String supervisor = resolution.supervisor();
        SupervisionSession session = sessions.book(new NewSession(
                missed.agreementId(),
                resolution.startAt(),
                terms.duration(),
                terms.usualLocation(),
                terms.mode(),
                terms.modeReason(),
                missed.parties().supervisor().equals(supervisor) ? null : supervisor,
                missed.id()));
        resolutions.save(resolution.carriedOut(session.id()));
        missed.sessionFixed(session.requireId(), deadlines.endOfDay(session.startAt()));
        cases.save(missed);
    }

    /** Suspends the supervision for the absence that the manager found; that closes the case (E18). */
    public void suspend(String key) {
        MissedCase missed = require(key);
        Resolution resolution = latest(missed);
        LocalDate from = Optional.ofNullable(resolution.absentFrom()).orElseGet(calendar::today);
        resolutions.save(resolution.carriedOut(null));
        closing.suspended(key);
        agreements.suspend(missed.agreementId(), from, resolution.absentUntil());
    }

    /** Whether a manager has ended the case by suspending the supervision. */
    @Transactional(readOnly = true)
    public boolean hasSuspended(String key) {
        return resolutions
                .findFirstByCaseIdOrderByIdDesc(require(key).id())
                .filter(resolution -> resolution.kind() == Resolution.Kind.ABSENCE)
                .filter(Resolution::carriedOut)
                .isPresent();
    }

    /** User ids of those who name a manager where the line has none: administrators and Strategic Managers. */
    @Transactional(readOnly = true)
    public List<String> appointers(String key) {
        MissedCase missed = require(key);
        return Stream.of(Role.ADMINISTRATOR, Role.STRATEGIC_MANAGER)
                .flatMap(role -> people.withRole(role).stream())
                .filter(user -> !missed.parties().include(user))
                .toList();
    }

    /**
     * Names somebody to see to the case at its present level.
     *
     * @param manager user id of who is named
     * @param by user id of who names him
     */
    public void appoint(String key, String manager, String by, String reason) {
        MissedCase missed = require(key);
        int level = missed.escalationLevel().orElse(Level.LINE_MANAGER);
        appointments.save(new Appointment(null, missed.id(), level, manager, by, calendar.now(), reason));
        timeline.save(
                event(missed, CaseEvent.Kind.MANAGER_APPOINTED).level(level).by(manager));
    }

    /**
     * Those who may be named: managers in post who are no party to the case, by name.
     *
     * @param typed words of a name or user id; anybody's where it is blank
     * @param most how many at most
     */
    @Transactional(readOnly = true)
    public List<Person> eligibleManagers(MissedCase missed, String typed, int most) {
        return people.search(
                PeopleSought.named(typed).with(WorkerType.MANAGER),
                found -> found.stream()
                        .filter(person -> !missed.parties().include(person.userId()))
                        .toList(),
                most);
    }

    /** The one of {@link #eligibleManagers} with this user id. */
    @Transactional(readOnly = true)
    public Optional<Person> eligibleManager(MissedCase missed, String userId) {
        return people.find(userId)
                .filter(person -> person.workerType() == WorkerType.MANAGER)
                .filter(person -> managers.isEligible(userId, missed.parties()));
    }

    /** The last moment for which a manager may fix a session that is decided on now (B8). */
    @Transactional(readOnly = true)
    public Instant latestSession(MissedCase missed) {
        return deadlines.workingDaysFromToday(policyOf(missed).escalation().heldWithinWd());
    }

    /** By when somebody is to be named. */
    @Transactional(readOnly = true)
    public Instant appointBy(MissedCase missed) {
        return deadlines.workingDaysFromToday(policyOf(missed).escalation().appointWd());
    }

    private EscalationTable.Question question(MissedCase missed, int level) {
        Policy policy = policyOf(missed);
        String supervisor = missed.parties().supervisor();
        Optional<String> serviceManager = line.serviceManagerOf(supervisor);
        boolean lineManagerIsServiceManager = serviceManager.isPresent()
                && (serviceManager.equals(line.lineManagerOf(supervisor)) || serviceManager.equals(missed.resolver()));
        LocalDate today = calendar.today();
        LocalDate missedOn = missed.initialMissedOn();
        return new EscalationTable.Question(
                EscalationTable.Trigger.CASE,
                level,
                isUnreported(missed),
                lineManagerIsServiceManager,
                cases.countReferrals(
                                missed.agreementId(),
                                missed.id(),
                                calendar.startOf(calendar.addMonthsClamped(
                                        today, -policy.escalation().referralsWithinMonths())))
                        + 1,
                cases.countMisses(
                        missed.agreementId(),
                        calendar.addMonthsClamped(missedOn, -policy.missed().repeatWithinMonths()),
                        missedOn),
                policy);
    }

    private boolean isUnreported(MissedCase missed) {
        List<PartyReport> owed = reports.findByCaseIdOrderById(missed.id()).stream()
                .filter(report -> report.state() != PartyReport.State.RELEASED)
                .toList();
        return !owed.isEmpty() && owed.stream().allMatch(report -> report.state() == PartyReport.State.NOT_REPORTED);
    }

    private Optional<String> managerFor(MissedCase missed, int level, EscalationTable.Target target) {
        Optional<String> appointed = appointed(missed, level);
        if (appointed.isPresent()) {
            return appointed;
        }
        ManagerFinder.Found found = managers.find(
                target, missed.parties(), policyOf(missed).escalation().absentWd());
        found.passedOver()
                .forEach(passed -> timeline.save(event(missed, CaseEvent.Kind.MANAGER_PASSED_OVER)
                        .level(level)
                        .by(passed.person().orElse(null))
                        .detail(passed.reason())));
        return found.manager();
    }

    /** Who was named for this level, as long as he may see to it. */
    private Optional<String> appointed(MissedCase missed, int level) {
        return appointments
                .findFirstByCaseIdAndEscalationLevelOrderByIdDesc(missed.id(), level)
                .map(Appointment::manager)
                .filter(user -> managers.isEligible(user, missed.parties()));
    }

    /** A decision that had to be withdrawn gives no time beyond the session that it had fixed. */
    private Instant actBy(MissedCase missed, EscalationTable.Answer answer) {
        Instant full = deadlines.workingDaysFromToday(answer.dueWorkingDays());
        return missed.heldBy().filter(full::isAfter).orElse(full);
    }

    private static CaseState stateOf(int level, EscalationTable.Target target) {
        if (level == Level.LINE_MANAGER) {
            return CaseState.WITH_LM;
        }
        return target == EscalationTable.Target.SM ? CaseState.WITH_SM : CaseState.WITH_STR;
    }

    private Resolution latest(MissedCase missed) {
        return resolutions
                .findFirstByCaseIdOrderByIdDesc(missed.id())
                .orElseThrow(() -> new IllegalStateException("Nothing was decided on " + missed.key()));
    }

    private Policy policyOf(MissedCase missed) {
        return deadlines.policyOf(missed);
    }

    private CaseEvent event(MissedCase missed, CaseEvent.Kind kind) {
        return CaseEvent.of(missed.id(), kind, calendar.now());
    }

    private MissedCase require(String key) {
        return cases.findById(MissedCase.idOf(key)).orElseThrow();
    }
}
