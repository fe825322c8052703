package org.supervision.agreement.process;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementFacts;
import org.supervision.agreement.AgreementStatus;
import org.supervision.agreement.AgreementTerm;
import org.supervision.agreement.AgreementTermService;
import org.supervision.agreement.AgreementTerms;
import org.supervision.agreement.MeetingMode;
import org.supervision.agreement.RecordAuthor;
import org.supervision.agreement.TermRules;
import org.supervision.agreement.TermsDrafting;
import org.supervision.engine.ProcessVariables;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;
import org.supervision.taskform.Choices;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.PeopleChoices;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The supervisor drafts the terms: the blanks of both documents, checked against the council's policy (A1.2). */
@Component
class DraftAgreementForm implements TaskForm<DraftAgreementForm.Values> {

    private static final int DAYS_A_WEEK = 7;

    /**
     * The fields of contract.md; all may be null while the draft is not complete.
     *
     * @param discard whether the supervisor discards the draft, whatever else stands in it
     * @param discardReason why
     */
    record Values(
            @Nullable String supervisee,
            @Nullable Integer intervalWeeks,
            @Nullable String usualLocation,
            @Nullable Integer durationMinutes,
            @Nullable MeetingMode mode,
            @Nullable String modeReason,
            @Nullable RecordAuthor recordAuthor,
            @Nullable Integer distributionWorkingDays,
            @Nullable String coverSupervisor,
            @Nullable String coverArrangements,
            @Nullable String expectations,
            @Nullable Boolean policyRead,
            @Nullable Boolean discard,
            @Nullable String discardReason) {

        boolean isDiscarded() {
            return Boolean.TRUE.equals(discard);
        }

        TermRules.Draft draft(String supervisor) {
            return new TermRules.Draft(
                    supervisor,
                    supervisee,
                    intervalWeeks,
                    usualLocation,
                    durationMinutes,
                    mode,
                    modeReason,
                    recordAuthor,
                    distributionWorkingDays,
                    coverSupervisor,
                    coverArrangements,
                    expectations);
        }
    }

    private final AgreementTermService terms;
    private final TermsDrafting drafting;
    private final AgreementFacts facts;
    private final TermRules rules;
    private final People people;
    private final Policies policies;

    DraftAgreementForm(
            AgreementTermService terms,
            TermsDrafting drafting,
            AgreementFacts facts,
            TermRules rules,
            People people,
            Policies policies) {
        this.terms = terms;
        this.drafting = drafting;
        this.facts = facts;
        this.rules = rules;
        this.people = people;
        this.policies = policies;
    }

    @Override
    public Set<String> tasks() {
        return Set.of(SupervisionAgreementProcess.TASK_DRAFT_AGREEMENT);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public List<Content> contents(TaskContext task) {
        return List.of(Content.terms(task.businessKey()));
    }

    @Override
    public FormView show(TaskContext task) {
        Agreement agreement = terms.agreementOf(task.businessKey());
        AgreementTerm term = terms.require(task.businessKey());
        Map<String, Object> context = new HashMap<>(facts.about(task.businessKey()));
        if (term.hasTerms()) {
            context.putAll(facts.withTerms(task.businessKey()));
        }
        context.put("mayDiscard", drafting.mayDiscard(term));
        List<Person> supervisees = supervisees(agreement, "", Choices.SHOWN + 1);
        return new FormView(
                proposal(agreement, term, supervisees),
                Map.of("supervisee", PeopleChoices.options(supervisees)),
                context);
    }

    @Override
    public Map<String, Choices> choices(TaskContext task) {
        Agreement agreement = terms.agreementOf(task.businessKey());
        Set<String> parties = Stream.of(agreement.supervisor(), agreement.supervisee())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return Map.of(
                "supervisee",
                new PeopleChoices(
                        (typed, most) -> supervisees(agreement, typed, most),
                        userId -> isOffered(agreement, userId) ? people.find(userId) : Optional.empty()),
                "coverSupervisor",
                new PeopleChoices(
                        (typed, most) -> rules.covers(parties, typed, most), userId -> rules.cover(parties, userId)));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        if (values.isDiscarded()) {
            checkDiscard(task, values, errors);
            return;
        }
        errors.warnOfLoss(
                "discard",
                values.discardReason(),
                "You said why nobody needs this draft, but it is not discarded: those words are not kept.");
        Agreement agreement = terms.agreementOf(task.businessKey());
        checkSupervisee(agreement, values, errors);
        TermRules.Draft draft = values.draft(agreement.supervisor());
        rules.check(draft, errors);
        rules.beyondCeiling(draft)
                .ifPresent(rule ->
                        errors.warn("intervalWeeks", rule + " The Service Manager is asked for an exception.", "B1"));
        if (!Boolean.TRUE.equals(values.policyRead())) {
            errors.add("policyRead", "Read the supervision policy first, then tick this.", "A1.2");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        if (values.isDiscarded()) {
            drafting.discard(task.businessKey(), Objects.requireNonNull(values.discardReason()), task.userId());
        } else {
            drafting.propose(
                    task.businessKey(),
                    Objects.requireNonNull(values.supervisee()),
                    values.draft(terms.agreementOf(task.businessKey()).supervisor())
                            .terms(null),
                    task.userId());
        }
        return ProcessVariables.DISCARDED.with(values.isDiscarded());
    }

    private void checkDiscard(TaskContext task, Values values, FormErrors errors) {
        if (!drafting.mayDiscard(terms.require(task.businessKey()))) {
            errors.add("discard", "The supervisee has answered these terms. Change them instead.", "A7.2");
        }
        errors.require("discardReason", values.discardReason(), "Say why nobody needs this draft.", null);
    }

    private void checkSupervisee(Agreement agreement, Values values, FormErrors errors) {
        if (!errors.require("supervisee", values.supervisee(), "Choose whom you supervise.", "A-hdr")) {
            return;
        }
        String supervisee = values.supervisee();
        if (supervisee.equals(agreement.supervisor())) {
            errors.add("supervisee", "Nobody supervises themselves. Choose somebody else.", "A-hdr");
        } else if (terms.isTaken(agreement.supervisor(), supervisee, agreement)) {
            errors.add("supervisee", "The two of you have an agreement already. Change that one instead.", "A-hdr");
        } else if (!isOffered(agreement, supervisee)) {
            errors.add("supervisee", "Choose somebody from the list.", "A-hdr");
        }
    }

    private Values proposal(Agreement agreement, AgreementTerm term, List<Person> supervisees) {
        String supervisee = agreement.supervisee();
        if (supervisee == null && supervisees.size() == 1) {
            supervisee = supervisees.get(0).userId();
        }
        if (term.hasTerms()) {
            AgreementTerms drafted = term.terms();
            return new Values(
                    supervisee,
                    drafted.intervalWeeks(),
                    drafted.usualLocation(),
                    drafted.durationMinutes(),
                    drafted.mode(),
                    drafted.modeReason(),
                    drafted.recordAuthor(),
                    drafted.distributionWorkingDays(),
                    drafted.coverSupervisor(),
                    drafted.coverArrangements(),
                    drafted.expectations(),
                    null,
                    null,
                    null);
        }
        Policy policy = policies.current();
        return new Values(
                supervisee,
                policy.frequency().ceilingDays() / DAYS_A_WEEK,
                null,
                policy.session().defaultMinutes(),
                MeetingMode.FACE_TO_FACE,
                null,
                RecordAuthor.SUPERVISOR,
                policy.record().dueWd(),
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Of a first draft those with whom there is no agreement yet; of a later term the same person. */
    private List<Person> supervisees(Agreement agreement, String typed, int most) {
        if (agreement.status() != AgreementStatus.DRAFT) {
            return people.find(agreement.parties().supervisee()).stream().toList();
        }
        return rules.supervisees(agreement.supervisor(), terms.taken(agreement.supervisor(), agreement), typed, most);
    }

    /** Whether that list has somebody with whom there is no agreement, asked without reading it. */
    private boolean isOffered(Agreement agreement, String supervisee) {
        return agreement.status() == AgreementStatus.DRAFT
                ? rules.isSupervisee(agreement.supervisor(), supervisee)
                : supervisee.equals(agreement.parties().supervisee())
                        && people.find(supervisee).isPresent();
    }
}
