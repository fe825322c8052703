package org.supervision.session.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Access;
import org.supervision.access.Content;
import org.supervision.access.Route;
import org.supervision.agreement.Agreement;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.People;
import org.supervision.session.ActionItem;
import org.supervision.session.ActionState;
import org.supervision.session.Actions;
import org.supervision.session.AgendaItem;
import org.supervision.session.Agendas;
import org.supervision.session.DisagreementDecisions;
import org.supervision.session.ItemOutcome;
import org.supervision.session.RecordContent;
import org.supervision.session.RecordService;
import org.supervision.session.RecordVersion;
import org.supervision.session.SessionDeadlines;
import org.supervision.session.SessionService;
import org.supervision.session.SessionSummary;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** A party prepares: sees what comes up, adds to the agenda, and says that he is prepared (A3.1 to A3.3, A4.1). */
@Component
class PrepareSessionForm implements TaskForm<PrepareSessionForm.Values> {

    private final SessionService sessions;
    private final Agendas agendas;
    private final Actions actions;
    private final DisagreementDecisions decisions;
    private final RecordService records;
    private final SessionSummary summary;
    private final SessionDeadlines deadlines;
    private final People people;
    private final WorkingCalendar calendar;
    private final Access access;

    PrepareSessionForm(
            SessionService sessions,
            Agendas agendas,
            Actions actions,
            DisagreementDecisions decisions,
            RecordService records,
            SessionSummary summary,
            SessionDeadlines deadlines,
            People people,
            WorkingCalendar calendar,
            Access access) {
        this.sessions = sessions;
        this.agendas = agendas;
        this.actions = actions;
        this.decisions = decisions;
        this.records = records;
        this.summary = summary;
        this.deadlines = deadlines;
        this.people = people;
        this.calendar = calendar;
        this.access = access;
    }

    /**
     * The form's fields.
     *
     * @param items what this party puts on the agenda
     * @param prepared the tick of A4.1
     * @param agendaAgreed the tick of A3.1, if given as early as this
     * @param ownActions where this party's own actions stand (F53)
     */
    record Values(
            List<Row> items,
            @Nullable Boolean prepared,
            @Nullable Boolean agendaAgreed,
            List<OwnAction> ownActions) {}

    /**
     * An action of this party's own.
     *
     * @param id its row id
     * @param state where it stands; open where nothing is said
     * @param note in the owner's words
     */
    record OwnAction(
            @Nullable Integer id,
            @Nullable ActionState state,
            @Nullable String note) {

        boolean isClosed() {
            return state != null && state != ActionState.OPEN;
        }
    }

    /** One item. */
    record Row(@Nullable String title, @Nullable Boolean needsThought) {}

    @Override
    public Set<String> tasks() {
        return Set.of(
                SupervisionSessionProcess.TASK_PREPARE_AS_SUPERVISOR,
                SupervisionSessionProcess.TASK_PREPARE_AS_SUPERVISEE);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public List<Content> contents(TaskContext task) {
        List<Content> contents = new ArrayList<>(List.of(Content.agenda(task.businessKey())));
        previous(sessions.require(task.businessKey()), task.userId())
                .map(PrepareSessionForm::contentOf)
                .ifPresent(contents::add);
        return contents;
    }

    /** The record of the session before, where he may read it: a cover may not (A-br). */
    private Optional<RecordVersion> previous(SupervisionSession session, String reader) {
        return sessions.previousHeld(session)
                .flatMap(before -> records.latest(before.requireId()))
                .filter(version ->
                        access.decide(reader, contentOf(version), Route.FORM).isAllowed());
    }

    private static Content contentOf(RecordVersion version) {
        return Content.record(SupervisionSession.keyOf(version.sessionId()), version.versionNumber());
    }

    @Override
    public FormView show(TaskContext task) {
        SupervisionSession session = sessions.require(task.businessKey());
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("summary", summary.of(session));
        facts.put("agenda", agenda(session));
        facts.put("share", agendas.share(session));
        facts.put(
                "actions",
                actions.toGoThrough(session.requireId()).stream()
                        .map(this::show)
                        .toList());
        List<ActionItem> own = own(session, task.userId());
        facts.put(
                "ownActions",
                own.stream()
                        .map(action -> Map.of(
                                "id",
                                Math.toIntExact(action.requireId()),
                                "what",
                                action.what(),
                                "due",
                                action.dueOn()))
                        .toList());
        facts.put("actionsPage", Actions.PATH + "/" + Agreement.keyOf(session.agreementId()));
        facts.put("casesDue", summary.casesDue(session));
        facts.put(
                "previous", previous(session, task.userId()).map(this::inShort).orElse(List.of()));
        facts.put("raiseThoughtBy", deadlines.raiseThoughtBy(session));
        if (previous(session, task.userId()).isPresent() && records.isDevelopmentNeglected(session)) {
            facts.put("development", SessionSummary.DEVELOPMENT_NEGLECTED);
        }
        List<OwnAction> rows = own.stream()
                .map(action -> new OwnAction(Math.toIntExact(action.requireId()), ActionState.OPEN, null))
                .toList();
        return FormView.of(new Values(List.of(), null, null, rows), facts);
    }

    /** What this party is still to do. */
    private List<ActionItem> own(SupervisionSession session, String userId) {
        return actions.toGoThrough(session.requireId()).stream()
                .filter(action ->
                        action.state() == ActionState.OPEN && action.owner().equals(userId))
                .toList();
    }

    private List<Map<String, Object>> agenda(SupervisionSession session) {
        List<Map<String, Object>> lines = new ArrayList<>();
        agendas.fixedItems(session).forEach(item -> lines.add(Map.of("title", item.title())));
        for (AgendaItem item : agendas.added(session.requireId())) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("title", item.title());
            line.put("by", people.nameOf(item.addedBy()));
            if (item.raisedLate()) {
                line.put("late", "Raised late: you may ask to defer it.");
            } else if (item.sessionId() != session.requireId()) {
                line.put("late", "Carried forward.");
            } else if (item.needsThought()) {
                line.put("late", "Needs thought beforehand.");
            }
            lines.add(line);
        }
        return lines;
    }

    private Map<String, Object> show(ActionItem action) {
        return Map.of(
                "what",
                action.what() + actions.carriedInWords(action.requireId()),
                "owner",
                people.nameOf(action.owner()),
                "due",
                action.dueOn());
    }

    private List<Map<String, Object>> inShort(RecordVersion version) {
        RecordContent record = version.read();
        List<Map<String, Object>> lines = new ArrayList<>();
        lines.add(SessionSummary.line("Held", record.startedAt()));
        record.items().stream()
                .filter(item -> item.outcome() == ItemOutcome.DEFERRED)
                .forEach(item -> lines.add(SessionSummary.line("Left for this time", item.title())));
        record.actions()
                .forEach(action -> lines.add(SessionSummary.line(
                        "Action",
                        action.what() + "\n" + people.nameOf(action.owner()) + ", by "
                                + SessionSummary.inWords(action.due()))));
        records.addenda(version.sessionId())
                .forEach(added -> lines.add(
                        SessionSummary.line("Added later", added.addendum() + "\n" + people.nameOf(added.author()))));
        decisions
                .on(version.sessionId())
                .forEach(decision -> lines.add(SessionSummary.line("Decided on your disagreement", decision)));
        return lines;
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        SupervisionSession session = sessions.require(task.businessKey());
        boolean late = calendar.today().isAfter(deadlines.raiseThoughtBy(session));
        for (int i = 0; i < values.items().size(); i++) {
            Row row = values.items().get(i);
            errors.require("items[" + i + "].title", row.title(), "Say what it is about, or remove the item.", "A3.2");
            if (late && Boolean.TRUE.equals(row.needsThought())) {
                errors.warn(
                        "items[" + i + "].needsThought",
                        "This comes late for something that needs thought; the other may ask to defer it.",
                        "A3.3");
            }
        }
        for (int i = 0; i < values.ownActions().size(); i++) {
            OwnAction row = values.ownActions().get(i);
            if (row.state() == ActionState.DROPPED) {
                errors.require("ownActions[" + i + "].note", row.note(), "Say why it is no longer needed.", "B5");
            }
            if (row.note() != null && row.note().length() > Actions.LONGEST_NOTE) {
                errors.add(
                        "ownActions[" + i + "].note",
                        "Say it in at most " + Actions.LONGEST_NOTE + " characters.",
                        "B5");
            }
        }
        if (!Boolean.TRUE.equals(values.prepared())) {
            errors.add("prepared", "Tick this once you have prepared.", "A4.1");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        SupervisionSession session = sessions.require(task.businessKey());
        for (Row row : values.items()) {
            agendas.add(
                    session,
                    task.userId(),
                    Objects.requireNonNull(row.title()),
                    Boolean.TRUE.equals(row.needsThought()));
        }
        Map<Long, OwnAction> said = values.ownActions().stream()
                .filter(row -> row.id() != null && row.isClosed())
                .collect(Collectors.toMap(row -> row.id().longValue(), row -> row, (first, second) -> second));
        // one that was closed meanwhile, or is somebody else's, is left as it is
        own(session, task.userId()).stream()
                .filter(action -> said.containsKey(action.requireId()))
                .forEach(action -> {
                    OwnAction row = Objects.requireNonNull(said.get(action.requireId()));
                    actions.change(action, Objects.requireNonNull(row.state()), noteOf(row));
                });
        agendas.prepared(
                session.requireId(),
                task.userId(),
                Boolean.TRUE.equals(values.prepared()),
                Boolean.TRUE.equals(values.agendaAgreed()));
        return Map.of();
    }

    private static @Nullable String noteOf(OwnAction row) {
        return row.note() == null || row.note().isBlank() ? null : row.note().strip();
    }
}
