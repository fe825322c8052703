package org.supervision.unallocated;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.ActingSupervisorChanged;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementTermService;
import org.supervision.agreement.AgreementTerms;
import org.supervision.agreement.Parties;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.handover.SupervisorRules;
import org.supervision.notification.MailKind;
import org.supervision.people.Absences;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.policy.Policies;
import org.supervision.session.NewSession;
import org.supervision.session.SessionService;
import org.supervision.session.SlotRules;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.FormErrors;

/** Finds somebody who supervises for the time being, and has the first session with that one booked (B8). */
@Service
@Transactional
public class InterimSupervision {

    private static final String CLAUSE = "B8";

    private final UnallocatedSupervisees supervisees;
    private final UnallocatedSuperviseeRepository unallocated;
    private final InterimRefusalRepository refusals;
    private final UnallocatedNotices notices;
    private final SupervisorRules rules;
    private final SlotRules slots;
    private final SessionService sessions;
    private final AgreementService agreements;
    private final AgreementTermService terms;
    private final People people;
    private final Absences absences;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;

    InterimSupervision(
            UnallocatedSupervisees supervisees,
            UnallocatedSuperviseeRepository unallocated,
            InterimRefusalRepository refusals,
            UnallocatedNotices notices,
            SupervisorRules rules,
            SlotRules slots,
            SessionService sessions,
            AgreementService agreements,
            AgreementTermService terms,
            People people,
            Absences absences,
            Policies policies,
            WorkingCalendar calendar,
            ApplicationEventPublisher events) {
        this.supervisees = supervisees;
        this.unallocated = unallocated;
        this.refusals = refusals;
        this.notices = notices;
        this.rules = rules;
        this.slots = slots;
        this.sessions = sessions;
        this.agreements = agreements;
        this.terms = terms;
        this.people = people;
        this.absences = absences;
        this.policies = policies;
        this.calendar = calendar;
        this.events = events;
    }

    /**
     * Those who can supervise this person from today on, by name; whoever was the supervisor is not among them.
     *
     * @param typed words of a name or user id; anybody's where it is blank
     * @param most how many at most
     */
    @Transactional(readOnly = true)
    public List<Person> candidates(String key, String typed, int most) {
        UnallocatedSupervisee one = supervisees.require(key);
        return rules.candidates(one.supervisee(), calendar.today(), one.former().orElse(null), typed, most);
    }

    /** The one of {@link #candidates} with this user id. */
    @Transactional(readOnly = true)
    public Optional<Person> candidate(String key, String userId) {
        UnallocatedSupervisee one = supervisees.require(key);
        return rules.candidate(one.supervisee(), calendar.today(), one.former().orElse(null), userId);
    }

    /** The sessions that are booked and will be the interim supervisor's, the earliest first. */
    @Transactional(readOnly = true)
    public List<SupervisionSession> booked(UnallocatedSupervisee one) {
        return one.agreementId().isPresent()
                ? sessions.futureBooked(one.agreementId().getAsLong())
                : List.of();
    }

    /** Who could not do it, and why, the first one first. */
    @Transactional(readOnly = true)
    public List<InterimRefusal> refusals(UnallocatedSupervisee one) {
        return refusals.findByUnallocatedIdOrderById(one.requireId());
    }

    /** Adds an error where this person cannot supervise whoever lacks a supervisor from this London date on. */
    @Transactional(readOnly = true)
    public void checkPerson(UnallocatedSupervisee one, String field, String person, LocalDate from, FormErrors errors) {
        if (isFormer(one, person)) {
            errors.add(field, "They are the supervisor who is missing: choose somebody else.", CLAUSE);
            return;
        }
        rules.obstacle(person, one.supervisee(), from)
                .ifPresent(obstacle -> errors.add(field, obstacle.message(), obstacle.clause()));
        if (!errors.has(field) && absences.isAway(person, from)) {
            errors.add(field, people.nameOf(person) + " is away then: choose somebody else.", CLAUSE);
        }
    }

    /** Adds an error where there is to be a first session and this is no time for one. */
    @Transactional(readOnly = true)
    public void checkStart(
            UnallocatedSupervisee one, String field, String interim, @Nullable Instant start, FormErrors errors) {
        Optional<Agreement> agreement = supervisees.agreementOf(one);
        if (agreement.isEmpty()) {
            if (start != null) {
                errors.add(field, "There is no agreement yet: leave this open until both have signed one.", "A1.2");
            }
            return;
        }
        if (start == null) {
            if (booked(one).isEmpty()) {
                errors.add(field, "Say when the first session is: none is booked.", CLAUSE);
            }
            return;
        }
        LocalDate day = calendar.dateOf(start);
        AgreementTerms agreed = agreements.requireTermsInForce(agreement.get().requireId());
        // the interval has suffered already: a first session is never refused for it
        slots.checkTime(
                errors,
                field,
                new SlotRules.Slot(
                        agreement.get().requireId(),
                        new Parties(interim, one.supervisee()),
                        start,
                        agreed.duration(),
                        day,
                        null,
                        null));
        if (absences.isAway(interim, day)) {
            errors.add(field, people.nameOf(interim) + " is away on that day.", CLAUSE);
        }
    }

    /**
     * Asks somebody to supervise for the time being.
     *
     * @param start when the first session is to be; null where the next one that is booked will do
     */
    public void ask(String key, String interim, @Nullable Instant start) {
        UnallocatedSupervisee one = supervisees.require(key);
        LocalDate by = calendar.addWorkingDays(
                calendar.today(), policies.current().allocation().acceptWd());
        one.asking(interim, start, by);
        unallocated.save(one);
        notices.ask(one, "ask/" + one.rowVersion(), interim, MailKind.INTERIM_TO_ACCEPT, one.requireAcceptBy());
    }

    /**
     * Whoever is asked supervises for the time being. {@link #begin} puts that into effect.
     *
     * @param start when the first session is; null where the next one that is booked will do
     */
    public void accept(String key, @Nullable Instant start) {
        UnallocatedSupervisee one = supervisees.require(key);
        one.interimAccepted(start, calendar.now());
        unallocated.save(one);
    }

    /** Whoever is asked cannot: somebody else is to be found. */
    public void refuse(String key, String by, String reason) {
        UnallocatedSupervisee one = supervisees.require(key);
        refusals.save(new InterimRefusal(null, one.requireId(), by, calendar.now(), reason));
        withoutInterim(one);
    }

    /** Whoever is asked has not answered in time: somebody else is to be found. */
    public void passOver(String key) {
        withoutInterim(supervisees.require(key));
    }

    private void withoutInterim(UnallocatedSupervisee one) {
        one.withoutInterim();
        unallocated.save(one);
        notices.ask(
                one,
                "again/" + one.rowVersion(),
                supervisees.lineManager(one),
                MailKind.INTERIM_NOT_FOUND,
                one.interimDueOn());
    }

    /**
     * The interim supervisor begins: what is booked is theirs, and the first session is booked. Where there is no agreement
     * yet, they get one to draft (A1.2).
     */
    public void begin(String key) {
        UnallocatedSupervisee one = supervisees.require(key);
        String interim = one.acceptedInterim().orElseThrow();
        Optional<Agreement> agreement = supervisees.agreementOf(one);
        if (agreement.isPresent()) {
            hold(one, agreement.get(), interim);
        } else if (agreements.betweenNow(interim, one.supervisee()).isEmpty()) {
            terms.openFor(interim, one.supervisee());
        }
        notices.tell(one, "interim/" + interim, one.supervisee(), MailKind.INTERIM_SUPERVISOR);
    }

    private void hold(UnallocatedSupervisee one, Agreement agreement, String interim) {
        long agreementId = agreement.requireId();
        events.publishEvent(new ActingSupervisorChanged(agreementId, agreement.supervisor(), interim));
        // what an interim supervisor had who has left meanwhile
        sessions.futureBooked(agreementId).stream()
                .filter(session -> rules.obstacle(session.supervisor(), one.supervisee(), calendar.today())
                        .isPresent())
                .forEach(session -> sessions.handTo(session.requireId(), interim));
        one.firstStartAt().ifPresent(start -> {
            AgreementTerms agreed = agreements.requireTermsInForce(agreementId);
            sessions.book(new NewSession(
                    agreementId,
                    start,
                    agreed.duration(),
                    agreed.usualLocation(),
                    agreed.mode(),
                    agreed.modeReason(),
                    interim,
                    null));
        });
    }

    private static boolean isFormer(UnallocatedSupervisee one, String person) {
        return one.former().filter(person::equals).isPresent();
    }
}
