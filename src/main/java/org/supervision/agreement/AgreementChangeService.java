package org.supervision.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;

/** What people ask of an agreement in mid-term: amend, suspend, resume, end, review early (ruling 10). */
@Service
@Transactional
public class AgreementChangeService {

    private static final Set<AgreementStatus> LIVE =
            EnumSet.of(AgreementStatus.DRAFT, AgreementStatus.IN_FORCE, AgreementStatus.SUSPENDED);

    private final AgreementChangeRepository changes;
    private final AgreementService agreements;
    private final AgreementTermService terms;
    private final ManagedAgreements managed;
    private final ReportingLine reportingLine;
    private final UnderReview underReview;
    private final WorkingCalendar calendar;
    private final ApplicationEventPublisher events;

    AgreementChangeService(
            AgreementChangeRepository changes,
            AgreementService agreements,
            AgreementTermService terms,
            ManagedAgreements managed,
            ReportingLine reportingLine,
            UnderReview underReview,
            WorkingCalendar calendar,
            ApplicationEventPublisher events) {
        this.changes = changes;
        this.agreements = agreements;
        this.terms = terms;
        this.managed = managed;
        this.reportingLine = reportingLine;
        this.underReview = underReview;
        this.calendar = calendar;
        this.events = events;
    }

    /**
     * Begins a change that its form will fill in.
     *
     * @return the agreement's key where this person may change but one, and the change's own key where he has to choose
     * @throws IllegalStateException if there is no agreement that this person may change
     */
    public String begin(String initiator) {
        List<Agreement> changeable = changeableBy(initiator);
        if (changeable.isEmpty()) {
            throw new IllegalStateException(initiator + " may change no agreement");
        }
        return changeable.size() == 1
                ? changeable.get(0).key()
                : changes.save(AgreementChange.asked(initiator, calendar.now())).key();
    }

    /** The change of this agreement that is filled in and not closed: what applies now, or what waits for its day. */
    private AgreementChange require(String agreementKey) {
        return inHand(Agreement.idOf(agreementKey))
                .orElseThrow(() -> new NoSuchElementException("No change of " + agreementKey));
    }

    /** The live agreements that this person may change: those of a party and of a party's line manager. */
    public List<Agreement> changeableBy(String userId) {
        return managed.of(userId, LIVE).stream()
                .filter(agreement -> agreement.supervisee() != null)
                .filter(agreement -> agreement.hasParty(userId) || reportingLine.isLineManager(agreement, userId))
                .toList();
    }

    /** Why this agreement cannot be changed so now, in plain words; empty when it can. */
    public Optional<String> obstacle(Agreement agreement, ChangeKind kind) {
        long id = agreement.requireId();
        return switch (kind) {
            case AMEND ->
                !agreement.status().isSigned()
                        ? Optional.of("The agreement is not signed yet: its draft can be changed as it is.")
                        : openTermObstacle(id);
            case SUSPEND ->
                agreement.status() == AgreementStatus.IN_FORCE
                        ? Optional.empty()
                        : Optional.of("Only an agreement in force can be suspended.");
            case RESUME ->
                agreement.status() == AgreementStatus.SUSPENDED
                        ? Optional.empty()
                        : Optional.of("The agreement is not suspended.");
            case END -> Optional.empty();
            case REVIEW -> reviewObstacle(agreement);
        };
    }

    /** The change of this agreement that waits for its day. */
    public Optional<AgreementChange> planned(long agreementId) {
        return changes.findFirstByAgreementIdAndStatusOrderByIdDesc(agreementId, AgreementChange.Status.PLANNED);
    }

    /**
     * Fills a change in.
     *
     * @param key under which it began
     * @param by user id of whoever asks for it
     * @param from London date from which it holds
     * @param until last London date of a suspension as foreseen
     * @return whether it waits for a later day
     */
    public boolean fill(
            String key,
            String by,
            long agreementId,
            ChangeKind kind,
            String reason,
            @Nullable EndReason endReason,
            LocalDate from,
            @Nullable LocalDate until) {
        boolean later = from.isAfter(calendar.today());
        changes.save(begun(key, by)
                .filled(
                        agreementId,
                        kind,
                        reason,
                        kind == ChangeKind.END ? endReason : null,
                        from,
                        kind == ChangeKind.SUSPEND ? until : null,
                        later));
        return later;
    }

    /** Takes back a change that was not filled in; the agreement stays as it is. */
    public void withdraw(String key) {
        if (AgreementChange.isKey(key)) {
            AgreementChange asked = changes.findById(AgreementChange.idOf(key)).orElseThrow();
            changes.save(asked.closed(AgreementChange.Status.WITHDRAWN, calendar.now()));
        }
    }

    /** When a change that waits for its day is applied: the start of that day in London. */
    public Instant effectiveAt(String agreementKey) {
        return calendar.startOf(Objects.requireNonNull(require(agreementKey).fromOn()));
    }

    /** Applies a change. One that the agreement has since outrun is withdrawn instead. */
    public void apply(String agreementKey) {
        AgreementChange change = require(agreementKey);
        Agreement agreement = agreements.require(change.requireAgreementId());
        ChangeKind kind = Objects.requireNonNull(change.kind());
        if (!agreement.status().isLive() || obstacle(agreement, kind).isPresent()) {
            changes.save(change.closed(AgreementChange.Status.WITHDRAWN, calendar.now()));
            return;
        }
        changes.save(change.closed(AgreementChange.Status.APPLIED, calendar.now()));
        long id = agreement.requireId();
        switch (kind) {
            case AMEND -> terms.openNext(id, false);
            case SUSPEND -> agreements.suspend(id, Objects.requireNonNull(change.fromOn()), change.untilOn());
            case RESUME -> agreements.resume(id);
            case END -> agreements.end(id, Objects.requireNonNull(change.endReason()));
            case REVIEW -> terms.startReviewEarly(id);
        }
    }

    /** A change that waits for its day, or for its form, has nothing left to change once the agreement has ended. */
    @EventListener
    void on(AgreementEnded ended) {
        events.publishEvent(new NothingToChange(Agreement.keyOf(ended.agreementId())));
        changes.findByStatus(AgreementChange.Status.ASKED).stream()
                .filter(asked -> changeableBy(asked.initiator()).isEmpty())
                .forEach(asked -> {
                    withdraw(asked.key());
                    events.publishEvent(new NothingToChange(asked.key()));
                });
        changes.findByAgreementIdAndStatus(ended.agreementId(), AgreementChange.Status.PLANNED)
                .forEach(change -> {
                    changes.save(change.closed(AgreementChange.Status.WITHDRAWN, calendar.now()));
                    events.publishEvent(new ChangeWithdrawn(Agreement.keyOf(ended.agreementId())));
                });
    }

    private AgreementChange begun(String key, String by) {
        return AgreementChange.isKey(key)
                ? changes.findById(AgreementChange.idOf(key)).orElseThrow()
                : AgreementChange.asked(by, calendar.now());
    }

    private Optional<AgreementChange> inHand(long agreementId) {
        return changes.findFirstByAgreementIdAndStatusOrderByIdDesc(agreementId, AgreementChange.Status.READY)
                .or(() -> planned(agreementId));
    }

    private Optional<String> openTermObstacle(long agreementId) {
        return terms.openTerm(agreementId).map(term -> "New terms are being drafted or signed already.");
    }

    private Optional<String> reviewObstacle(Agreement agreement) {
        if (agreement.status() != AgreementStatus.IN_FORCE) {
            return Optional.of("Only an agreement in force can be reviewed.");
        }
        return underReview.isUnderReview(agreement.requireId())
                ? Optional.of("The agreement is being reviewed already.")
                : Optional.empty();
    }
}
