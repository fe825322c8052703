package org.supervision.disclosure.process;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementChoices;
import org.supervision.agreement.AgreementService;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.disclosure.Basis;
import org.supervision.disclosure.BundleSources;
import org.supervision.disclosure.Disclosure;
import org.supervision.disclosure.DisclosurePeople;
import org.supervision.disclosure.DisclosureRequest;
import org.supervision.disclosure.DisclosureService;
import org.supervision.disclosure.Purpose;
import org.supervision.engine.ProcessVariables;
import org.supervision.taskform.Choices;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.PeopleChoices;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** A records officer or Service Manager says which records are asked for, what for, for whom and until when (A6.2, A6.3, B6). */
@Component
class RequestDisclosureForm implements TaskForm<RequestDisclosureForm.Values> {

    private final DisclosureService disclosures;
    private final DisclosurePeople readers;
    private final BundleSources sources;
    private final AgreementService agreements;
    private final AgreementChoices pairs;
    private final WorkingCalendar calendar;

    RequestDisclosureForm(
            DisclosureService disclosures,
            DisclosurePeople readers,
            BundleSources sources,
            AgreementService agreements,
            AgreementChoices pairs,
            WorkingCalendar calendar) {
        this.disclosures = disclosures;
        this.readers = readers;
        this.sources = sources;
        this.agreements = agreements;
        this.pairs = pairs;
        this.calendar = calendar;
    }

    /** Whether the request goes ahead. */
    enum Decision {
        REQUEST,
        DROP
    }

    /** The form's fields. */
    record Values(
            @Nullable Decision decision,
            @Nullable Purpose purpose,
            @Nullable String explanation,
            @Nullable String recipient,
            @Nullable String agreement,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String viewer,
            @Nullable LocalDate accessUntil) {}

    @Override
    public Set<String> tasks() {
        return Set.of(RecordDisclosureProcess.TASK_REQUEST);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        return FormView.of(new Values(Decision.REQUEST, null, null, null, null, null, null, null, null), Map.of());
    }

    @Override
    public Map<String, Choices> choices(TaskContext task) {
        return Map.of("agreement", pairs, "viewer", new PeopleChoices(readers::search, readers::reader));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        errors.require("decision", values.decision(), "Say whether you request a disclosure.", null);
        if (values.decision() == Decision.DROP) {
            return;
        }
        Optional<Basis> basis = checkPurpose(values, errors);
        errors.require("explanation", values.explanation(), "Say why it is needed.", "A6.2");
        Optional<Agreement> agreement = checkAgreement(values, errors);
        checkSessions(values, agreement, errors);
        checkReader(task, values, agreement, basis, errors);
        checkUntil(values.accessUntil(), disclosures, calendar, errors);
    }

    private Optional<Basis> checkPurpose(Values values, FormErrors errors) {
        if (!errors.require("purpose", values.purpose(), "Say what it is for.", "A6.2")) {
            return Optional.empty();
        }
        Basis basis = disclosures.basisOf(Objects.requireNonNull(values.purpose()));
        if (basis == Basis.TRANSFER) {
            errors.add(
                    "purpose",
                    "A new line manager takes the records over with the change of supervisor. Nothing is requested here.",
                    "B6");
        } else if (basis == Basis.SUBJECT_ACCESS) {
            errors.add(
                    "purpose",
                    "Somebody's own data are answered within a month: start “Subject access”. Nothing is requested here.",
                    "A6.3");
        }
        return Optional.of(basis);
    }

    private Optional<Agreement> checkAgreement(Values values, FormErrors errors) {
        if (!errors.require("agreement", values.agreement(), "Choose whose records.", "A6.2")) {
            return Optional.empty();
        }
        String key = Objects.requireNonNull(values.agreement());
        Optional<Agreement> agreement = Agreement.isKey(key)
                ? agreements.find(Agreement.idOf(key)).filter(found -> found.inForceOn() != null)
                : Optional.empty();
        if (agreement.isEmpty()) {
            errors.add("agreement", "Choose two people from the list.");
        }
        return agreement;
    }

    private void checkSessions(Values values, Optional<Agreement> agreement, FormErrors errors) {
        boolean both = errors.require("from", values.from(), "Say from which session.", "A6.2")
                & errors.require("to", values.to(), "Say to which session.", "A6.2");
        if (!both || errors.has("from") || errors.has("to")) {
            return;
        }
        LocalDate from = Objects.requireNonNull(values.from());
        LocalDate to = Objects.requireNonNull(values.to());
        if (to.isBefore(from)) {
            errors.add("to", "This is before the first session.");
        } else if (agreement.isPresent() && sources.count(agreement.get().requireId(), from, to) == 0) {
            errors.add("from", "There is no distributed record of a session in that time.");
        }
    }

    private void checkReader(
            TaskContext task, Values values, Optional<Agreement> agreement, Optional<Basis> basis, FormErrors errors) {
        if (!errors.require("viewer", values.viewer(), "Choose who will read them.", "B6")
                || agreement.isEmpty()
                || basis.isEmpty()) {
            return;
        }
        long agreementId = agreement.get().requireId();
        String viewer = Objects.requireNonNull(values.viewer());
        readers.obstacleToReading(agreementId, basis.get(), viewer)
                .ifPresent(obstacle -> errors.add("viewer", obstacle, "B6"));
        Disclosure disclosure = disclosures.require(task.businessKey());
        if (basis.get().needsAuthority()
                && readers.authoriser(agreementId, disclosure.requestedBy(), viewer)
                        .isEmpty()) {
            errors.add("viewer", "With this reader nobody is left who could authorise it.", "A6.3");
        }
    }

    static void checkUntil(
            @Nullable LocalDate until, DisclosureService disclosures, WorkingCalendar calendar, FormErrors errors) {
        if (!errors.require("accessUntil", until, "Say until when.", "B6")) {
            return;
        }
        LocalDate day = Objects.requireNonNull(until);
        if (day.isBefore(calendar.today())) {
            errors.add("accessUntil", "Choose today or a later day.", "B6");
        } else if (day.isAfter(disclosures.latestAccess())) {
            errors.add("accessUntil", "Choose a day until " + LondonWords.of(disclosures.latestAccess()) + ".", "B6");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        Decision decision = Objects.requireNonNull(values.decision());
        switch (decision) {
            case DROP -> disclosures.drop(task.businessKey());
            case REQUEST ->
                disclosures.request(
                        task.businessKey(),
                        new DisclosureRequest(
                                Objects.requireNonNull(values.purpose()),
                                Objects.requireNonNull(values.explanation()),
                                values.recipient(),
                                Agreement.idOf(Objects.requireNonNull(values.agreement())),
                                Objects.requireNonNull(values.from()),
                                Objects.requireNonNull(values.to()),
                                Objects.requireNonNull(values.viewer()),
                                Objects.requireNonNull(values.accessUntil())));
        }
        return ProcessVariables.DECISION.with(decision.name());
    }
}
