package org.supervision.review;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementEnded;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementTerm;
import org.supervision.agreement.AgreementTermService;
import org.supervision.agreement.EndReason;
import org.supervision.agreement.Fact;
import org.supervision.agreement.Party;
import org.supervision.agreement.Remark;
import org.supervision.agreement.TermReviewDue;
import org.supervision.agreement.TermsInWords;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.people.People;
import org.supervision.persistence.Documents;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;

/** Takes a review from the day both are asked to prepare to what follows from its outcome (B9). */
@Service
@Transactional
public class AgreementReviewService {

    private final AgreementReviewRepository reviews;
    private final ReviewAnswerRepository answers;
    private final AgreementService agreements;
    private final AgreementTermService terms;
    private final TermsInWords words;
    private final ObjectProvider<ReviewStatistics> statistics;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;
    private final Notifier notifier;
    private final ApplicationEventPublisher events;

    AgreementReviewService(
            AgreementReviewRepository reviews,
            ReviewAnswerRepository answers,
            AgreementService agreements,
            AgreementTermService terms,
            TermsInWords words,
            ObjectProvider<ReviewStatistics> statistics,
            People people,
            Policies policies,
            WorkingCalendar calendar,
            Notifier notifier,
            ApplicationEventPublisher events) {
        this.reviews = reviews;
        this.answers = answers;
        this.agreements = agreements;
        this.terms = terms;
        this.words = words;
        this.statistics = statistics;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
        this.notifier = notifier;
        this.events = events;
    }

    /**
     * The latest review of the term with this business key.
     *
     * @throws NoSuchElementException if there is none
     */
    public AgreementReview require(String termKey) {
        return reviews.findFirstByTermKeyOrderByIdDesc(termKey)
                .orElseThrow(() -> new NoSuchElementException("No review of " + termKey));
    }

    /** The agreement under review. */
    public Agreement agreementOf(String termKey) {
        return agreements.require(Agreement.idOf(termKey));
    }

    /** Opens a review unless one is open already. Publishes {@link ReviewStarted}. */
    @EventListener
    public void start(TermReviewDue due) {
        long agreementId = Agreement.idOf(due.termKey());
        if (reviews.findByOpenFor(agreementId).isPresent()) {
            return;
        }
        Policy policy = policies.current();
        LocalDate today = calendar.today();
        LocalDate dueOn = due.dueOn().isBefore(today) ? today : due.dueOn();
        LocalDate prepareBy = dueOn.minusDays(policy.review().prepareDays());
        LocalDate overdueOn = calendar.addWorkingDays(dueOn, policy.review().overdueWd());
        AgreementReview review = reviews.save(AgreementReview.open(
                agreementId,
                due.termKey(),
                today,
                dueOn,
                prepareBy.isBefore(today) ? today : prepareBy,
                calendar.endOf(overdueOn),
                calendar.addWorkingDays(overdueOn, policy.escalation().chaseWd())));
        agreements.parties(agreementId).both().forEach(party -> tell(review, "due", party, MailKind.REVIEW_DUE, dueOn));
        events.publishEvent(new ReviewStarted(due.termKey()));
    }

    /** Keeps what a party prepared. */
    public void prepare(String termKey, Party party, Preparation preparation) {
        reviews.save(require(termKey).prepared(party, preparation, calendar.now()));
    }

    /**
     * Keeps what was decided; the supervisee is asked to confirm it.
     *
     * @param heldOn London date
     * @param endReason why the agreement ends; null unless it does
     */
    public void hold(
            String termKey,
            LocalDate heldOn,
            ReviewOutcome outcome,
            @Nullable EndReason endReason,
            @Nullable String notes) {
        LocalDate confirmBy = calendar.addWorkingDays(
                calendar.today(), policies.current().review().confirmWd());
        AgreementReview review = reviews.save(require(termKey)
                .held(heldOn, outcome, outcome == ReviewOutcome.END ? endReason : null, notes, confirmBy));
        String supervisee = agreements.parties(review.agreementId()).supervisee();
        int round = answers.findByReviewIdOrderById(review.requireId()).size();
        tell(review, "confirm/" + round, supervisee, MailKind.REVIEW_TO_CONFIRM, confirmBy);
    }

    /**
     * Keeps the supervisee's confirmation, a signature under {@link #textToConfirm}: the review is completed.
     *
     * @param comment what the supervisee adds to it, beside what is signed; null for nothing
     */
    public void confirm(String termKey, @Nullable String comment, String by) {
        AgreementReview review = require(termKey);
        String text = textToConfirm(termKey);
        answers.save(new ReviewAnswer(
                null,
                review.requireId(),
                ReviewAnswer.Kind.CONFIRM,
                comment,
                by,
                people.nameOf(by),
                calendar.now(),
                text,
                Documents.sha256(text)));
        reviews.save(review.agreed(calendar.today()));
        if (review.requireOutcome() != ReviewOutcome.END) {
            agreements.reviewed(review.agreementId(), calendar.today());
        }
    }

    /** Keeps why the supervisee does not confirm the outcome; it goes back to the supervisor. */
    public void disagree(String termKey, String comment, String by) {
        answers.save(new ReviewAnswer(
                null,
                require(termKey).requireId(),
                ReviewAnswer.Kind.DISAGREE,
                comment,
                by,
                people.nameOf(by),
                calendar.now(),
                null,
                null));
    }

    /** The outcome of the review as the supervisee signs it. */
    public String textToConfirm(String termKey) {
        AgreementReview review = require(termKey);
        StringBuilder text = new StringBuilder("REVIEW OF SUPERVISION AGREEMENT ")
                .append(termKey)
                .append("\n\n");
        outcomeInWords(review)
                .forEach(fact -> text.append(fact.label())
                        .append(": ")
                        .append(fact.value())
                        .append('\n'));
        return text.append("Notes: ")
                .append(review.notes() == null ? "none" : review.notes().strip())
                .append('\n')
                .toString();
    }

    /**
     * Starts the next term as the review decided. Terms that are being drafted or signed already are that term, whatever was
     * decided: a change or a new supervisor may have come between the review and its confirmation.
     */
    public void startNextTerm(String termKey) {
        AgreementReview review = require(termKey);
        if (terms.openTerm(review.agreementId()).isEmpty()) {
            terms.openNext(review.agreementId(), review.requireOutcome() == ReviewOutcome.REAFFIRM);
        }
    }

    /** Ends the agreement as the review decided. */
    public void endAgreement(String termKey) {
        AgreementReview review = require(termKey);
        agreements.end(review.agreementId(), Objects.requireNonNull(review.endReason()));
    }

    /** Keeps that the line manager has chased the review. */
    public void chased(String termKey, String by, @Nullable String note) {
        reviews.save(require(termKey).chased(by, calendar.now(), note));
    }

    /** Tells the line manager that the review is overdue. */
    public void tellOverdue(String termKey) {
        AgreementReview review = require(termKey);
        tell(
                review,
                "overdue",
                agreements.lineManager(review.agreementId()),
                MailKind.REVIEW_OVERDUE,
                review.chaseDueOn());
    }

    /** An agreement that has ended needs no review. */
    @EventListener
    void on(AgreementEnded ended) {
        reviews.findByOpenFor(ended.agreementId()).ifPresent(review -> {
            reviews.save(review.notNeeded());
            events.publishEvent(new ReviewNotNeeded(review.termKey()));
        });
    }

    /** The terms under review, one line each. */
    public List<Fact> termsInWords(String termKey) {
        return words.lines(terms.require(termKey).terms());
    }

    /** What was decided, one line each; nothing before it was held. */
    public List<Fact> outcomeInWords(AgreementReview review) {
        List<Fact> lines = new ArrayList<>();
        if (review.heldOn() != null && review.outcome() != null) {
            lines.add(new Fact("Held on", LondonWords.of(review.heldOn())));
            lines.add(new Fact(
                    "Outcome",
                    switch (review.outcome()) {
                        case REAFFIRM -> "the agreement goes on unchanged";
                        case AMEND -> "the agreement goes on with changed terms";
                        case END -> "the agreement ends";
                    }));
            if (review.endReason() != null) {
                lines.add(new Fact("It ends because", reason(review.endReason())));
            }
        }
        return lines;
    }

    /** Why the supervisee did not confirm earlier outcomes. */
    public List<Remark> remarks(AgreementReview review) {
        return answers.findByReviewIdOrderById(review.requireId()).stream()
                .filter(answer -> answer.answerComment() != null)
                .map(answer -> new Remark(answer.answeredByName() + " (supervisee)", answer.answerComment()))
                .toList();
    }

    /** The numbers since the term came into force or was last reviewed (F73); nothing where nobody counts them. */
    public List<Fact> pack(AgreementReview review) {
        ReviewStatistics source = statistics.getIfAvailable();
        if (source == null) {
            return List.of();
        }
        Agreement agreement = agreements.require(review.agreementId());
        LocalDate from = agreement.lastReviewedOn() != null ? agreement.lastReviewedOn() : agreement.inForceOn();
        ReviewStatistics.Numbers numbers =
                source.of(review.agreementId(), Objects.requireNonNull(from), calendar.today());
        List<Fact> lines = new ArrayList<>();
        lines.add(new Fact("Counted from", LondonWords.of(from)));
        lines.add(new Fact("Sessions due", Integer.toString(numbers.due())));
        lines.add(new Fact("Sessions held", Integer.toString(numbers.held())));
        if (numbers.averageGapDays() != null) {
            lines.add(new Fact(
                    "Average time between sessions", String.format(Locale.UK, "%.0f days", numbers.averageGapDays())));
        }
        lines.add(new Fact("Records on time", numbers.recordsOnTime() + " of " + numbers.records()));
        lines.add(new Fact("Sessions moved", Integer.toString(numbers.moved())));
        lines.add(new Fact("Sessions missed", Integer.toString(numbers.missed())));
        lines.add(new Fact("Sessions cut short", Integer.toString(numbers.cutShort())));
        lines.add(new Fact(
                "Interruptions",
                numbers.interruptions() + ", of these without good cause " + numbers.withoutGoodCause()));
        lines.add(new Fact(
                "Items added to agendas",
                "supervisor " + numbers.itemsBySupervisor() + ", supervisee " + numbers.itemsBySupervisee()));
        if (numbers.cases() > 0) {
            lines.add(new Fact("Cases not reviewed in time", numbers.casesLate() + " of " + numbers.cases()));
        }
        return lines;
    }

    /** Whether new terms are on their way to both signatures already. */
    public boolean newTermsUnderWay(long agreementId) {
        return terms.openTerm(agreementId).isPresent();
    }

    /** The term under review. */
    public AgreementTerm termOf(String termKey) {
        return terms.require(termKey);
    }

    private static String reason(EndReason reason) {
        return switch (reason) {
            case LEAVER -> "one of the two leaves";
            case ROLE_CHANGE -> "a role changes";
            case SUPERSEDED -> "another agreement replaces it";
            case ERROR -> "it was made in error";
        };
    }

    private void tell(AgreementReview review, String what, String userId, MailKind kind, LocalDate dueOn) {
        String uniqueId = review.termKey() + "/review/" + review.requireId() + "/" + what;
        notifier.send(Notice.of(uniqueId, userId, kind, review.termKey()).due(dueOn));
    }
}
