package org.supervision.disagreement;

import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementEnded;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.Parties;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.missedsession.EscalationTable;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;
import org.supervision.session.Disagreement;
import org.supervision.session.DisagreementUnresolved;
import org.supervision.session.RecordService;
import org.supervision.session.SessionService;
import org.supervision.session.SupervisionSession;
import org.supervision.standin.ManagerWanted;

/** Takes a disagreement from the last attempt of the two to the decision of a manager (A7.1, A7.2). */
@Service
@Transactional
public class DisagreementService {

    private static final String COPIES = "/camunda/api/supervision/copies/";

    private final DisagreementReferralRepository referrals;
    private final DisagreementAttemptRepository attempts;
    private final DisagreementAppointmentRepository appointments;
    private final Deciders deciders;
    private final DisagreementSubjects subjects;
    private final AgreementService agreements;
    private final SessionService sessions;
    private final RecordService records;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final Notifier notifier;
    private final ApplicationEventPublisher events;

    DisagreementService(
            DisagreementReferralRepository referrals,
            DisagreementAttemptRepository attempts,
            DisagreementAppointmentRepository appointments,
            Deciders deciders,
            DisagreementSubjects subjects,
            AgreementService agreements,
            SessionService sessions,
            RecordService records,
            People people,
            Policies policies,
            WorkingCalendar calendar,
            Notifier notifier,
            ApplicationEventPublisher events) {
        this.referrals = referrals;
        this.attempts = attempts;
        this.appointments = appointments;
        this.deciders = deciders;
        this.subjects = subjects;
        this.agreements = agreements;
        this.sessions = sessions;
        this.records = records;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
        this.notifier = notifier;
        this.events = events;
    }

    /** Asks both to try once more, once for each disagreement. Publishes {@link ReferralOpened}. */
    @EventListener
    public void open(DisagreementUnresolved unresolved) {
        if (referrals.findByDisagreementId(unresolved.disagreementId()).isPresent()) {
            return;
        }
        Disagreement disagreement = records.requireDisagreement(unresolved.disagreementId());
        SupervisionSession session = sessions.require(disagreement.sessionId());
        String author = records.require(disagreement.sessionId()).author();
        DisagreementReferral referral = referrals.save(DisagreementReferral.raising(author, calendar.now())
                .about(
                        session.agreementId(),
                        disagreement.sessionId(),
                        unresolved.disagreementId(),
                        null,
                        attemptBy()));
        askBoth(referral);
        events.publishEvent(new ReferralOpened(referral.key()));
    }

    /** Refers what stands unresolved in the distributed record of an agreement that lives, and never was. */
    public void referUnreferred() {
        referrals.findUnreferred().forEach(id -> open(new DisagreementUnresolved(id)));
    }

    /**
     * Begins a disagreement that its form will fill in.
     *
     * @param by user id of the party who raises it
     * @return its key
     */
    public String begin(String by) {
        return referrals.save(DisagreementReferral.raising(by, calendar.now())).key();
    }

    /** By when the party who raises it has said what it is about. */
    @Transactional(readOnly = true)
    public LocalDate raiseBy(DisagreementReferral referral) {
        return calendar.addWorkingDays(
                calendar.dateOf(referral.raisedAt()), policy().disagreement().attemptWd());
    }

    /** What this person may raise a disagreement about: own agreements that live, and the records of a year. */
    @Transactional(readOnly = true)
    public List<Subject> subjectsOf(String userId) {
        return subjects.of(userId);
    }

    /**
     * Raises it: both are asked to try to resolve it.
     *
     * @param about business key of the agreement or of the record's session
     * @param position what the party who raises it holds
     */
    public void raise(String key, String about, String position) {
        boolean onRecord = SupervisionSession.isKey(about);
        @Nullable Long sessionId = onRecord ? SupervisionSession.idOf(about) : null;
        long agreementId =
                onRecord ? sessions.require(SupervisionSession.idOf(about)).agreementId() : Agreement.idOf(about);
        askBoth(referrals.save(require(key).about(agreementId, sessionId, null, position, attemptBy())));
    }

    /** It is not raised after all. */
    public void withdraw(String key) {
        referrals.save(require(key).closed(ReferralState.WITHDRAWN, calendar.now()));
    }

    /**
     * A disagreement.
     *
     * @throws NoSuchElementException if there is none of this key
     */
    @Transactional(readOnly = true)
    public DisagreementReferral require(String key) {
        return referrals
                .findById(DisagreementReferral.idOf(key))
                .orElseThrow(() -> new NoSuchElementException("No disagreement " + key));
    }

    /** Between whom it is: the two of the agreement, or of the record, whose supervisor is who sees to it now (B6). */
    @Transactional(readOnly = true)
    public Parties parties(DisagreementReferral referral) {
        if (referral.sessionId() == null) {
            return agreements.parties(referral.requireAgreementId());
        }
        SupervisionSession session = sessions.require(referral.sessionId());
        return new Parties(sessions.inCharge(session), session.supervisee());
    }

    /** The disagreement as the record has it; nothing where a party raised it later. */
    @Transactional(readOnly = true)
    public Optional<Disagreement> recorded(DisagreementReferral referral) {
        return Optional.ofNullable(referral.disagreementId()).map(records::requireDisagreement);
    }

    /** What both said when they tried to resolve it, in order. */
    @Transactional(readOnly = true)
    public List<DisagreementAttempt> attempts(DisagreementReferral referral) {
        return attempts.findByReferralIdOrderById(referral.requireId());
    }

    /** What was ever disagreed on about this record, in order. */
    @Transactional(readOnly = true)
    public List<DisagreementReferral> onRecord(long sessionId) {
        return referrals.findBySessionIdOrderById(sessionId);
    }

    /** What was ever disagreed on about this agreement itself, in order. */
    @Transactional(readOnly = true)
    public List<DisagreementReferral> onAgreement(long agreementId) {
        return referrals.findByAgreementIdOrderById(agreementId).stream()
                .filter(referral -> referral.sessionId() == null)
                .toList();
    }

    /** Keeps what a party said when they tried to resolve it. */
    public void attempt(String key, String by, String position, @Nullable String proposal, boolean resolved) {
        DisagreementReferral referral = require(key);
        attempts.save(new DisagreementAttempt(
                null,
                referral.requireId(),
                parties(referral).sideOf(by),
                by,
                calendar.now(),
                position,
                proposal,
                resolved));
        if (isResolved(key)) {
            referrals.save(referral.closed(ReferralState.RESOLVED, calendar.now()));
        }
    }

    /** Whether both say that it is resolved. */
    @Transactional(readOnly = true)
    public boolean isResolved(String key) {
        List<DisagreementAttempt> both = attempts(require(key));
        return both.size() == 2 && both.stream().allMatch(DisagreementAttempt::resolved);
    }

    /** Whether nothing more is waited for of the two: both have answered, or their time is over. */
    @Transactional(readOnly = true)
    public boolean isAttemptOver(DisagreementReferral referral) {
        return calendar.today().isAfter(referral.requireAttemptBy())
                || attempts(referral).size() == 2;
    }

    /**
     * Puts it before who was named for it, or the Service Manager or, as the decision table says, the Strategic Manager; never
     * before a party. Where nobody may decide it, those who name somebody are told (D2, E14).
     *
     * @return whether it is before somebody now
     */
    public boolean refer(String key) {
        DisagreementReferral referral = require(key);
        Parties parties = parties(referral);
        EscalationTable.Answer answer = deciders.answer(referral, parties);
        Optional<String> manager = deciders.find(referral, parties, answer.target());
        if (manager.isEmpty()) {
            askAppointers(referral, parties);
            return false;
        }
        LocalDate by = in(answer.dueWorkingDays());
        referrals.save(referral.referredTo(manager.get(), calendar.now(), by));
        notifier.send(Notice.of(key + "/decide", manager.get(), MailKind.DISAGREEMENT_TO_DECIDE, key)
                .due(by));
        return true;
    }

    private void askAppointers(DisagreementReferral referral, Parties parties) {
        String step = referral.key() + "/appoint/" + appointments.countByReferralId(referral.requireId());
        deciders.appointers(parties)
                .forEach(user -> notifier.send(Notice.of(step, user, MailKind.TASK_WAITING, referral.key())
                        .due(appointBy())));
    }

    /**
     * Where the manager before whom a disagreement is has left, and nobody may decide it in their place, somebody is to be
     * named. Publishes {@link DeciderLost} for each.
     */
    public void missDeciders() {
        List<DisagreementReferral> open = referrals.findByProgressStateOrderById(ReferralState.REFERRED);
        if (open.isEmpty()) {
            return;
        }
        Set<String> left = Set.copyOf(people.left());
        open.stream()
                .filter(referral -> left.contains(referral.requireDecider()))
                .filter(this::isBeforeNobody)
                .forEach(referral -> events.publishEvent(new DeciderLost(referral.key())));
    }

    private boolean isBeforeNobody(DisagreementReferral referral) {
        Parties parties = parties(referral);
        return deciders.find(
                        referral, parties, deciders.answer(referral, parties).target())
                .isEmpty();
    }

    /** It is before nobody any more: those who name somebody are told. */
    public void takeBack(String key) {
        DisagreementReferral referral = referrals.save(require(key).takenBack());
        askAppointers(referral, parties(referral));
    }

    /** User ids of those who name somebody where nobody may decide it: administrators and Strategic Managers (D2). */
    @Transactional(readOnly = true)
    public List<String> appointers(String key) {
        return deciders.appointers(parties(require(key)));
    }

    /** By when somebody is named, from today. */
    @Transactional(readOnly = true)
    public LocalDate appointBy() {
        return in(policy().escalation().appointWd());
    }

    /**
     * Those who may be named to decide it, by name: managers in post, neither of the two, nor who names them.
     *
     * @param by user id of who names them
     * @param typed words of a name or user id; anybody's where it is blank
     * @param most how many at most
     */
    @Transactional(readOnly = true)
    public List<Person> eligibleDeciders(String key, String by, String typed, int most) {
        return deciders.eligible(parties(require(key)), by, typed, most);
    }

    /** The one of {@link #eligibleDeciders} with this user id. */
    @Transactional(readOnly = true)
    public Optional<Person> eligibleDecider(String key, String by, String userId) {
        return deciders.eligible(parties(require(key)), by, userId);
    }

    /**
     * Names somebody to decide it; {@link #refer} puts it before them.
     *
     * @param manager user id of who is named
     * @param by user id of who names them
     */
    public void appoint(String key, String manager, String by, String reason) {
        appointments.save(
                new DisagreementAppointment(null, require(key).requireId(), manager, by, calendar.now(), reason));
    }

    /**
     * The manager before whom it is has left, is represented now or is no more: it goes to whoever stands in that place, with
     * its date as it is (E14). Nothing changes where that is the same, or nobody.
     */
    @EventListener
    public void on(ManagerWanted wanted) {
        if (!DisagreementReferral.isKey(wanted.businessKey())) {
            return;
        }
        DisagreementReferral referral = require(wanted.businessKey());
        Parties parties = parties(referral);
        if (referral.state() != ReferralState.REFERRED
                || !referral.requireDecider().equals(wanted.holder())
                || deciders.isInPlace(wanted.holder(), referral, parties)) {
            return;
        }
        deciders.find(referral, parties, deciders.answer(referral, parties).target())
                .ifPresent(manager -> referrals.save(referral.before(manager)));
    }

    /** Keeps the decision and tells both, who read it with the record or the agreement. */
    public void decide(String key, String decision, String reasons, @Nullable String followUp, String by) {
        DisagreementReferral decided =
                referrals.save(require(key).decided(decision, reasons, followUp, by, calendar.now()));
        parties(decided)
                .both()
                .forEach(party -> notifier.send(Notice.of(key + "/decided", party, MailKind.DISAGREEMENT_DECIDED, key)
                        .path(COPIES + copyOf(decided))));
    }

    private String copyOf(DisagreementReferral referral) {
        return referral.sessionId() == null
                ? "agreements/"
                        + agreements
                                .termInForce(referral.requireAgreementId())
                                .orElseThrow()
                                .key()
                : "records/" + SupervisionSession.keyOf(referral.sessionId());
    }

    /** Nothing is left to decide once the agreement has ended. Publishes {@link ReferralOver} for each. */
    @EventListener
    void on(AgreementEnded ended) {
        referrals.findByAgreementIdOrderById(ended.agreementId()).stream()
                .filter(DisagreementReferral::isOpen)
                .forEach(referral -> events.publishEvent(new ReferralOver(referral.key())));
        referrals.findByProgressStateOrderById(ReferralState.RAISING).stream()
                .filter(referral -> subjects.of(referral.raisedBy()).isEmpty())
                .forEach(referral -> events.publishEvent(new ReferralOver(referral.key())));
    }

    /** The agreement ended before anybody decided. */
    public void close(String key) {
        referrals.save(require(key).closed(ReferralState.ENDED, calendar.now()));
    }

    private void askBoth(DisagreementReferral referral) {
        parties(referral)
                .both()
                .forEach(party -> notifier.send(
                        Notice.of(referral.key() + "/attempt", party, MailKind.DISAGREEMENT_TO_ATTEMPT, referral.key())
                                .due(referral.requireAttemptBy())));
    }

    private LocalDate attemptBy() {
        return in(policy().disagreement().attemptWd());
    }

    private LocalDate in(int workingDays) {
        return calendar.addWorkingDays(calendar.today(), workingDays);
    }

    private Policy policy() {
        return policies.current();
    }
}
