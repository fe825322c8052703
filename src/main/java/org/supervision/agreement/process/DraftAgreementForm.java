package org.supervision.agreement.process;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
import org.supervision.agreement.ReportingLine;
import org.supervision.agreement.SessionLength;
import org.supervision.agreement.TermsDrafting;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.ProcessVariables;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.FormView.Option;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The supervisor drafts the terms: the blanks of both documents, checked against the council's policy (A1.2). */
@Component
class DraftAgreementForm implements TaskForm<DraftAgreementForm.Values> {

    private static final int DAYS_A_WEEK = 7;
    private static final int MAX_INTERVAL_WEEKS = 26;
    private static final int MAX_LOCATION_LENGTH = 200;

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
    }

    private final AgreementTermService terms;
    private final TermsDrafting drafting;
    private final AgreementFacts facts;
    private final ReportingLine reportingLine;
    private final SessionLength lengths;
    private final People people;
    private final Policies policies;
    private final WorkingCalendar calendar;

    DraftAgreementForm(
            AgreementTermService terms,
            TermsDrafting drafting,
            AgreementFacts facts,
            ReportingLine reportingLine,
            SessionLength lengths,
            People people,
            Policies policies,
            WorkingCalendar calendar) {
        this.terms = terms;
        this.drafting = drafting;
        this.facts = facts;
        this.reportingLine = reportingLine;
        this.lengths = lengths;
        this.people = people;
        this.policies = policies;
        this.calendar = calendar;
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
        List<Person> supervisees = supervisees(agreement);
        Map<String, Object> context = new HashMap<>(facts.about(task.businessKey()));
        if (term.hasTerms()) {
            context.putAll(facts.withTerms(task.businessKey()));
        }
        context.put("mayDiscard", drafting.mayDiscard(term));
        return new FormView(
                proposal(agreement, term, supervisees),
                Map.of("supervisee", options(supervisees), "coverSupervisor", options(covers(agreement))),
                context);
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
        Policy policy = policies.current();
        checkSupervisee(agreement, values, errors);
        checkInterval(values, policy, errors);
        checkMeeting(values, policy, errors);
        checkRecord(values, policy, errors);
        checkCover(agreement, values, errors);
        errors.require("expectations", values.expectations(), "Say what you expect of each other.", "A1.1");
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
                    task.businessKey(), Objects.requireNonNull(values.supervisee()), termsOf(values), task.userId());
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
        } else if (supervisees(agreement).stream()
                .noneMatch(person -> person.userId().equals(supervisee))) {
            errors.add("supervisee", "Choose somebody from the list.", "A-hdr");
        }
    }

    private void checkInterval(Values values, Policy policy, FormErrors errors) {
        Integer weeks = values.intervalWeeks();
        if (!errors.require("intervalWeeks", weeks, "Say how often you meet at least, in weeks.", "B1")) {
            return;
        }
        if (weeks < 1 || weeks > MAX_INTERVAL_WEEKS) {
            errors.add("intervalWeeks", "Enter whole weeks from 1 to " + MAX_INTERVAL_WEEKS + ".", "B1");
            return;
        }
        int days = weeks * DAYS_A_WEEK;
        int ceiling = policy.frequency().ceilingDays();
        if (days > ceiling) {
            errors.warn(
                    "intervalWeeks",
                    "Supervision takes place at least every %d weeks. The Service Manager is asked for an exception."
                            .formatted(ceiling / DAYS_A_WEEK),
                    "B1");
        } else if (values.supervisee() != null
                && people.find(values.supervisee()).isPresent()) {
            int limit = drafting.limitDays(values.supervisee());
            if (days > limit) {
                errors.warn(
                        "intervalWeeks",
                        "This person is seen at least every %d days. The Service Manager is asked for an exception."
                                .formatted(limit),
                        "B1");
            }
        }
    }

    private void checkMeeting(Values values, Policy policy, FormErrors errors) {
        if (errors.require("usualLocation", values.usualLocation(), "Say where you usually meet.", "A-hdr")
                && values.usualLocation().length() > MAX_LOCATION_LENGTH) {
            errors.add("usualLocation", "Use at most " + MAX_LOCATION_LENGTH + " characters for the place.");
        }
        Policy.Session session = policy.session();
        Integer minutes = values.durationMinutes();
        if (errors.require("durationMinutes", minutes, "Say how many minutes a session is to last.", "B2")) {
            String supervisee = Objects.requireNonNullElse(values.supervisee(), "");
            SessionLength.Bounds bounds = lengths.of(supervisee, calendar.today());
            if (!bounds.allow(minutes)) {
                errors.add(
                        "durationMinutes",
                        "A session lasts from %d to %d minutes.".formatted(bounds.min(), bounds.max()),
                        "B2");
            }
        }
        if (errors.require("mode", values.mode(), "Say how you will meet.", "B4")
                && values.mode() == MeetingMode.REMOTE) {
            checkRemote(values, session.remote(), errors);
        }
    }

    private static void checkRemote(Values values, Policy.Remote rule, FormErrors errors) {
        if (rule == Policy.Remote.NO) {
            errors.add("mode", "Supervision is a face-to-face meeting here.", "B4");
        } else if (rule == Policy.Remote.ALLOWED_WITH_REASON) {
            errors.require("modeReason", values.modeReason(), "Say why you do not meet face to face.", "B4");
        }
    }

    private static void checkRecord(Values values, Policy policy, FormErrors errors) {
        Policy.RecordKeeping record = policy.record();
        if (errors.require("recordAuthor", values.recordAuthor(), "Say who writes the record.", "A6.1")
                && record.author() == Policy.RecordAuthor.SUPERVISOR
                && values.recordAuthor() != RecordAuthor.SUPERVISOR) {
            errors.add("recordAuthor", "The supervisor makes the record.", "B5");
        }
        Integer days = values.distributionWorkingDays();
        if (errors.require(
                        "distributionWorkingDays",
                        days,
                        "Say within how many working days the record is with both of you.",
                        "A6.1")
                && (days < record.dueWdMin() || days > record.dueWdMax())) {
            errors.add(
                    "distributionWorkingDays",
                    "Enter from %d to %d working days.".formatted(record.dueWdMin(), record.dueWdMax()),
                    "A6.1");
        }
    }

    private void checkCover(Agreement agreement, Values values, FormErrors errors) {
        String cover = values.coverSupervisor();
        if (cover == null) {
            errors.require(
                    "coverArrangements",
                    values.coverArrangements(),
                    "Name who covers, or say how sessions go on during leave or sickness.",
                    "A-br");
        } else if (cover.equals(agreement.supervisor()) || cover.equals(values.supervisee())) {
            errors.add("coverSupervisor", "Somebody other than the two of you covers.", "A-br");
        } else if (covers(agreement).stream()
                .noneMatch(person -> person.userId().equals(cover))) {
            errors.add("coverSupervisor", "Choose a supervisor from the list.", "A-br");
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

    /** Of a first draft whoever the supervisor manages, or anybody for a manager; of a later term the same person. */
    private List<Person> supervisees(Agreement agreement) {
        if (agreement.status() != AgreementStatus.DRAFT) {
            return people.find(agreement.parties().supervisee()).stream().toList();
        }
        String supervisor = agreement.supervisor();
        boolean manages = people.find(supervisor).filter(reportingLine::manages).isPresent();
        Stream<Person> candidates = manages ? people.active().stream() : people.superviseesOf(supervisor).stream();
        return candidates
                .filter(person -> person.activeOn(calendar.today()))
                .filter(person -> !person.userId().equals(supervisor))
                .filter(person -> !terms.isTaken(supervisor, person.userId(), agreement))
                .sorted(Comparator.comparing(Person::name))
                .toList();
    }

    private List<Person> covers(Agreement agreement) {
        return people.active().stream()
                .filter(reportingLine::supervises)
                .filter(person -> !agreement.hasParty(person.userId()))
                .sorted(Comparator.comparing(Person::name))
                .toList();
    }

    private static List<Option> options(List<Person> people) {
        return people.stream()
                .map(person -> new Option(person.userId(), person.name()))
                .toList();
    }

    private static AgreementTerms termsOf(Values values) {
        boolean remote = values.mode() == MeetingMode.REMOTE;
        return new AgreementTerms(
                Objects.requireNonNull(values.intervalWeeks()),
                Objects.requireNonNull(values.usualLocation()).strip(),
                Objects.requireNonNull(values.durationMinutes()),
                Objects.requireNonNull(values.mode()),
                remote ? values.modeReason() : null,
                Objects.requireNonNull(values.recordAuthor()),
                Objects.requireNonNull(values.distributionWorkingDays()),
                values.coverSupervisor(),
                values.coverArrangements(),
                values.expectations(),
                null);
    }
}
