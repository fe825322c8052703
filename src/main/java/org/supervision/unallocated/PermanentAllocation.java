package org.supervision.unallocated;

import java.time.LocalDate;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementTermService;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.handover.ChangesOfSupervisor;
import org.supervision.notification.MailKind;
import org.supervision.standin.ManagerWanted;

/** Has the Service Manager allocate a supervisor where nobody was found in time: as a change of supervisor (B6, B8). */
@Service
@Transactional
public class PermanentAllocation {

    private final UnallocatedSupervisees supervisees;
    private final UnallocatedSuperviseeRepository unallocated;
    private final AllocatingManagers managers;
    private final UnallocatedNotices notices;
    private final ChangesOfSupervisor changes;
    private final AgreementService agreements;
    private final AgreementTermService terms;
    private final WorkingCalendar calendar;

    PermanentAllocation(
            UnallocatedSupervisees supervisees,
            UnallocatedSuperviseeRepository unallocated,
            AllocatingManagers managers,
            UnallocatedNotices notices,
            ChangesOfSupervisor changes,
            AgreementService agreements,
            AgreementTermService terms,
            WorkingCalendar calendar) {
        this.supervisees = supervisees;
        this.unallocated = unallocated;
        this.managers = managers;
        this.notices = notices;
        this.changes = changes;
        this.agreements = agreements;
        this.terms = terms;
        this.calendar = calendar;
    }

    /** Nobody was found in time, or whoever was to follow does not: the escalation table says whose turn it is (D2). */
    public void refer(String key) {
        UnallocatedSupervisee one = supervisees.require(key);
        AllocatingManagers.Referral referral = managers.referral(one);
        LocalDate by = calendar.addWorkingDays(calendar.today(), referral.workingDays());
        one.referredTo(referral.manager(), by);
        unallocated.save(one);
        notices.ask(one, "allocate/" + one.rowVersion(), referral.manager(), MailKind.SUPERVISOR_TO_ALLOCATE, by);
    }

    /** The manager who is to allocate somebody has left or is represented: whoever stands in that place does, by the same day (E14). */
    @EventListener
    void on(ManagerWanted wanted) {
        supervisees
                .find(wanted.businessKey())
                .filter(one -> one.isOpen() && !one.isAllocationPlanned())
                .filter(one -> one.decider().filter(wanted.holder()::equals).isPresent())
                .ifPresent(one -> {
                    one.referredTo(managers.referral(one).manager(), one.requireDecideBy());
                    unallocated.save(one);
                });
    }

    /**
     * Plans who follows for good: that one is asked to accept, and takes over on the day (B6). Where there is no agreement
     * yet, they get one to draft (A1.2).
     *
     * @param supervisor user id of who follows
     * @param effectiveOn London date at whose start they take over
     * @param by user id of the manager who decides
     */
    public void plan(String key, String supervisor, LocalDate effectiveOn, String reason, String by) {
        UnallocatedSupervisee one = supervisees.require(key);
        one.allocationPlanned(calendar.now());
        unallocated.save(one);
        Optional<Agreement> agreement = supervisees.agreementOf(one);
        if (agreement.isPresent()) {
            changes.planFor(by, agreement.get().requireId(), supervisor, effectiveOn, reason);
        } else if (agreements.betweenNow(supervisor, one.supervisee()).isEmpty()) {
            terms.openFor(supervisor, one.supervisee());
        }
    }
}
