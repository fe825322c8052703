package org.supervision.agreement.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementEnded;
import org.supervision.agreement.AgreementInForce;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementSignature;
import org.supervision.agreement.AgreementStatus;
import org.supervision.agreement.AgreementTerm;
import org.supervision.agreement.AgreementTermService;
import org.supervision.agreement.AgreementTestBed;
import org.supervision.agreement.Answer;
import org.supervision.agreement.Difference;
import org.supervision.agreement.EndReason;
import org.supervision.agreement.MeetingMode;
import org.supervision.agreement.PaperAgreements;
import org.supervision.agreement.PaperTerms;
import org.supervision.agreement.Parties;
import org.supervision.agreement.Party;
import org.supervision.agreement.RecordAuthor;
import org.supervision.agreement.Remark;
import org.supervision.agreement.Ruling;
import org.supervision.agreement.TermReviewDue;
import org.supervision.agreement.TermStatus;
import org.supervision.agreement.TermsDrafting;
import org.supervision.agreement.process.DraftAgreementForm.Values;
import org.supervision.confidential.TestCipher;
import org.supervision.confidential.TextCipher;
import org.supervision.notification.SweepTask;
import org.supervision.persistence.Documents;
import org.supervision.policy.Policies;
import org.supervision.taskform.FormErrors.FieldError;

/** Every path of supervision-agreement.bpmn with the real services. */
@Deployment(resources = {"bpmn/supervision-agreement.bpmn", "bpmn/agreement-review.bpmn", "bpmn/frequency-policy.dmn"})
class SupervisionAgreementProcessTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ProcessEngineCoverageExtension.builder()
            .excludeProcessDefinitionKeys("agreementReview", "frequency-policy")
            .assertClassCoverageAtLeast(1.0)
            .build();

    private static final LocalDate TODAY = AgreementTestBed.TODAY;
    private static final LocalTime MORNING = LocalTime.of(9, 0);

    private AgreementTestBed bed;
    private AgreementService agreements;
    private AgreementTermService terms;

    @BeforeEach
    void start() {
        ProcessEngine engine = COVERAGE.getProcessEngine();
        bed = new AgreementTestBed(engine);
        agreements = bed.get(AgreementService.class);
        terms = bed.get(AgreementTermService.class);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    @DisplayName("R001, R036, R101, R128: drafted, agreed and signed by both, it counts from the later signature")
    void isInForceFromTheLaterSignature() {
        ProcessInstance agreement = startedBySupervisor();
        String key = keyOf(agreement);
        assertThat(key).matches("AG-\\d{6}/T1");
        assertThat(agreement).isWaitingAt("Task_DraftAgreement").task().isAssignedTo("supervisor");

        draft(key, fourWeeks());
        assertThat(agreement).isWaitingAt("Task_ConsiderAgreement").task().isAssignedTo("worker");
        consider(key, Answer.AGREE);
        assertThat(agreement).isWaitingAt("Task_SignAgreementAsSupervisor", "Task_SignAgreementAsSupervisee");
        sign(key, "Task_SignAgreementAsSupervisor");
        assertThat(bed.events(AgreementInForce.class)).isEmpty();
        bed.at(TODAY.plusDays(2), MORNING);
        sign(key, "Task_SignAgreementAsSupervisee");

        assertThat(agreement)
                .isWaitingAt("Task_AgreementInForce")
                .hasPassedInOrder(
                        "StartEvent_NewAgreement",
                        "Task_DraftAgreement",
                        "Task_CheckFrequency",
                        "Task_ConsiderAgreement",
                        "EndEvent_TermsSigned",
                        "Task_ActivateAgreement")
                .hasNotPassed("Task_ApproveException", "Task_DecideTerms", "Task_ChaseUnsignedAgreement");
        AgreementTerm term = terms.require(key);
        assertThat(term.status()).isEqualTo(TermStatus.IN_FORCE);
        assertThat(term.effectiveOn()).isEqualTo(TODAY.plusDays(2));
        assertThat(term.reviewDueOn()).isEqualTo("2027-07-06");
        assertThat(agreements.status(term.agreementId())).isEqualTo(AgreementStatus.IN_FORCE);
        assertThat(bed.events(AgreementInForce.class)).containsExactly(new AgreementInForce(term.agreementId()));
        assertThat(bed.mailsTo("worker"))
                .containsExactly("AGREEMENT_TO_CONSIDER", "AGREEMENT_TO_SIGN", "AGREEMENT_IN_FORCE");
        assertThat(bed.mailsTo("supervisor")).containsExactly("AGREEMENT_TO_SIGN", "AGREEMENT_IN_FORCE");
    }

    @Test
    @DisplayName(
            "R002, R009, R128: both sign one text with names, purpose and terms; its hash stands with each signature")
    void bothSignOneText() {
        String key = inForce();

        AgreementTerm term = terms.require(key);
        assertThat(term.signedText())
                .contains("Between Sarah Bennett (supervisor)", "and Daniel Okafor (supervisee)")
                .contains(bed.get(Policies.class).current().agreement().purpose())
                .contains("Minimum frequency: at least every 4 weeks", "Usual place: Room 3, Swift House")
                .contains("What the supervisee expects: Time to think", "version " + term.policyVersion());
        List<AgreementSignature> signatures = terms.signatures(term);
        assertThat(signatures)
                .extracting(AgreementSignature::party)
                .containsExactly(Party.SUPERVISOR, Party.SUPERVISEE);
        assertThat(signatures)
                .extracting(AgreementSignature::signerName)
                .containsExactly("Sarah Bennett", "Daniel Okafor");
        assertThat(signatures)
                .extracting(AgreementSignature::textSha256)
                .containsOnly(Documents.sha256(term.signedText()));
    }

    @Test
    @DisplayName("R026, F44: there is a copy with both dated signatures, once both have signed")
    void thereIsACopy() {
        String key = inForce();

        assertThat(terms.copyOf(key))
                .hasValueSatisfying(copy -> assertThat(copy)
                        .startsWith(terms.require(key).signedText())
                        .contains("Signed (supervisor): Sarah Bennett\nDate of agreement: Monday 4 January 2027")
                        .contains("Signed (supervisee): Daniel Okafor")
                        .contains(terms.require(key).signedTextSha256()));
        String next = terms.openNext(Agreement.idOf(key), true).key();
        assertThat(terms.copyOf(next)).isEmpty();
        assertThat(terms.copyOf("AG-000001/nothing")).isEmpty();
    }

    @Test
    @DisplayName("R104: more than four weeks needs the Service Manager; refused, it goes back to the draft")
    void beyondTheCeilingIsRefused() {
        ProcessInstance agreement = startedBySupervisor();
        String key = keyOf(agreement);
        assertThat(bed.warnings(bed.task("Task_DraftAgreement", key), weeks(6)))
                .singleElement()
                .satisfies(warning -> assertThat(warning.clause()).isEqualTo("B1"));
        draft(key, weeks(6));

        assertThat(agreement).isWaitingAt("Task_ApproveException").task().isAssignedTo("servicemanager");
        bed.complete(
                bed.task("Task_ApproveException", key),
                new ApproveExceptionForm.Values(ApproveExceptionForm.Decision.REFUSE, null, "Not in this team"));

        assertThat(agreement).isWaitingAt("Task_DraftAgreement").hasNotPassed("Task_ConsiderAgreement");
        assertThat(bed.get(TermsDrafting.class).remarks(terms.require(key)))
                .containsExactly(new Remark("Graham Whitlock (refused the exception)", "Not in this team"));
    }

    @Test
    @DisplayName("R104, C1: an approved exception holds until its date, then the ceiling counts again")
    void anExceptionEnds() {
        ProcessInstance agreement = startedBySupervisor();
        String key = keyOf(agreement);
        draft(key, weeks(6));
        LocalDate until = LocalDate.of(2027, 3, 31);
        bed.complete(
                bed.task("Task_ApproveException", key),
                new ApproveExceptionForm.Values(ApproveExceptionForm.Decision.APPROVE, until, "Half-time post"));
        assertThat(agreement).isWaitingAt("Task_ConsiderAgreement");
        consider(key, Answer.PROPOSE_CHANGE);
        draft(key, weeks(6));
        assertThat(agreement).isWaitingAt("Task_ConsiderAgreement");
        consider(key, Answer.AGREE);
        signBoth(key);

        long id = Agreement.idOf(key);
        assertThat(terms.require(key).signedText()).contains("until: Wednesday 31 March 2027");
        assertThat(agreements.effectiveIntervalDays(id, until)).isEqualTo(42);
        assertThat(agreements.effectiveIntervalDays(id, until.plusDays(1))).isEqualTo(28);
    }

    @Test
    @DisplayName("A1.1, F04: a proposed change comes back to the draft, and the supervisee sees what changed")
    void changesAreShownSideBySide() {
        ProcessInstance agreement = startedBySupervisor();
        String key = keyOf(agreement);
        draft(key, fourWeeks());
        assertThat(facts(key, "Task_ConsiderAgreement", "changes")).isNull();
        consider(key, Answer.PROPOSE_CHANGE);
        assertThat(agreement).isWaitingAt("Task_DraftAgreement");
        Values proposal =
                (Values) bed.show(bed.task("Task_DraftAgreement", key)).proposal();
        assertThat(proposal.intervalWeeks()).isEqualTo(4);
        assertThat(proposal.policyRead()).isNull();

        draft(key, weeks(2));

        assertThat(facts(key, "Task_ConsiderAgreement", "changes"))
                .isEqualTo(List.of(
                        new Difference("Minimum frequency", "at least every 4 weeks", "at least every 2 weeks")));
        assertThat(facts(key, "Task_ConsiderAgreement", "comments"))
                .isEqualTo(List.of(new Remark("Daniel Okafor (supervisee)", "Because")));
        ConsiderAgreementForm.Values kept = (ConsiderAgreementForm.Values)
                bed.show(bed.task("Task_ConsiderAgreement", key)).proposal();
        assertThat(kept.expectations()).isEqualTo("Time to think");
    }

    @Test
    @DisplayName(
            "F85: who cannot agree is heard by the line manager, who may let them draft again; then by the next above")
    void theLineManagerLetsThemGoOn() {
        ProcessInstance agreement = startedBySupervisor();
        String key = keyOf(agreement);
        draft(key, fourWeeks());
        consider(key, Answer.CANNOT_AGREE);
        assertThat(agreement).isWaitingAt("Task_DecideTerms").task().isAssignedTo("linemanager");
        assertThat(bed.mailsTo("linemanager")).containsExactly("AGREEMENT_TO_DECIDE");

        bed.complete(
                bed.task("Task_DecideTerms", key), new DecideTermsForm.Values(Ruling.CONTINUE, "Meet fortnightly"));

        assertThat(agreement).isWaitingAt("Task_DraftAgreement").hasNotPassed("Task_AbandonAgreement");
        draft(key, fourWeeks());
        consider(key, Answer.CANNOT_AGREE);
        assertThat(agreement).isWaitingAt("Task_DecideTerms").task().isAssignedTo("servicemanager");
        assertThat(bed.mailsTo("servicemanager")).containsExactly("AGREEMENT_TO_DECIDE");
    }

    @Test
    @DisplayName("R108: the sweep gives a term in force whose process is gone a new one, once, where it stood")
    void isTakenUpAgain() {
        Agreement agreement = bed.agreementInForce();
        String key = agreement.key() + "/T1";
        sweepTwice();
        ProcessInstance taken = bed.instance("supervisionAgreement", key);
        assertThat(taken).isWaitingAtExactly("Task_AgreementInForce");

        agreements.suspend(agreement.requireId(), LocalDate.of(2027, 1, 4), null);
        assertThat(taken).isWaitingAtExactly("Task_AgreementSuspended");
        COVERAGE.getProcessEngine().getRuntimeService().deleteProcessInstance(taken.getId(), "lost");
        sweepTwice();
        assertThat(bed.instance("supervisionAgreement", key)).isWaitingAtExactly("Task_AgreementSuspended");
        agreements.resume(agreement.requireId());
        assertThat(bed.instance("supervisionAgreement", key)).isWaitingAtExactly("Task_AgreementInForce");
    }

    private void sweepTwice() {
        for (int i = 0; i < 2; i++) {
            bed.inTransaction(
                    () -> bed.get(SweepTask.class).sweep(bed.get(Clock.class).instant()));
        }
    }

    @Test
    @DisplayName("A7.2: the line manager may end it; the two can make another agreement afterwards")
    void theLineManagerEndsIt() {
        ProcessInstance agreement = startedBySupervisor();
        String key = keyOf(agreement);
        draft(key, fourWeeks());
        consider(key, Answer.CANNOT_AGREE);
        bed.complete(bed.task("Task_DecideTerms", key), new DecideTermsForm.Values(Ruling.END, "Another team"));

        assertThat(agreement)
                .isEnded()
                .hasPassedInOrder("EndEvent_TermsAbandoned", "Task_AbandonAgreement", "EndEvent_NotAgreed")
                .hasNotPassed("Task_ActivateAgreement");
        assertThat(terms.require(key).status()).isEqualTo(TermStatus.ABANDONED);
        assertThat(agreements.status(Agreement.idOf(key))).isEqualTo(AgreementStatus.NOT_AGREED);
        String another = keyOf(startedBySupervisor());
        assertThat(bed.errors(bed.task("Task_DraftAgreement", another), fourWeeks()))
                .isEmpty();
    }

    @Test
    @DisplayName("R006: just before the end of the fifteenth working day nobody is chased")
    void isNotChasedBeforeTime() {
        ProcessInstance agreement = startedBySupervisor();
        bed.at(Instant.parse("2027-01-25T23:59:59Z"));
        bed.runDueJobs();

        assertThat(agreement).isWaitingAtExactly("SubProcess_AgreeTerms", "Task_DraftAgreement");
    }

    @Test
    @DisplayName("R006: at the end of the fifteenth working day the line manager chases the missing signatures")
    void isChasedInTime() {
        ProcessInstance agreement = startedBySupervisor();
        String key = keyOf(agreement);
        bed.at(Instant.parse("2027-01-26T00:00:00Z"));
        bed.runDueJobs();

        assertThat(agreement)
                .isWaitingAtExactly("SubProcess_AgreeTerms", "Task_DraftAgreement", "Task_ChaseUnsignedAgreement");
        Task chase = bed.task("Task_ChaseUnsignedAgreement", key);
        assertThat(chase.getAssignee()).isEqualTo("linemanager");
        assertThat(chase.getDueDate()).isEqualTo(Instant.parse("2027-02-02T00:00:00Z"));
        assertThat(bed.mailsTo("linemanager")).containsExactly("AGREEMENT_UNSIGNED");
        bed.complete(chase, new ChaseUnsignedAgreementForm.Values(true, "Both will sign this week"));

        assertThat(agreement)
                .hasPassed("EndEvent_UnsignedChased")
                .isWaitingAtExactly("SubProcess_AgreeTerms", "Task_DraftAgreement");
        assertThat(terms.require(key).chaseNote()).isEqualTo("Both will sign this week");
    }

    @Test
    @DisplayName("F104: nobody is chased any more once both have signed")
    void signingEndsTheChase() {
        ProcessInstance agreement = startedBySupervisor();
        String key = keyOf(agreement);
        draft(key, fourWeeks());
        consider(key, Answer.AGREE);
        bed.at(Instant.parse("2027-01-26T00:00:00Z"));
        bed.runDueJobs();
        assertThat(bed.hasTask("Task_ChaseUnsignedAgreement", key)).isTrue();

        signBoth(key);

        assertThat(agreement)
                .hasPassed("BoundaryEvent_SignedAfterAll", "EndEvent_NoChaseNeeded")
                .isWaitingAtExactly("Task_AgreementInForce");
    }

    @Test
    @DisplayName("R127: just before the twenty-eighth day before it is due no review starts")
    void noReviewBeforeTime() {
        inForce();
        bed.at(Instant.parse("2027-06-05T22:59:59Z"));
        bed.runDueJobs();

        assertThat(bed.events(TermReviewDue.class)).isEmpty();
    }

    @Test
    @DisplayName("R127: twenty-eight days before it is due, at midnight in London, the review starts")
    void theReviewStartsInTime() {
        String key = inForce();
        bed.at(Instant.parse("2027-06-05T23:00:00Z"));
        bed.runDueJobs();

        assertThat(instance(key))
                .hasPassedInOrder("BoundaryEvent_ReviewDue", "Task_StartReview", "EndEvent_ReviewStarted")
                .isWaitingAtExactly("Task_AgreementInForce");
        assertThat(bed.events(TermReviewDue.class)).containsExactly(new TermReviewDue(key, LocalDate.of(2027, 7, 4)));
        assertThat(bed.hasTask("Task_HoldReview", key)).isTrue();
    }

    @Test
    @DisplayName("B9, R127: once reviewed, the terms wait for the next review, whatever becomes of those that follow")
    void waitsForTheNextReview() {
        String key = inForce();
        bed.at(Instant.parse("2027-06-05T23:00:00Z"));
        bed.runDueJobs();

        reviewedOn(key, LocalDate.of(2027, 6, 20));

        assertThat(instance(key))
                .hasPassed("BoundaryEvent_AgreementReviewed")
                .isWaitingAtExactly("Task_AgreementInForce");
        bed.at(Instant.parse("2027-11-21T23:59:59Z"));
        bed.runDueJobs();
        assertThat(bed.events(TermReviewDue.class)).hasSize(1);
        bed.at(Instant.parse("2027-11-22T00:00:00Z"));
        bed.runDueJobs();
        assertThat(bed.events(TermReviewDue.class))
                .hasSize(2)
                .contains(new TermReviewDue(key, LocalDate.of(2027, 12, 20)));
    }

    @Test
    @DisplayName("B9, R127: a review before its regular day puts the next one off: six months count from it (C26)")
    void anEarlyReviewPutsTheNextOneOff() {
        String key = inForce();

        reviewedOn(key, LocalDate.of(2027, 3, 1));

        bed.at(Instant.parse("2027-08-03T22:59:59Z"));
        bed.runDueJobs();
        assertThat(bed.events(TermReviewDue.class)).isEmpty();
        bed.at(Instant.parse("2027-08-03T23:00:00Z"));
        bed.runDueJobs();
        assertThat(bed.events(TermReviewDue.class)).containsExactly(new TermReviewDue(key, LocalDate.of(2027, 9, 1)));
    }

    private void reviewedOn(String termKey, LocalDate day) {
        bed.at(day, MORNING);
        bed.inTransaction(() -> {
            agreements.reviewed(Agreement.idOf(termKey), day);
            return termKey;
        });
    }

    @Test
    @DisplayName("A-br, F08: suspended it waits for the return, and the review that was started is not started again")
    void isSuspendedAndResumed() {
        String key = inForce();
        long id = Agreement.idOf(key);
        bed.at(LocalDate.of(2027, 6, 7), MORNING);
        bed.runDueJobs();
        agreements.suspend(id, LocalDate.of(2027, 6, 7), null);
        assertThat(instance(key)).isWaitingAtExactly("Task_AgreementSuspended");
        assertThat(agreements.status(id)).isEqualTo(AgreementStatus.SUSPENDED);

        agreements.resume(id);
        bed.runDueJobs();

        assertThat(instance(key)).isWaitingAtExactly("Task_AgreementInForce");
        assertThat(agreements.status(id)).isEqualTo(AgreementStatus.IN_FORCE);
        assertThat(COVERAGE.getProcessEngine()
                        .getRuntimeService()
                        .createProcessInstanceQuery()
                        .processDefinitionKey("agreementReview")
                        .count())
                .isEqualTo(1);
        assertThat(bed.mailsTo("worker")).contains("AGREEMENT_SUSPENDED", "AGREEMENT_RESUMED");
    }

    @Test
    @DisplayName(
            "R118, R127: the supervisor changes: what was in drafting ends, the terms in force count and wait for their"
                    + " review until the new supervisor's are signed")
    void theSupervisorChanges() {
        String first = inForce();
        long id = Agreement.idOf(first);
        String second = bed.inTransaction(() -> terms.openNext(id, false)).key();
        bed.inTransaction(() -> agreements.changeSupervisor(id, "cover"));
        assertThat(instance(first)).isWaitingAtExactly("Task_AgreementInForce");
        assertThat(instance(second)).isNull();
        assertThat(agreements.termInForce(id).orElseThrow().key()).isEqualTo(first);
        assertThat(agreements.require(id).supervisor()).isEqualTo("cover");
        String third = bed.inTransaction(() -> terms.openNext(id, false)).key();
        assertThat(bed.task("Task_DraftAgreement", third).getAssignee()).isEqualTo("cover");
    }

    @Test
    @DisplayName("F06, F74: reaffirmed terms are signed again without a draft; the old term counts until both have")
    void aReaffirmedTermReplacesTheOldOne() {
        String first = inForce();
        long id = Agreement.idOf(first);
        bed.at(LocalDate.of(2027, 6, 21), MORNING);
        String second = terms.openNext(id, true).key();
        assertThat(second).isEqualTo(first.replace("/T1", "/T2"));
        assertThat(instance(second))
                .isWaitingAtExactly(
                        "SubProcess_AgreeTerms", "Task_SignAgreementAsSupervisor", "Task_SignAgreementAsSupervisee")
                .hasPassed("StartEvent_AgreementRequired")
                .hasNotPassed("Task_DraftAgreement", "Task_ConsiderAgreement");
        sign(second, "Task_SignAgreementAsSupervisee");
        assertThat(instance(first)).isWaitingAtExactly("Task_AgreementInForce");
        ProcessInstance old = instance(first);

        sign(second, "Task_SignAgreementAsSupervisor");

        assertThat(old).isEnded().hasPassed("EndEvent_TermRenewed").hasNotPassed("Task_CloseTerm");
        assertThat(terms.require(first).status()).isEqualTo(TermStatus.RENEWED);
        assertThat(agreements.termInForce(id)).map(AgreementTerm::key).contains(second);
        assertThat(agreements.termOn(id, LocalDate.of(2027, 6, 20)))
                .map(AgreementTerm::key)
                .contains(first);
        assertThat(agreements.termOn(id, LocalDate.of(2027, 6, 21)))
                .map(AgreementTerm::key)
                .contains(second);
    }

    @Test
    @DisplayName("F06: an amended term is drafted from today's and replaces the old one even while that is suspended")
    void anAmendedTermReplacesASuspendedOne() {
        String first = inForce();
        long id = Agreement.idOf(first);
        ProcessInstance old = instance(first);
        String second = terms.openNext(id, false).key();
        assertThat(instance(second)).isWaitingAtExactly("SubProcess_AgreeTerms", "Task_DraftAgreement");
        assertThat(bed.mailsTo("supervisor")).contains("AGREEMENT_TO_DRAFT");
        draft(second, weeks(3));
        assertThat(facts(second, "Task_ConsiderAgreement", "changes"))
                .isEqualTo(List.of(
                        new Difference("Minimum frequency", "at least every 4 weeks", "at least every 3 weeks")));
        agreements.suspend(id, TODAY, null);
        consider(second, Answer.AGREE);
        signBoth(second);

        assertThat(old).isEnded().hasPassed("Task_CloseTerm", "EndEvent_AgreementEnded");
        assertThat(terms.require(first).status()).isEqualTo(TermStatus.RENEWED);
        assertThat(agreements.status(id)).isEqualTo(AgreementStatus.SUSPENDED);
        assertThat(agreements.requireTermsInForce(id).intervalWeeks()).isEqualTo(3);
    }

    @Test
    @DisplayName("A7.2, F06: giving up an amendment leaves the term in force as it is")
    void aFailedAmendmentLeavesTheOldTerm() {
        String first = inForce();
        long id = Agreement.idOf(first);
        String second = terms.openNext(id, false).key();
        draft(second, weeks(2));
        consider(second, Answer.CANNOT_AGREE);
        bed.complete(bed.task("Task_DecideTerms", second), new DecideTermsForm.Values(Ruling.END, "Leave it"));

        assertThat(instance(first)).isWaitingAtExactly("Task_AgreementInForce");
        assertThat(agreements.status(id)).isEqualTo(AgreementStatus.IN_FORCE);
        assertThat(terms.openNext(id, false).key()).endsWith("/T3");
    }

    @Test
    @DisplayName("E17: an ended agreement closes its term in force and the next one in drafting")
    void endingClosesEveryTerm() {
        String first = inForce();
        long id = Agreement.idOf(first);
        String second = terms.openNext(id, false).key();
        ProcessInstance inForce = instance(first);
        ProcessInstance drafting = instance(second);

        agreements.end(id, EndReason.LEAVER);

        assertThat(inForce).isEnded().hasPassed("StartEvent_AgreementEnded", "Task_CloseTerm");
        assertThat(drafting).isEnded().hasPassed("Task_CloseTerm");
        assertThat(terms.require(first).status()).isEqualTo(TermStatus.ENDED);
        assertThat(terms.require(second).status()).isEqualTo(TermStatus.ENDED);
        assertThat(agreements.require(id).endReason()).isEqualTo(EndReason.LEAVER);
        assertThat(bed.events(AgreementEnded.class)).containsExactly(new AgreementEnded(id, EndReason.LEAVER));
        assertThat(bed.mailsTo("worker")).contains("AGREEMENT_ENDED");
        agreements.end(id, EndReason.ERROR);
        assertThat(bed.events(AgreementEnded.class)).hasSize(1);
    }

    @Test
    @DisplayName("Draft: one that nobody wants is discarded before anybody is named; who did it and why is kept")
    void discardsADraft() {
        ProcessInstance agreement = startedBySupervisor();
        String key = keyOf(agreement);
        draft(key, discarded());

        assertThat(agreement)
                .isEnded()
                .hasPassedInOrder("Task_DraftAgreement", "EndEvent_DraftDiscarded", "Task_AbandonAgreement")
                .hasNotPassed("Task_CheckFrequency", "Task_ActivateAgreement");
        assertThat(agreements.status(Agreement.idOf(key))).isEqualTo(AgreementStatus.DISCARDED);
        assertThat(terms.require(key).status()).isEqualTo(TermStatus.ABANDONED);
        assertThat(TestCipher.stored(
                        bed.get(JdbcClient.class),
                        bed.get(TextCipher.class),
                        "agreement_draft_discard",
                        "reason",
                        "discarded_by = 'supervisor'"))
                .containsExactly("Started by mistake");
        assertThat(bed.mailsTo("linemanager")).isEmpty();
        assertThat(keyOf(startedBySupervisor())).as("another can be started").isNotEqualTo(key);
    }

    @Test
    @DisplayName("Draft, R006: discarding a draft that names somebody tells the line manager and frees the pair")
    void discardingARaisedDraftTellsTheLineManager() {
        String key = terms.openFor("supervisor", "worker").key() + "/T1";
        draft(key, discarded());

        assertThat(bed.mailsTo("linemanager")).containsExactly("AGREEMENT_DRAFT_DISCARDED");
        assertThat(agreements.betweenNow("supervisor", "worker")).isEmpty();
        assertThat(bed.mailsTo("worker")).isEmpty();
    }

    @Test
    @DisplayName("Draft, F06: a discarded amendment leaves the term in force, and the supervisee is told")
    void discardsAnAmendment() {
        String key = inForce();
        AgreementTerm next = terms.openNext(Agreement.idOf(key), false);
        draft(next.key(), discarded());

        assertThat(terms.require(key).status()).isEqualTo(TermStatus.IN_FORCE);
        assertThat(agreements.status(Agreement.idOf(key))).isEqualTo(AgreementStatus.IN_FORCE);
        assertThat(bed.mailsTo("worker")).contains("AGREEMENT_DRAFT_DISCARDED");
    }

    @Test
    @DisplayName("Draft, A7.2: once the supervisee has answered, the draft is changed, not discarded")
    void noDiscardingOnceAnswered() {
        String key = keyOf(startedBySupervisor());
        draft(key, fourWeeks());
        consider(key, Answer.PROPOSE_CHANGE);

        Task draft = bed.task("Task_DraftAgreement", key);
        assertThat(bed.errors(draft, discarded())).extracting(FieldError::field).containsExactly("discard");
        assertThat(facts(key, "Task_DraftAgreement", "mayDiscard")).isEqualTo(false);
        assertThatThrownBy(() -> bed.get(TermsDrafting.class).discard(key, "No", "supervisor"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("F11, R036: what both signed on paper comes into force past drafting and signing, and says so")
    void signedOnPaper() {
        String key = enter(new PaperTerms(
                new Parties("supervisor", "worker"),
                AgreementTestBed.terms(4),
                LocalDate.of(2026, 12, 1),
                LocalDate.of(2026, 11, 30),
                "DMS-4711",
                null));

        assertThat(bed.instance("supervisionAgreement", key))
                .isWaitingAt("Task_AgreementInForce")
                .hasPassedInOrder("StartEvent_SignedOnPaper", "Task_ActivateAgreement")
                .hasNotPassed("Task_DraftAgreement", "Task_SignAgreementAsSupervisor");
        AgreementTerm term = terms.require(key);
        assertThat(term.status()).isEqualTo(TermStatus.IN_FORCE);
        assertThat(term.effectiveOn()).isEqualTo("2026-12-01");
        assertThat(term.reviewDueOn()).isEqualTo("2027-06-01");
        assertThat(term.terms()).isEqualTo(AgreementTestBed.terms(4));
        assertThat(bed.events(AgreementInForce.class)).containsExactly(new AgreementInForce(term.agreementId()));
        assertThat(terms.copyOf(key))
                .hasValueSatisfying(copy -> assertThat(copy)
                        .contains("Signed on paper by both", "Its scan: DMS-4711.")
                        .contains(
                                "Signed on paper (supervisor): Sarah Bennett\nDate of agreement: Tuesday 1 December 2026")
                        .contains(
                                "Signed on paper (supervisee): Daniel Okafor\nDate of agreement: Monday 30 November 2026")
                        .doesNotContain("have read the Supervision Policy"));
        assertThat(bed.mailsTo("supervisor")).containsExactly("AGREEMENT_ON_PAPER_IN_FORCE");
        assertThat(bed.mailsTo("worker")).containsExactly("AGREEMENT_ON_PAPER_IN_FORCE");

        String next = terms.openNext(term.agreementId(), true).key();
        assertThat(terms.require(next).signedText()).doesNotContain("on paper", "DMS-4711");
    }

    @Test
    @DisplayName("F11, B9: the review of a paper that is older than six months begins at once and is due today")
    void signedOnPaperLongAgo() {
        String key = enter(new PaperTerms(
                new Parties("supervisor", "worker"),
                AgreementTestBed.terms(4),
                LocalDate.of(2026, 2, 2),
                LocalDate.of(2026, 2, 3),
                "DMS-4712",
                LocalDate.of(2026, 12, 21)));

        assertThat(terms.require(key).reviewDueOn()).isEqualTo("2026-08-03");
        bed.runDueJobs();
        assertThat(bed.events(TermReviewDue.class)).containsExactly(new TermReviewDue(key, LocalDate.of(2026, 8, 3)));
        assertThat(bed.task("Task_HoldReview", key).getDueDate()).isEqualTo("2027-01-05T00:00:00");
        assertThat(agreements.lastHeldOnPaper(Agreement.idOf(key))).contains(LocalDate.of(2026, 12, 21));
    }

    private String enter(PaperTerms paper) {
        return bed.inTransaction(() -> bed.get(PaperAgreements.class).enter(paper, "records"));
    }

    @Test
    @DisplayName("Ruling 23: supervisors and managers start agreements, nobody else")
    void onlySupervisorsStart() {
        assertThatThrownBy(() -> bed.start("supervisionAgreement", "worker"))
                .isInstanceOf(AuthorizationException.class);
        assertThat(keyOf(bed.start("supervisionAgreement", "linemanager"))).startsWith("AG-");
    }

    private ProcessInstance startedBySupervisor() {
        return bed.start("supervisionAgreement", "supervisor");
    }

    private String inForce() {
        String key = keyOf(startedBySupervisor());
        draft(key, fourWeeks());
        consider(key, Answer.AGREE);
        signBoth(key);
        return key;
    }

    private void draft(String key, Values values) {
        bed.complete(bed.task("Task_DraftAgreement", key), values);
    }

    private void consider(String key, Answer answer) {
        bed.complete(
                bed.task("Task_ConsiderAgreement", key),
                new ConsiderAgreementForm.Values(answer, answer == Answer.AGREE ? null : "Because", "Time to think"));
    }

    private void signBoth(String key) {
        sign(key, "Task_SignAgreementAsSupervisor");
        sign(key, "Task_SignAgreementAsSupervisee");
    }

    private void sign(String key, String task) {
        bed.complete(bed.task(task, key), new SignAgreementForm.Values(true, null));
    }

    private Object facts(String key, String task, String name) {
        return bed.show(bed.task(task, key)).facts().get(name);
    }

    private ProcessInstance instance(String key) {
        return COVERAGE.getProcessEngine()
                .getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionKey("supervisionAgreement")
                .processInstanceBusinessKey(key)
                .singleResult();
    }

    private static String keyOf(ProcessInstance instance) {
        return instance.getBusinessKey();
    }

    private static Values fourWeeks() {
        return weeks(4);
    }

    static Values weeks(int weeks) {
        return new Values(
                "worker",
                weeks,
                "Room 3, Swift House",
                90,
                MeetingMode.FACE_TO_FACE,
                null,
                RecordAuthor.SUPERVISOR,
                5,
                "cover",
                "The covering manager holds the session.",
                "We both come prepared.",
                true,
                null,
                null);
    }

    private static Values discarded() {
        return new Values(
                null, null, null, null, null, null, null, null, null, null, null, null, true, "Started by mistake");
    }
}
