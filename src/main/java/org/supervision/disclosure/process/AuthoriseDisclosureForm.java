package org.supervision.disclosure.process;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.disclosure.Disclosure;
import org.supervision.disclosure.DisclosureFacts;
import org.supervision.disclosure.DisclosurePeople;
import org.supervision.disclosure.DisclosureService;
import org.supervision.engine.ProcessVariables;
import org.supervision.policy.Policies;
import org.supervision.taskform.Choices;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.PeopleChoices;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The Service Manager authorises or refuses a disclosure that needs no consent, with reason, scope, reader and end (A6.3, B6). */
@Component
class AuthoriseDisclosureForm implements TaskForm<AuthoriseDisclosureForm.Values> {

    private final DisclosureService disclosures;
    private final DisclosureFacts facts;
    private final DisclosurePeople readers;
    private final Policies policies;
    private final WorkingCalendar calendar;

    AuthoriseDisclosureForm(
            DisclosureService disclosures,
            DisclosureFacts facts,
            DisclosurePeople readers,
            Policies policies,
            WorkingCalendar calendar) {
        this.disclosures = disclosures;
        this.facts = facts;
        this.readers = readers;
        this.policies = policies;
        this.calendar = calendar;
    }

    /** What the Service Manager decides. */
    enum Decision {
        AUTHORISE,
        REFUSE
    }

    /** The form's fields; those that the decision does not ask for are left alone. */
    record Values(
            @Nullable Decision decision,
            @Nullable String reason,
            @Nullable String scope,
            @Nullable String viewer,
            @Nullable LocalDate accessUntil,
            @Nullable LocalDate noticeOn,
            @Nullable String noticeReason) {}

    @Override
    public Set<String> tasks() {
        return Set.of(RecordDisclosureProcess.TASK_AUTHORISE);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        Disclosure disclosure = disclosures.require(task.businessKey());
        return FormView.of(
                new Values(null, null, null, disclosure.viewer(), disclosure.accessUntil(), null, null),
                Map.of("summary", facts.of(disclosure)));
    }

    @Override
    public Map<String, Choices> choices(TaskContext task) {
        return Map.of("viewer", new PeopleChoices(readers::search, readers::reader));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        errors.require("decision", values.decision(), "Say whether you authorise it.", "A6.3");
        int least = policies.current().disclosure().reasonChars();
        if (errors.require("reason", values.reason(), "Give your reason.", "A6.3")
                && Objects.requireNonNull(values.reason()).strip().length() < least) {
            errors.add("reason", "Give your reason in at least " + least + " characters.", "A6.3");
        }
        if (values.decision() != Decision.AUTHORISE) {
            return;
        }
        errors.require("scope", values.scope(), "Say what may be shown.", "A6.3");
        checkReader(task, values, errors);
        RequestDisclosureForm.checkUntil(values.accessUntil(), disclosures, calendar, errors);
        checkNotice(values, errors);
    }

    private void checkReader(TaskContext task, Values values, FormErrors errors) {
        Disclosure disclosure = disclosures.require(task.businessKey());
        if (!errors.require("viewer", values.viewer(), "Choose who may read it.", "B6")) {
            return;
        }
        String viewer = Objects.requireNonNull(values.viewer());
        readers.obstacleToReading(disclosure.requireAgreementId(), disclosure.requireBasis(), viewer)
                .ifPresent(obstacle -> errors.add("viewer", obstacle, "B6"));
        if (viewer.equals(task.userId())) {
            errors.add("viewer", "You cannot authorise a disclosure to yourself.", "A6.3");
        }
    }

    private void checkNotice(Values values, FormErrors errors) {
        if (values.noticeOn() == null) {
            if (values.noticeReason() != null) {
                errors.add("noticeOn", "Say on which day both are told, or take the reason out.", "A6.3");
            }
            return;
        }
        if (!values.noticeOn().isAfter(calendar.today())) {
            errors.add("noticeOn", "Choose a later day, or leave it empty to tell them when it is released.", "A6.3");
        } else if (!calendar.isKnown(values.noticeOn())) {
            errors.add("noticeOn", "Choose a day before " + calendar.knownUntil() + ".");
        }
        errors.require("noticeReason", values.noticeReason(), "Say why they are not told at once.", "A6.3");
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        Decision decision = Objects.requireNonNull(values.decision());
        String reason = Objects.requireNonNull(values.reason());
        switch (decision) {
            case AUTHORISE ->
                disclosures.authorise(
                        task.businessKey(),
                        task.userId(),
                        reason,
                        Objects.requireNonNull(values.scope()),
                        Objects.requireNonNull(values.viewer()),
                        Objects.requireNonNull(values.accessUntil()),
                        values.noticeOn(),
                        values.noticeReason());
            case REFUSE -> disclosures.refuse(task.businessKey(), task.userId(), reason);
        }
        return ProcessVariables.DECISION.with(decision.name());
    }
}
