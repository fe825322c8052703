package org.supervision.unallocated;

import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.absence.AbsenceChanged;
import org.supervision.absence.SupervisorLongAbsent;
import org.supervision.access.SupervisionFiles;
import org.supervision.agreement.ActingSupervisorChanged;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementEnded;
import org.supervision.agreement.AgreementInForce;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementStatus;
import org.supervision.agreement.AgreementSuspended;
import org.supervision.agreement.SupervisorChanged;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.handover.ChangesOfSupervisor;
import org.supervision.handover.SupervisorLost;
import org.supervision.notification.MailKind;
import org.supervision.people.DirectoryChanged;
import org.supervision.people.LineManagement;
import org.supervision.people.Person;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;
import org.supervision.session.SessionBooked;
import org.supervision.session.SessionService;
import org.supervision.unallocated.UnallocatedSupervisee.Reason;
import org.supervision.unallocated.UnallocatedSupervisee.State;

/**
 * Knows who has no supervisor, from the day on which that is known until an active supervisor has accepted and a session is
 * booked (B8). Whatever happens to their agreement, their sessions and their people is looked at as it happens, and again by
 * the daily sweep.
 */
@Service
@Transactional
public class UnallocatedSupervisees {

    private final UnallocatedSuperviseeRepository unallocated;
    private final AllocatingManagers managers;
    private final UnallocatedNotices notices;
    private final AgreementService agreements;
    private final SupervisionFiles files;
    private final SessionService sessions;
    private final ChangesOfSupervisor changes;
    private final LineManagement line;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;

    UnallocatedSupervisees(
            UnallocatedSuperviseeRepository unallocated,
            AllocatingManagers managers,
            UnallocatedNotices notices,
            AgreementService agreements,
            SupervisionFiles files,
            SessionService sessions,
            ChangesOfSupervisor changes,
            LineManagement line,
            Policies policies,
            WorkingCalendar calendar,
            ApplicationEventPublisher events) {
        this.unallocated = unallocated;
        this.managers = managers;
        this.notices = notices;
        this.agreements = agreements;
        this.files = files;
        this.sessions = sessions;
        this.changes = changes;
        this.line = line;
        this.policies = policies;
        this.calendar = calendar;
        this.events = events;
    }

    /**
     * The one with this business key.
     *
     * @throws NoSuchElementException if there is none
     */
    public UnallocatedSupervisee require(String key) {
        return find(key).orElseThrow(() -> new NoSuchElementException("No unallocated supervisee " + key));
    }

    /** The one with this business key, if there is one. */
    public Optional<UnallocatedSupervisee> find(String key) {
        return UnallocatedSupervisee.isKey(key)
                ? unallocated.findById(UnallocatedSupervisee.idOf(key))
                : Optional.empty();
    }

    /** Those who have no supervisor now, the one who has had none the longest first. */
    public List<UnallocatedSupervisee> open() {
        return unallocated.findOpen();
    }

    /** The agreement that lacks its supervisor, if there is one. */
    public Optional<Agreement> agreementOf(UnallocatedSupervisee one) {
        return one.agreementId().isPresent()
                ? Optional.of(agreements.require(one.agreementId().getAsLong()))
                : Optional.empty();
    }

    /** User id of the line manager who sees to it that there is an interim supervisor (B8). */
    public String lineManager(UnallocatedSupervisee one) {
        return managers.lineManager(one);
    }

    @EventListener
    void on(SupervisorLost lost) {
        lost(agreements.require(lost.agreementId()));
    }

    @EventListener
    void on(SupervisorLongAbsent absent) {
        Agreement agreement = agreements.require(absent.agreementId());
        open(Reason.LONG_ABSENT, absent.supervisee(), agreement, absent.supervisor());
    }

    /** An agreement's supervisor has gone. */
    void lost(Agreement agreement) {
        open(Reason.LOST, agreement.parties().supervisee(), agreement, agreement.supervisor());
    }

    /** Somebody has no agreement, and no line manager who could make one. */
    void withoutLineManager(Person person) {
        open(Reason.NO_LINE_MANAGER, person.userId(), null, person.lineManager());
    }

    /**
     * From now on somebody is to be found. Where that is known already, nothing happens, but that a change which came to
     * nothing is decided on again. Publishes {@link SuperviseeUnallocated}.
     */
    private void open(Reason reason, String supervisee, @Nullable Agreement agreement, @Nullable String former) {
        Optional<UnallocatedSupervisee> known = unallocated.findByOpenFor(supervisee);
        if (known.isPresent()) {
            settle(known.get());
            return;
        }
        if (!line.isActive(supervisee) || agreement != null && agreement.status() != AgreementStatus.IN_FORCE) {
            return;
        }
        UnallocatedSupervisee opened = unallocated.save(new UnallocatedSupervisee(
                reason,
                supervisee,
                agreement == null ? null : agreement.requireId(),
                former,
                deadlines(),
                calendar.now()));
        notices.ask(opened, "opened", lineManager(opened), MailKind.SUPERVISOR_MISSING, opened.interimDueOn());
        events.publishEvent(new SuperviseeUnallocated(opened.key()));
        if (reason == Reason.LOST && agreement != null) {
            events.publishEvent(new ActingSupervisorChanged(agreement.requireId(), agreement.supervisor(), null));
        }
    }

    private UnallocatedSupervisee.Deadlines deadlines() {
        LocalDate today = calendar.today();
        Policy.Allocation policy = policies.current().allocation();
        return new UnallocatedSupervisee.Deadlines(
                today, calendar.addWorkingDays(today, policy.interimWd()), today.plusDays(policy.permanentDays()));
    }

    @EventListener
    void on(SupervisorChanged changed) {
        settleUnder(changed.agreementId());
    }

    @EventListener
    void on(AgreementEnded ended) {
        settleUnder(ended.agreementId());
    }

    @EventListener
    void on(AgreementSuspended suspended) {
        settleUnder(suspended.agreementId());
    }

    @EventListener
    void on(SessionBooked booked) {
        settleUnder(booked.agreementId());
    }

    @EventListener
    void on(AgreementInForce inForce) {
        unallocated
                .findByOpenFor(agreements.parties(inForce.agreementId()).supervisee())
                .ifPresent(this::settle);
    }

    @EventListener
    void on(AbsenceChanged changed) {
        open().stream().filter(one -> one.reason() == Reason.LONG_ABSENT).forEach(this::settle);
    }

    @EventListener
    void on(DirectoryChanged changed) {
        open().forEach(this::settle);
    }

    private void settleUnder(long agreementId) {
        unallocated.findOpenUnder(agreementId).ifPresent(this::settle);
    }

    /** Looks whether somebody still lacks a supervisor, and closes it where not. A repeated look changes nothing. */
    void settle(UnallocatedSupervisee one) {
        if (!line.isActive(one.supervisee())) {
            close(one, State.NOT_NEEDED);
            return;
        }
        Optional<Agreement> present = presentAgreement(one);
        if (present.isEmpty()) {
            if (one.agreementId().isPresent()) {
                close(one, State.NOT_NEEDED);
            }
            return;
        }
        Agreement agreement = present.get();
        if (agreement.status() == AgreementStatus.SUSPENDED) {
            close(one, State.NOT_NEEDED);
            return;
        }
        if (one.agreementId().isEmpty() || one.agreementId().getAsLong() != agreement.requireId()) {
            one.under(agreement.requireId());
            unallocated.save(one);
        }
        if (supervises(one, agreement)) {
            accepted(one, agreement);
        } else {
            followInterim(one, agreement);
            followPlan(one, agreement);
        }
    }

    /** The agreement that lacked its supervisor while it lives, or else another that is in force. */
    private Optional<Agreement> presentAgreement(UnallocatedSupervisee one) {
        return agreementOf(one)
                .filter(agreement -> agreement.status().isSigned())
                .or(() -> agreements.of(one.supervisee()).stream()
                        .filter(agreement -> one.supervisee().equals(agreement.supervisee()))
                        .filter(agreement -> agreement.status() == AgreementStatus.IN_FORCE)
                        .findFirst());
    }

    private boolean supervises(UnallocatedSupervisee one, Agreement agreement) {
        String supervisor = agreement.supervisor();
        boolean stillAway = one.reason() == Reason.LONG_ABSENT
                && one.former().filter(supervisor::equals).isPresent()
                && line.awayUntil(supervisor).isPresent();
        return !stillAway
                && line.isActive(supervisor)
                && files.holderOf(agreement.requireId()).equals(supervisor);
    }

    private void accepted(UnallocatedSupervisee one, Agreement agreement) {
        long agreementId = agreement.requireId();
        String supervisor = agreement.supervisor();
        if (one.former().filter(supervisor::equals).isPresent()) {
            close(one, State.RETURNED);
        } else {
            if (one.allocated().filter(supervisor::equals).isEmpty()) {
                one.accepted(supervisor, calendar.now());
                unallocated.save(one);
            }
            if (sessions.futureBooked(agreementId).isEmpty()) {
                withoutInterim(one, agreementId, supervisor);
            } else {
                close(one, State.ALLOCATED);
            }
        }
    }

    /** Whoever supervised for the time being, and has left, does so no longer: somebody else is to be found. */
    private void followInterim(UnallocatedSupervisee one, Agreement agreement) {
        boolean gone =
                one.acceptedInterim().filter(interim -> !line.isActive(interim)).isPresent();
        if (gone) {
            withoutInterim(
                    one, agreement.requireId(), one.reason() == Reason.LONG_ABSENT ? agreement.supervisor() : null);
            notices.ask(
                    one,
                    "interim-lost/" + one.rowVersion(),
                    lineManager(one),
                    MailKind.SUPERVISOR_MISSING,
                    one.interimDueOn());
            events.publishEvent(new InterimLost(one.key()));
        }
    }

    private void withoutInterim(UnallocatedSupervisee one, long agreementId, @Nullable String successor) {
        Optional<String> interim = one.acceptedInterim();
        if (interim.isPresent()) {
            one.withoutInterim();
            unallocated.save(one);
            events.publishEvent(new ActingSupervisorChanged(agreementId, interim.get(), successor));
        }
    }

    /** The change of supervisor that a manager has planned came to nothing. */
    private void followPlan(UnallocatedSupervisee one, Agreement agreement) {
        if (one.isAllocationPlanned()
                && changes.plannedFor(agreement.requireId()).isEmpty()) {
            one.allocationFailed();
            unallocated.save(one);
            events.publishEvent(new AllocationFailed(one.key()));
        }
    }

    private void close(UnallocatedSupervisee one, State end) {
        Optional<String> interim = one.acceptedInterim();
        one.close(end, calendar.now());
        unallocated.save(one);
        if (interim.isPresent() && one.agreementId().isPresent()) {
            Agreement agreement = agreements.require(one.agreementId().getAsLong());
            if (agreement.status().isSigned()) {
                events.publishEvent(
                        new ActingSupervisorChanged(agreement.requireId(), interim.get(), agreement.supervisor()));
            }
        }
        events.publishEvent(new AllocationOver(one.key(), end == State.ALLOCATED));
    }
}
