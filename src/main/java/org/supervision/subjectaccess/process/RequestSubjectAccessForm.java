package org.supervision.subjectaccess.process;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.ProcessVariables;
import org.supervision.people.Person;
import org.supervision.subjectaccess.SubjectAccessPeople;
import org.supervision.subjectaccess.SubjectAccessService;
import org.supervision.taskform.Choices;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.FormView.Option;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** A records officer says who asks for their own data, since when, and how that was checked (C32, D5). */
@Component
class RequestSubjectAccessForm implements TaskForm<RequestSubjectAccessForm.Values> {

    private final SubjectAccessService requests;
    private final SubjectAccessPeople people;
    private final WorkingCalendar calendar;

    RequestSubjectAccessForm(SubjectAccessService requests, SubjectAccessPeople people, WorkingCalendar calendar) {
        this.requests = requests;
        this.people = people;
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
            @Nullable String subject,
            @Nullable LocalDate receivedOn,
            @Nullable String identityCheck,
            @Nullable String reference) {}

    @Override
    public Set<String> tasks() {
        return Set.of(SubjectAccessProcess.TASK_REQUEST);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        return FormView.of(new Values(Decision.REQUEST, null, null, null, null), Map.of());
    }

    @Override
    public Map<String, Choices> choices(TaskContext task) {
        return Map.of("subject", new Subjects(people, task.userId()));
    }

    /** Everybody but whoever takes the request in. */
    private record Subjects(SubjectAccessPeople people, String self) implements Choices {

        @Override
        public List<Option> find(String typed, int most) {
            return people.search(typed, most + 1).stream()
                    .filter(person -> !person.userId().equals(self))
                    .limit(most)
                    .map(Subjects::option)
                    .toList();
        }

        @Override
        public Optional<Option> of(String value) {
            return people.subject(value).map(Subjects::option);
        }

        private static Option option(Person person) {
            return new Option(person.userId(), person.name() + " (" + person.userId() + ")");
        }
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        errors.require("decision", values.decision(), "Say whether you take in a request.", null);
        if (values.decision() == Decision.DROP) {
            return;
        }
        checkSubject(task, values, errors);
        checkReceived(values, errors);
        errors.require("identityCheck", values.identityCheck(), "Say how you know that it is they who ask.", "C32");
    }

    private void checkSubject(TaskContext task, Values values, FormErrors errors) {
        if (!errors.require("subject", values.subject(), "Choose whose data it is.", "C32")) {
            return;
        }
        String subject = Objects.requireNonNull(values.subject());
        if (people.subject(subject).isEmpty()) {
            errors.add("subject", "Choose a person from the list.");
        } else if (subject.equals(task.userId())) {
            errors.add(
                    "subject", "You cannot take in a request for your own data. Ask another records officer.", "C32");
        } else if (people.officers(subject).isEmpty()) {
            errors.add("subject", "Nobody is left who could answer it without supervising them.", "C32");
        }
    }

    private void checkReceived(Values values, FormErrors errors) {
        if (!errors.require("receivedOn", values.receivedOn(), "Say on which day it was received.", "C32")) {
            return;
        }
        LocalDate received = Objects.requireNonNull(values.receivedOn());
        if (received.isAfter(calendar.today())) {
            errors.add("receivedOn", "This day is still to come. Enter the day it was received.", "C32");
        } else if (!calendar.isKnown(received)) {
            errors.add("receivedOn", "This is too long ago. Enter the day it was received.", "C32");
        } else if (requests.dueOn(received).isBefore(calendar.today())) {
            errors.warn(
                    "receivedOn",
                    "It was to be answered by " + LondonWords.of(requests.dueOn(received)) + " and is late.",
                    "C32");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        Decision decision = Objects.requireNonNull(values.decision());
        switch (decision) {
            case DROP -> requests.drop(task.businessKey());
            case REQUEST ->
                requests.request(
                        task.businessKey(),
                        Objects.requireNonNull(values.subject()),
                        Objects.requireNonNull(values.receivedOn()),
                        Objects.requireNonNull(values.identityCheck()),
                        values.reference());
        }
        return ProcessVariables.DECISION.with(decision.name());
    }
}
