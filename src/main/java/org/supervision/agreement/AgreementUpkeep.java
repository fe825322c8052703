package org.supervision.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.SweepTask;
import org.supervision.people.People;

/**
 * Ends suspensions whose last day is over, raises the drafts that a hire or a change of line manager calls for today and
 * ends those that it calls for no more (A1.2), and sees that no term in force is without its process and no review that is due
 * was left out, nor one that another role or other hours call for (B9, F75).
 */
@Component
class AgreementUpkeep implements SweepTask {

    private static final Set<AgreementStatus> LIVE =
            EnumSet.of(AgreementStatus.DRAFT, AgreementStatus.IN_FORCE, AgreementStatus.SUSPENDED);

    private final AgreementService agreements;
    private final AgreementTermService terms;
    private final AgreementTermRepository termRows;
    private final AgreementNeeds needs;
    private final PostChanges posts;
    private final UnderReview underReview;
    private final TermInstances instances;
    private final People people;
    private final WorkingCalendar calendar;

    AgreementUpkeep(
            AgreementService agreements,
            AgreementTermService terms,
            AgreementTermRepository termRows,
            AgreementNeeds needs,
            PostChanges posts,
            UnderReview underReview,
            TermInstances instances,
            People people,
            WorkingCalendar calendar) {
        this.agreements = agreements;
        this.terms = terms;
        this.termRows = termRows;
        this.needs = needs;
        this.posts = posts;
        this.underReview = underReview;
        this.instances = instances;
        this.people = people;
        this.calendar = calendar;
    }

    @Override
    @Transactional
    public void sweep(Instant now) {
        LocalDate today = calendar.dateOf(now);
        endThoseOfLeavers();
        for (Agreement agreement : agreements.withStatus(EnumSet.of(AgreementStatus.SUSPENDED))) {
            if (agreement.suspendedUntil() != null && today.isAfter(agreement.suspendedUntil())) {
                agreements.resume(agreement.requireId());
            }
        }
        needs.bringUpToDate(today);
        takeUpLostTerms();
        posts.reviewEarly();
        for (AgreementTerm term : terms.reviewsDueToStart(now)) {
            if (!underReview.isUnderReview(term.agreementId())) {
                terms.startReview(term.key());
            }
        }
    }

    /**
     * Nobody who has left is supervised any more (E17). This waits for the morning, so that a mistake in the directory can be put
     * right on the same day.
     */
    private void endThoseOfLeavers() {
        Set<String> left = new HashSet<>(people.left());
        if (left.isEmpty()) {
            return;
        }
        agreements.withStatus(LIVE).stream()
                .filter(agreement -> left.contains(agreement.supervisee()))
                .forEach(agreement -> agreements.end(agreement.requireId(), EndReason.LEAVER));
    }

    private void takeUpLostTerms() {
        List<AgreementTermRepository.Standing> standing = termRows.findStanding();
        // asked after the others: whatever comes into force is committed together with its process
        Set<String> running = instances.running();
        standing.stream().filter(term -> !running.contains(term.key())).forEach(this::takeUp);
    }

    /** Unless it has ended, or another sweep has taken it up, since. */
    private void takeUp(AgreementTermRepository.Standing lost) {
        AgreementStatus status = agreements.heldStatus(lost.agreementId());
        boolean stands = status.isSigned()
                && termRows.findByAgreementIdAndStatus(lost.agreementId(), TermStatus.IN_FORCE)
                        .filter(term -> term.key().equals(lost.key()))
                        .isPresent();
        if (stands && !instances.isRunning(lost.key())) {
            instances.takeUp(lost.key(), status == AgreementStatus.SUSPENDED);
        }
    }
}
