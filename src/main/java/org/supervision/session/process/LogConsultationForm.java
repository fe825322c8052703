package org.supervision.session.process;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.MeetingMode;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.caseload.CaseRegister;
import org.supervision.caseload.WorkCase;
import org.supervision.engine.ProcessVariables;
import org.supervision.people.People;
import org.supervision.session.ActionType;
import org.supervision.session.Consultations;
import org.supervision.session.NewConsultation;
import org.supervision.session.NewConsultation.FiledAction;
import org.supervision.session.RecordContent;
import org.supervision.session.SessionKind;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.FormView.Option;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** A party logs an ad hoc consultation, or a supervisor a group session: when, what about, decision, actions. */
@Component
class LogConsultationForm implements TaskForm<LogConsultationForm.Values> {

    private static final int LONGEST_MINUTES = 480;

    private final Consultations consultations;
    private final CaseRegister register;
    private final People people;
    private final WorkingCalendar calendar;

    LogConsultationForm(Consultations consultations, CaseRegister register, People people, WorkingCalendar calendar) {
        this.consultations = consultations;
        this.register = register;
        this.people = people;
        this.calendar = calendar;
    }

    /**
     * The form's fields.
     *
     * @param kind {@code ADHOC} or {@code GROUP}
     * @param agreement business key of the agreement; not for a group
     * @param attendance who of the group was there
     * @param start when it began, in London
     * @param withdraw whether there is nothing to log after all, whatever else stands in the form
     */
    record Values(
            @Nullable SessionKind kind,
            @Nullable String agreement,
            List<Attendance> attendance,
            @Nullable LocalDateTime start,
            @Nullable Integer minutes,
            @Nullable MeetingMode mode,
            @Nullable String about,
            @Nullable String decision,
            List<ActionRow> actions,
            @Nullable Boolean withdraw) {

        boolean isWithdrawn() {
            return Boolean.TRUE.equals(withdraw);
        }

        boolean isGroup() {
            return kind == SessionKind.GROUP;
        }
    }

    /** Whether the supervisee of this agreement was there. */
    record Attendance(@Nullable String agreement, @Nullable Boolean present) {

        boolean isPresent() {
            return Boolean.TRUE.equals(present);
        }
    }

    /**
     * One action.
     *
     * @param caseReference the case that it is about; null where it is about none
     * @param file business key of the agreement in whose file it stands; only where the supervisor of a group does it
     */
    record ActionRow(
            @Nullable String what,
            @Nullable String owner,
            @Nullable LocalDate due,
            @Nullable ActionType type,
            @Nullable String caseReference,
            @Nullable String file) {}

    @Override
    public Set<String> tasks() {
        return Set.of(ConsultationProcess.TASK_LOG_CONSULTATION);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        List<Agreement> own = consultations.of(task.userId());
        List<Agreement> supervised = consultations.supervisedBy(task.userId());
        Values proposal = new Values(
                supervised.size() > 1 ? null : SessionKind.ADHOC,
                own.size() == 1 ? own.get(0).key() : null,
                supervised.stream()
                        .map(agreement -> new Attendance(agreement.key(), null))
                        .toList(),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                null);
        Map<String, String> names = new LinkedHashMap<>();
        own.stream()
                .flatMap(agreement -> agreement.parties().both().stream())
                .forEach(person -> names.put(person, people.nameOf(person)));
        return new FormView(
                proposal,
                Map.of(
                        "agreement",
                        own.stream()
                                .map(agreement -> new Option(agreement.key(), other(agreement, task.userId())))
                                .toList(),
                        "file",
                        supervised.stream()
                                .map(agreement -> new Option(agreement.key(), other(agreement, task.userId())))
                                .toList(),
                        "reference",
                        own.stream()
                                .flatMap(agreement ->
                                        register.of(agreement.parties().supervisee()).stream())
                                .filter(one -> one.isOpenOn(calendar.today()))
                                .map(WorkCase::reference)
                                .distinct()
                                .map(reference -> new Option(reference, reference))
                                .toList(),
                        "owner",
                        names.entrySet().stream()
                                .map(person -> new Option(person.getKey(), person.getValue()))
                                .toList()),
                Map.of("supervises", !supervised.isEmpty(), "me", task.userId()));
    }

    private String other(Agreement agreement, String userId) {
        return people.nameOf(agreement.parties().otherThan(userId)) + " (" + agreement.key() + ")";
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        if (values.isWithdrawn()) {
            return;
        }
        errors.require("kind", values.kind(), "Say what kind of meeting it was.", null);
        if (values.kind() == SessionKind.FORMAL) {
            errors.add("kind", "A session that was booked is recorded in its own tasks.");
        }
        if (values.isGroup()) {
            checkAttendance(task, values, errors);
        } else if (errors.require("agreement", values.agreement(), "Choose with whom.", null)
                && find(consultations.of(task.userId()), values.agreement()).isEmpty()) {
            errors.add("agreement", "Choose somebody from the list.");
        }
        checkTime(task, values, errors);
        errors.require("mode", values.mode(), "Say how you met.", "B4");
        errors.require("about", values.about(), "Say what it was about.", "B5");
        checkActions(task, values, errors);
    }

    private void checkAttendance(TaskContext task, Values values, FormErrors errors) {
        List<Agreement> supervised = consultations.supervisedBy(task.userId());
        for (int i = 0; i < values.attendance().size(); i++) {
            if (find(supervised, values.attendance().get(i).agreement()).isEmpty()) {
                errors.add("attendance[" + i + "].present", "You do not supervise this person.");
            }
        }
        if (values.attendance().stream().map(Attendance::agreement).distinct().count()
                != values.attendance().size()) {
            errors.add("attendance", "Somebody stands there twice.");
        }
        if (values.attendance().stream().noneMatch(Attendance::isPresent)) {
            errors.add("attendance", "Say who was there.");
        }
    }

    private void checkTime(TaskContext task, Values values, FormErrors errors) {
        boolean timed = errors.require("start", values.start(), "Say when it began.", null);
        timed &= errors.require("minutes", values.minutes(), "Say for how many minutes.", null);
        if (values.minutes() != null && (values.minutes() < 1 || values.minutes() > LONGEST_MINUTES)) {
            errors.add("minutes", "Enter from 1 to " + LONGEST_MINUTES + " minutes.");
        } else if (timed) {
            if (end(values).isAfter(calendar.now())) {
                errors.add("start", "It is logged once it is over.");
            }
            LocalDate day = Objects.requireNonNull(values.start()).toLocalDate();
            for (Agreement agreement : present(task, values)) {
                if (agreement.inForceOn() != null && day.isBefore(agreement.inForceOn())) {
                    errors.add("start", "Your agreement was not in force yet.");
                    return;
                }
            }
        }
    }

    private void checkActions(TaskContext task, Values values, FormErrors errors) {
        Set<String> owners = present(task, values).stream()
                .flatMap(agreement -> agreement.parties().both().stream())
                .collect(Collectors.toSet());
        for (int i = 0; i < values.actions().size(); i++) {
            ActionRow row = values.actions().get(i);
            String path = "actions[" + i + "].";
            errors.require(path + "what", row.what(), "Say what is to be done, or remove it.", "B5");
            if (errors.require(path + "owner", row.owner(), "Say who does it.", "B5")
                    && !owners.contains(row.owner())) {
                errors.add(path + "owner", "Choose somebody who was there.", "B5");
            }
            errors.require(path + "due", row.due(), "Say by when.", "B5");
            errors.require(path + "type", row.type(), "Say what kind of action it is.", "B5");
            checkFile(task, values, row, path, errors);
        }
    }

    /** Who was there has what they do in their own file; of what the supervisor does he says in whose it stands. */
    private void checkFile(TaskContext task, Values values, ActionRow row, String path, FormErrors errors) {
        List<Agreement> present = present(task, values);
        List<Agreement> ofOwner = present.stream()
                .filter(agreement -> row.owner() != null && agreement.hasParty(row.owner()))
                .toList();
        if (ofOwner.size() > 1
                && errors.require(path + "file", row.file(), "Say in whose file it stands.", "B5")
                && find(present, row.file()).isEmpty()) {
            errors.add(path + "file", "Choose somebody who was there.", "B5");
        }
        Optional<Agreement> file = fileOf(present, row);
        if (!isBlank(row.caseReference())
                && file.isPresent()
                && register.find(file.get().parties().supervisee(), said(row.caseReference()))
                        .isEmpty()) {
            errors.add(path + "caseReference", "There is no such case in their register.", "B5");
        }
    }

    private static Optional<Agreement> fileOf(List<Agreement> present, ActionRow row) {
        List<Agreement> ofOwner = present.stream()
                .filter(agreement -> row.owner() != null && agreement.hasParty(row.owner()))
                .toList();
        return ofOwner.size() > 1 ? find(ofOwner, row.file()) : ofOwner.stream().findFirst();
    }

    private static boolean isBlank(@Nullable String typed) {
        return typed == null || typed.isBlank();
    }

    private static String said(@Nullable String typed) {
        return Objects.requireNonNull(typed).strip();
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        if (!values.isWithdrawn()) {
            List<Agreement> there = present(task, values);
            List<Long> present = ids(there);
            List<Long> absent = new ArrayList<>();
            if (values.isGroup()) {
                absent.addAll(ids(consultations.supervisedBy(task.userId())));
                absent.removeAll(present);
            }
            Instant start = calendar.at(Objects.requireNonNull(values.start()));
            consultations.log(
                    new NewConsultation(
                            Objects.requireNonNull(values.kind()),
                            present,
                            absent,
                            start,
                            end(values),
                            Objects.requireNonNull(values.mode()),
                            Objects.requireNonNull(values.about()),
                            values.decision(),
                            values.actions().stream()
                                    .map(row -> filed(there, row))
                                    .toList()),
                    task.userId());
        }
        return ProcessVariables.WITHDRAWN.with(values.isWithdrawn());
    }

    private static FiledAction filed(List<Agreement> there, ActionRow row) {
        return new FiledAction(
                new RecordContent.Action(
                        Objects.requireNonNull(row.what()),
                        Objects.requireNonNull(row.owner()),
                        Objects.requireNonNull(row.due()),
                        Objects.requireNonNull(row.type()),
                        isBlank(row.caseReference()) ? null : said(row.caseReference())),
                fileOf(there, row).orElseThrow().requireId());
    }

    /** The agreements of those who were there, so far as they are the caller's. */
    private List<Agreement> present(TaskContext task, Values values) {
        if (values.isGroup()) {
            List<Agreement> supervised = consultations.supervisedBy(task.userId());
            return values.attendance().stream()
                    .filter(Attendance::isPresent)
                    .flatMap(row -> find(supervised, row.agreement()).stream())
                    .toList();
        }
        return Stream.ofNullable(values.agreement())
                .flatMap(key -> find(consultations.of(task.userId()), key).stream())
                .toList();
    }

    private Instant end(Values values) {
        return calendar.at(
                Objects.requireNonNull(values.start()).plusMinutes(Objects.requireNonNull(values.minutes())));
    }

    private static Optional<Agreement> find(List<Agreement> among, @Nullable String key) {
        return among.stream().filter(agreement -> agreement.key().equals(key)).findFirst();
    }

    private static List<Long> ids(List<Agreement> agreements) {
        return agreements.stream().map(Agreement::requireId).toList();
    }
}
