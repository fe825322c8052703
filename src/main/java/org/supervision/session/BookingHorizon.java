package org.supervision.session;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.supervision.access.SupervisionFiles;
import org.supervision.agreement.ActingSupervisors;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementStatus;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.policy.Policies;

/**
 * Keeps enough sessions booked ahead (B3, {@code booking.horizon}): where fewer are booked both are asked to book, and
 * where enough are, no more are owed, or nobody acts as the supervisor, they are no longer asked. Safe to call at any time and any number of times.
 */
@Component
public class BookingHorizon {

    private final SessionRepository sessions;
    private final AgreementService agreements;
    private final ActingSupervisors acting;
    private final BookingRounds rounds;
    private final FirstSessionBack firstBack;
    private final SupervisionFiles files;
    private final Policies policies;
    private final Notifier notifier;
    private final WorkingCalendar calendar;

    BookingHorizon(
            SessionRepository sessions,
            AgreementService agreements,
            ActingSupervisors acting,
            BookingRounds rounds,
            FirstSessionBack firstBack,
            SupervisionFiles files,
            Policies policies,
            Notifier notifier,
            WorkingCalendar calendar) {
        this.sessions = sessions;
        this.agreements = agreements;
        this.acting = acting;
        this.rounds = rounds;
        this.firstBack = firstBack;
        this.files = files;
        this.policies = policies;
        this.notifier = notifier;
        this.calendar = calendar;
    }

    /**
     * The agreements where booking is asked for without need, or needed without being asked for: those whose number of
     * sessions ahead and open booking don't fit, and those that nobody supervises while booking is open.
     */
    List<Long> toCheck() {
        Set<Long> lacking = new LinkedHashSet<>(
                sessions.findAgreementsWithFewer(policies.current().booking().horizon(), calendar.now()));
        Set<Long> open = rounds.open().stream().map(Agreement::idOf).collect(Collectors.toSet());
        Set<Long> unheld = new HashSet<>(files.withoutHolder());
        return Stream.concat(
                        lacking.stream().filter(agreement -> !open.contains(agreement) || unheld.contains(agreement)),
                        open.stream().filter(agreement -> !lacking.contains(agreement)))
                .sorted()
                .toList();
    }

    /**
     * Checks one agreement. Inside a transaction that happens just before its end: only then does the engine's state say
     * what the transaction has made of it, and however often a check was asked for, there is one.
     */
    public void check(long agreementId) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            checkNow(agreementId);
            return;
        }
        PendingChecks pending = (PendingChecks) TransactionSynchronizationManager.getResource(this);
        if (pending == null) {
            pending = new PendingChecks();
            TransactionSynchronizationManager.bindResource(this, pending);
            TransactionSynchronizationManager.registerSynchronization(pending);
        }
        pending.agreements.add(agreementId);
    }

    /** How many sessions lie ahead; the one under way does not count (C5). */
    public int bookedAhead(long agreementId) {
        return sessions.countBookedAfter(agreementId, calendar.now());
    }

    /** Whether as many sessions are booked ahead as the policy asks for. */
    public boolean isMet(long agreementId) {
        return isEnough(bookedAhead(agreementId));
    }

    /** Whether the policy asks for no more sessions ahead than these. */
    boolean isEnough(int bookedAhead) {
        return bookedAhead >= policies.current().booking().horizon();
    }

    private void checkNow(long agreementId) {
        String key = Agreement.keyOf(agreementId);
        boolean wanted = isWanted(agreementId, agreements.status(agreementId));
        boolean open = rounds.isOpen(key);
        if (wanted && !open) {
            open(agreementId);
        } else if (!wanted && open) {
            rounds.withdraw(key);
        }
    }

    private boolean isWanted(long agreementId, AgreementStatus status) {
        return status == AgreementStatus.IN_FORCE
                && !isMet(agreementId)
                && acting.of(agreementId).isPresent();
    }

    /** One at a time: what else goes on with the two may ask for the same in this moment. */
    private void open(long agreementId) {
        String key = Agreement.keyOf(agreementId);
        if (isWanted(agreementId, agreements.heldStatus(agreementId)) && !rounds.isOpen(key)) {
            rounds.open(key);
            tellBoth(agreementId);
        }
    }

    private void tellBoth(long agreementId) {
        String key = Agreement.keyOf(agreementId);
        LocalDate dueOn = firstBack
                .by(agreementId)
                .orElseGet(() -> calendar.addWorkingDays(
                        calendar.today(), policies.current().booking().restoreWd()));
        for (String person : acting.parties(agreementId).both()) {
            notifier.send(Notice.of(
                            key + "/to-book/" + calendar.now().getEpochSecond(), person, MailKind.SESSIONS_TO_BOOK, key)
                    .due(dueOn));
        }
    }

    private final class PendingChecks implements TransactionSynchronization {

        private final Set<Long> agreements = new LinkedHashSet<>();

        @Override
        public void beforeCommit(boolean readOnly) {
            while (!agreements.isEmpty()) {
                List<Long> checked = List.copyOf(agreements);
                agreements.clear();
                checked.forEach(BookingHorizon.this::checkNow);
            }
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(BookingHorizon.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(BookingHorizon.this, this);
        }

        @Override
        public void beforeCompletion() {
            TransactionSynchronizationManager.unbindResource(BookingHorizon.this);
        }
    }
}
