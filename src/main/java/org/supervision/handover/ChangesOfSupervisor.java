package org.supervision.handover;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.data.util.Streamable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.access.SupervisionFiles;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementEnded;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementTermService;
import org.supervision.agreement.EndReason;
import org.supervision.agreement.ManagedAgreements;
import org.supervision.agreement.ReportingLine;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.MailKind;
import org.supervision.people.LineManagement;
import org.supervision.personalmatter.PersonalMatterService;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;
import org.supervision.session.Actions;

/** Plans a change of the supervisor of an agreement, prepares it, and carries it out on its day (B6, A1.2). */
@Service
@Transactional
public class ChangesOfSupervisor {

    /** So many of those that are found may be out of the question before more are asked for, that many times as many. */
    private static final int FEW = 10;

    private static final int MORE = 4;

    private final SupervisorChangeRepository changes;
    private final HandoverSummaryRepository summaries;
    private final HandoverRefusalRepository refusals;
    private final HandoverMatterRepository chosen;
    private final HandoverActionRepository kept;
    private final AgreementService agreements;
    private final AgreementTermService terms;
    private final ManagedAgreements managed;
    private final ReportingLine reportingLine;
    private final LineManagement line;
    private final SupervisorRules rules;
    private final SupervisionFiles files;
    private final PersonalMatterService matters;
    private final Actions actions;
    private final HandoverNotices notices;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;

    ChangesOfSupervisor(
            SupervisorChangeRepository changes,
            HandoverSummaryRepository summaries,
            HandoverRefusalRepository refusals,
            HandoverMatterRepository chosen,
            HandoverActionRepository kept,
            AgreementService agreements,
            AgreementTermService terms,
            ManagedAgreements managed,
            ReportingLine reportingLine,
            LineManagement line,
            SupervisorRules rules,
            SupervisionFiles files,
            PersonalMatterService matters,
            Actions actions,
            HandoverNotices notices,
            Policies policies,
            WorkingCalendar calendar,
            ApplicationEventPublisher events) {
        this.changes = changes;
        this.summaries = summaries;
        this.refusals = refusals;
        this.chosen = chosen;
        this.kept = kept;
        this.agreements = agreements;
        this.terms = terms;
        this.managed = managed;
        this.reportingLine = reportingLine;
        this.line = line;
        this.rules = rules;
        this.files = files;
        this.matters = matters;
        this.actions = actions;
        this.notices = notices;
        this.policies = policies;
        this.calendar = calendar;
        this.events = events;
    }

    /** Begins a change that its form will fill in, and answers its business key. */
    public String begin(String initiator) {
        return changes.save(SupervisorChange.asked(initiator, calendar.now())).key();
    }

    /**
     * The change with this business key.
     *
     * @throws NoSuchElementException if there is none
     */
    public SupervisorChange require(String key) {
        return Optional.of(key)
                .filter(SupervisorChange::isKey)
                .flatMap(one -> changes.findById(SupervisorChange.idOf(one)))
                .orElseThrow(() -> new NoSuchElementException("No change of supervisor " + key));
    }

    /** User id of the supervisee whom each change is about, by its business key; without those that are not filled in. */
    public Map<String, String> supervisees(Collection<String> keys) {
        List<SupervisorChange> filled = Streamable.of(changes.findAllById(keys.stream()
                        .filter(SupervisorChange::isKey)
                        .map(SupervisorChange::idOf)
                        .toList()))
                .filter(change -> change.agreementId() != null)
                .toList();
        Map<Long, String> supervisees =
                agreements
                        .all(filled.stream()
                                .map(SupervisorChange::requireAgreementId)
                                .toList())
                        .stream()
                        .collect(Collectors.toMap(
                                Agreement::requireId,
                                agreement -> agreement.parties().supervisee()));
        return filled.stream()
                .collect(Collectors.toMap(
                        SupervisorChange::key, change -> supervisees.get(change.requireAgreementId())));
    }

    /** The change of this agreement's supervisor that waits for its day. */
    public Optional<SupervisorChange> plannedFor(long agreementId) {
        return changes.findByPlannedFor(agreementId);
    }

    /** The changes of the supervisor that wait for their day, by the row id of their agreement. */
    public Map<Long, SupervisorChange> plannedFor(Collection<Long> agreementIds) {
        return agreementIds.isEmpty()
                ? Map.of()
                : changes.findByPlannedForIn(agreementIds).stream()
                        .collect(Collectors.toMap(SupervisorChange::requireAgreementId, Function.identity()));
    }

    /** The agreement that a filled-in change is about. */
    public Agreement agreementOf(SupervisorChange change) {
        return agreements.require(change.requireAgreementId());
    }

    /** What the outgoing supervisor wrote; empty before. */
    public Optional<HandoverSummary> summary(SupervisorChange change) {
        return summaries.findByChangeId(change.requireId());
    }

    /** Who could not take it over, and why, the first one first. */
    public List<HandoverRefusal> refusals(SupervisorChange change) {
        return refusals.findByChangeIdOrderById(change.requireId());
    }

    /**
     * The signed agreements whose supervisor this manager may change: of those in his line, his own left out.
     *
     * @param typed words of a party's name or user id, or a business key; any where it is blank
     * @param most how many at most
     */
    public List<Agreement> changeableBy(String userId, String typed, int most) {
        Set<String> below = line.below(userId);
        for (int asked = most + FEW; ; asked *= MORE) {
            List<Agreement> found = managed.inForceOrSuspended(userId, below, typed, asked);
            List<Agreement> changeable = found.stream()
                    .filter(agreement -> !agreement.hasParty(userId))
                    .filter(agreement -> below.contains(agreement.supervisor()) || manages(userId, agreement))
                    .limit(most)
                    .toList();
            if (changeable.size() == most || found.size() < asked) {
                return changeable;
            }
        }
    }

    /** The one of {@link #changeableBy} with this business key. */
    public Optional<Agreement> changeable(String userId, String key) {
        return (Agreement.isKey(key) ? agreements.find(Agreement.idOf(key)) : Optional.<Agreement>empty())
                .filter(agreement -> agreement.status().isSigned() && !agreement.hasParty(userId))
                .filter(agreement -> line.above(agreement.supervisor()).contains(userId) || manages(userId, agreement));
    }

    private boolean manages(String userId, Agreement agreement) {
        return reportingLine.isLineManager(agreement, userId)
                || reportingLine.serviceManagerOf(agreement).equals(userId);
    }

    /** The line manager who sees to it that there is a new supervisor (B8, C15). */
    public String lineManager(String key) {
        return reportingLine.lineManagerOf(agreementOf(require(key)));
    }

    /**
     * Plans a change; one that was planned for the same agreement is replaced by it.
     *
     * @param key under which it began
     * @param newSupervisor user id; null while nobody is known
     * @param effectiveOn London date at whose start it takes effect
     */
    public void plan(
            String key, long agreementId, @Nullable String newSupervisor, LocalDate effectiveOn, String reason) {
        plan(require(key), agreementId, newSupervisor, effectiveOn, reason);
    }

    /** Plans a change that the directory of people asks for. Publishes {@link SupervisorChangePlanned}. */
    public void planFromDirectory(long agreementId, @Nullable String newSupervisor, LocalDate effectiveOn) {
        SupervisorChange asked = changes.save(SupervisorChange.asked(SupervisorChange.PEOPLE_FILE, calendar.now()));
        plan(asked, agreementId, newSupervisor, effectiveOn, null);
        events.publishEvent(new SupervisorChangePlanned(asked.key()));
    }

    /**
     * Plans a change that a manager has decided on in another place. Publishes {@link SupervisorChangePlanned}.
     *
     * @param by user id of that manager
     */
    public void planFor(String by, long agreementId, String newSupervisor, LocalDate effectiveOn, String reason) {
        SupervisorChange asked = changes.save(SupervisorChange.asked(by, calendar.now()));
        plan(asked, agreementId, newSupervisor, effectiveOn, reason);
        events.publishEvent(new SupervisorChangePlanned(asked.key()));
    }

    private void plan(
            SupervisorChange asked,
            long agreementId,
            @Nullable String newSupervisor,
            LocalDate effectiveOn,
            @Nullable String reason) {
        plannedFor(agreementId).ifPresent(this::withdraw);
        Agreement agreement = agreements.require(agreementId);
        SupervisorChange planned =
                changes.save(asked.planned(agreementId, agreement.supervisor(), effectiveOn, reason));
        LocalDate summaryBy = summaryBy(planned.key());
        notices.tell(planned, "planned", agreement.parties().supervisee(), MailKind.SUPERVISOR_CHANGE_PLANNED);
        if (!isVacant(planned)) {
            notices.ask(planned, "summarise", agreement.supervisor(), MailKind.HANDOVER_TO_SUMMARISE, summaryBy);
        }
        name(planned, newSupervisor);
    }

    /** Whether nobody has supervised under this agreement since the last one went. */
    public boolean isVacant(SupervisorChange change) {
        return files.holderOf(change.requireAgreementId()).equals(SupervisionFiles.NOBODY);
    }

    /** By when, at the end of this London date, the outgoing supervisor has summed up what is open; never in the past. */
    public LocalDate summaryBy(String key) {
        LocalDate by = calendar.addWorkingDays(require(key).requireEffectiveOn(), -policy().summaryWd());
        return by.isBefore(calendar.today()) ? calendar.today() : by;
    }

    /** Takes back a change that was not filled in; nothing happens. */
    public void drop(String key) {
        changes.save(require(key).closed(SupervisorChange.Status.WITHDRAWN, calendar.now()));
    }

    /** Takes back the change that waits for its day; everything stays as it is. Does nothing where there is none. */
    public void withdrawPlanned(long agreementId) {
        plannedFor(agreementId).ifPresent(this::withdraw);
    }

    private void withdraw(SupervisorChange change) {
        SupervisorChange withdrawn = changes.save(change.closed(SupervisorChange.Status.WITHDRAWN, calendar.now()));
        if (change.isAccepted()) {
            long agreementId = change.requireAgreementId();
            files.handOver(
                    agreementId, files.holderOf(agreementId), calendar.today().plusDays(1));
        }
        notices.tellAll(
                withdrawn,
                agreementOf(withdrawn).parties().supervisee(),
                "withdrawn",
                MailKind.SUPERVISOR_CHANGE_WITHDRAWN);
        events.publishEvent(new SupervisorChangeWithdrawn(withdrawn.key()));
    }

    /**
     * Keeps what the outgoing supervisor leaves to the new one.
     *
     * @param keptActions row ids of the actions that the outgoing supervisor keeps; the others pass on
     */
    public void summarise(
            String key,
            String by,
            @Nullable String openActions,
            String priorities,
            @Nullable String overdueCases,
            Collection<Long> keptActions) {
        SupervisorChange change = require(key);
        keptActions.forEach(action -> kept.save(new HandoverAction(null, change.requireId(), action)));
        summaries.save(new HandoverSummary(
                null, change.requireId(), by, calendar.now(), openActions, priorities, overdueCases));
    }

    /** Keeps which personal matters the supervisee lets pass on, by row id; the others stay behind (A5.1). */
    public void letPass(String key, Collection<Long> matterIds) {
        long changeId = require(key).requireId();
        chosen.deleteByChangeId(changeId);
        matterIds.forEach(matter -> chosen.save(new HandoverMatter(null, changeId, matter)));
    }

    /** The new supervisor takes it over; the file is theirs from the day on, by that date alone. */
    public void accept(String key) {
        SupervisorChange accepted = changes.save(require(key).accepted(calendar.now()));
        LocalDate today = calendar.today();
        LocalDate from = accepted.requireEffectiveOn();
        files.handOver(
                accepted.requireAgreementId(),
                String.valueOf(accepted.newSupervisor()),
                from.isBefore(today) ? today : from);
    }

    /** Whoever was named cannot take it over: the line manager names somebody else. */
    public void refuse(String key, String by, String reason) {
        SupervisorChange change = require(key);
        refusals.save(new HandoverRefusal(null, change.requireId(), by, calendar.now(), reason));
        name(change, null);
    }

    /**
     * Names who is to take it over, and asks them.
     *
     * @param newSupervisor user id; null where nobody is found
     */
    public void name(String key, @Nullable String newSupervisor) {
        SupervisorChange change = require(key);
        if (newSupervisor == null) {
            changes.save(change.namingNobody());
        } else {
            ask(changes.save(change.naming(newSupervisor, acceptBy())), newSupervisor);
        }
    }

    private void name(SupervisorChange change, @Nullable String newSupervisor) {
        if (newSupervisor != null) {
            name(change.key(), newSupervisor);
            return;
        }
        SupervisorChange unnamed = changes.save(change.namingNobody());
        notices.ask(
                unnamed,
                "name/" + unnamed.rowVersion(),
                reportingLine.lineManagerOf(agreementOf(unnamed)),
                MailKind.SUPERVISOR_TO_NAME,
                calendar.addWorkingDays(calendar.today(), policy().nameWd()));
    }

    private void ask(SupervisorChange change, String newSupervisor) {
        notices.ask(change, "accept/" + change.rowVersion(), newSupervisor, MailKind.HANDOVER_TO_ACCEPT, acceptBy());
    }

    private LocalDate acceptBy() {
        return calendar.addWorkingDays(calendar.today(), policy().acceptWd());
    }

    /** Whether somebody has accepted who can still supervise, so that the change can be carried out. */
    @Transactional(readOnly = true)
    public boolean canBeCarriedOut(String key) {
        SupervisorChange change = require(key);
        String next = change.newSupervisor();
        return change.isPlanned()
                && change.isAccepted()
                && next != null
                && rules.obstacle(next, agreementOf(change).parties().supervisee(), calendar.today())
                        .isEmpty();
    }

    /**
     * Its day has come: the file, the sessions, the open case and what is open of both goes to the new supervisor, who
     * drafts new terms. Where the two have a signed agreement already, that one takes over.
     *
     * @throws IllegalStateException unless somebody has accepted
     */
    public void carryOut(String key) {
        SupervisorChange change = require(key);
        if (!canBeCarriedOut(key)) {
            throw new IllegalStateException(key + " cannot be carried out");
        }
        long agreementId = change.requireAgreementId();
        String to = String.valueOf(change.newSupervisor());
        String supervisee = agreementOf(change).parties().supervisee();
        SupervisorChange applied = changes.save(change.closed(SupervisorChange.Status.APPLIED, calendar.now()));
        actions.passOn(agreementId, change.requireOutgoing(), to, keptActions(change));
        Optional<Agreement> present = agreements.betweenNow(to, supervisee);
        if (present.filter(agreement -> agreement.status().isSigned()).isPresent()) {
            agreements.end(agreementId, EndReason.SUPERSEDED);
        } else {
            present.ifPresent(draft -> agreements.end(draft.requireId(), EndReason.ROLE_CHANGE));
            files.handOver(agreementId, to, calendar.today());
            matters.handOver(agreementId, change.requireOutgoing(), to, passing(change));
            agreements.changeSupervisor(agreementId, to);
            terms.openNext(agreementId, false);
        }
        notices.tellAll(applied, supervisee, "changed", MailKind.SUPERVISOR_CHANGED);
    }

    private Set<Long> keptActions(SupervisorChange change) {
        return kept.findByChangeId(change.requireId()).stream()
                .map(HandoverAction::actionId)
                .collect(Collectors.toSet());
    }

    private Set<Long> passing(SupervisorChange change) {
        return chosen.findByChangeId(change.requireId()).stream()
                .map(HandoverMatter::matterId)
                .collect(Collectors.toSet());
    }

    /**
     * Its day has come and nobody has accepted: the outgoing supervisor has the file no longer, and the supervisee is
     * without a supervisor (B8). Publishes {@link SupervisorLost}.
     */
    public void leaveUnallocated(String key) {
        SupervisorChange change = require(key);
        changes.save(change.closed(SupervisorChange.Status.UNALLOCATED, calendar.now()));
        files.takeAway(change.requireAgreementId(), calendar.today());
        events.publishEvent(new SupervisorLost(change.requireAgreementId(), change.requireOutgoing()));
    }

    /** Nothing is left to hand over once the agreement has ended. */
    @EventListener
    void on(AgreementEnded ended) {
        withdrawPlanned(ended.agreementId());
    }

    private Policy.Allocation policy() {
        return policies.current().allocation();
    }
}
