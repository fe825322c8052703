package org.supervision.session.process;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
import org.supervision.agreement.ActingSupervisors;
import org.supervision.caseload.CaseReference;
import org.supervision.caseload.CaseRegister;
import org.supervision.caseload.WorkCase;
import org.supervision.people.People;
import org.supervision.policy.Policy.StandardItem;
import org.supervision.session.ActionItem;
import org.supervision.session.ActionState;
import org.supervision.session.ActionType;
import org.supervision.session.Actions;
import org.supervision.session.Agendas;
import org.supervision.session.Escalations;
import org.supervision.session.ItemOutcome;
import org.supervision.session.PersonalMatter;
import org.supervision.session.PersonalMatters;
import org.supervision.session.RecordContent;
import org.supervision.session.RecordDraft;
import org.supervision.session.RecordService;
import org.supervision.session.RecordVersion;
import org.supervision.session.SessionDeadlines;
import org.supervision.session.SessionService;
import org.supervision.session.SessionSummary;
import org.supervision.session.SignatureDecision;
import org.supervision.session.SupervisionRecord;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.FormView.Option;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/**
 * The author writes the record of a session, or corrects it (A3, A5 to A7, B5, B7). Where nobody is left to, the line manager
 * says why; he sees the facts, and nothing that was said (B8).
 */
@Component
class WriteRecordForm implements TaskForm<WriteRecordForm.Values> {

    private final SessionService sessions;
    private final RecordService records;
    private final PersonalMatters matters;
    private final Escalations escalations;
    private final Agendas agendas;
    private final Actions actions;
    private final CaseRegister cases;
    private final SessionSummary summary;
    private final SessionDeadlines deadlines;
    private final ActingSupervisors acting;
    private final People people;
    private final Access access;

    WriteRecordForm(
            SessionService sessions,
            RecordService records,
            PersonalMatters matters,
            Escalations escalations,
            Agendas agendas,
            Actions actions,
            CaseRegister cases,
            SessionSummary summary,
            SessionDeadlines deadlines,
            ActingSupervisors acting,
            People people,
            Access access) {
        this.sessions = sessions;
        this.records = records;
        this.matters = matters;
        this.escalations = escalations;
        this.agendas = agendas;
        this.actions = actions;
        this.cases = cases;
        this.summary = summary;
        this.deadlines = deadlines;
        this.acting = acting;
        this.people = people;
        this.access = access;
    }

    /** The form's fields. */
    record Values(
            @Nullable Boolean agendaAgreed,
            List<Item> items,
            List<CaseRow> cases,
            @Nullable String fewerCasesReason,
            List<ActionRow> actions,
            List<EarlierRow> earlierActions,
            List<DisagreementRow> disagreements,
            List<MatterRow> personalMatters,
            @Nullable String leftOutReason) {

        /** Of a record that is written. */
        Values(
                @Nullable Boolean agendaAgreed,
                List<Item> items,
                List<CaseRow> cases,
                @Nullable String fewerCasesReason,
                List<ActionRow> actions,
                List<EarlierRow> earlierActions,
                List<DisagreementRow> disagreements,
                List<MatterRow> personalMatters) {
            this(
                    agendaAgreed,
                    items,
                    cases,
                    fewerCasesReason,
                    actions,
                    earlierActions,
                    disagreements,
                    personalMatters,
                    null);
        }

        static Values blank() {
            return new Values(null, List.of(), List.of(), null, List.of(), List.of(), List.of(), List.of());
        }
    }

    /** One item of the agenda. */
    record Item(
            @Nullable String code,
            @Nullable ItemOutcome outcome,
            @Nullable String text) {}

    /** One case or piece of work. */
    record CaseRow(
            @Nullable String reference,
            @Nullable Boolean inDepth,
            @Nullable Boolean priority,
            @Nullable String discussion,
            @Nullable String decision) {

        boolean isInDepth() {
            return Boolean.TRUE.equals(inDepth);
        }
    }

    /** One action. */
    record ActionRow(
            @Nullable String what,
            @Nullable String owner,
            @Nullable LocalDate due,
            @Nullable ActionType type,
            @Nullable String caseReference) {}

    /** What became of an action of an earlier session; an absent answer carries it on. */
    record EarlierRow(@Nullable Integer id, @Nullable ActionState state) {}

    /** One disagreement. */
    record DisagreementRow(
            @Nullable String supervisorPosition,
            @Nullable String superviseePosition,
            @Nullable Boolean unresolved) {}

    /** One personal matter; without the flag it stays between the two. */
    record MatterRow(@Nullable String wording, @Nullable Boolean forLineManager) {}

    @Override
    public Set<String> tasks() {
        return Set.of(SupervisionSessionProcess.TASK_WRITE_RECORD);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public List<Content> contents(TaskContext task) {
        long sessionId = SupervisionSession.idOf(task.businessKey());
        if (nobodyIsLeft(task, records.require(sessionId))) {
            return List.of();
        }
        List<Content> contents = new ArrayList<>(List.of(Content.agenda(task.businessKey())));
        records.latest(sessionId).ifPresent(version -> {
            contents.add(Content.record(task.businessKey(), version.versionNumber()));
            readable(task, sessionId).forEach(matter -> contents.add(Content.personalMatter(matter.key())));
        });
        return contents;
    }

    @Override
    public FormView show(TaskContext task) {
        SupervisionSession session = sessions.require(task.businessKey());
        SupervisionRecord record = records.require(session.requireId());
        List<Map<String, Object>> lines = new ArrayList<>(summary.of(session));
        lines.add(SessionSummary.line("To be distributed by the end of", record.writeBy()));
        if (nobodyIsLeft(task, record)) {
            lines.add(SessionSummary.line("To be written by", people.nameOf(record.author())));
            return FormView.of(Values.blank(), Map.of("summary", lines, "nobodyIsLeft", true));
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("summary", lines);
        facts.put("comments", comments(session.requireId()));
        facts.put("actions", earlierActions(session.requireId()));
        facts.put("casesDue", summary.casesDue(session));
        facts.put("inDepthMin", deadlines.policyFor(session).casework().inDepthMin());
        facts.put("agendaAgreedByOther", agreedByOther(session, record));
        facts.put("share", agendas.share(session));
        if (records.isDevelopmentNeglected(session)) {
            facts.put("development", SessionSummary.DEVELOPMENT_NEGLECTED);
        }
        Values proposal = records.latest(session.requireId())
                .map(version -> correction(version, readable(task, session.requireId())))
                .orElseGet(() -> blank(session));
        return new FormView(proposal, options(session), facts);
    }

    /** Whether whoever was to write it has gone and nobody follows, so that it is before the line manager (B8). */
    private boolean nobodyIsLeft(TaskContext task, SupervisionRecord record) {
        return !record.author().equals(task.userId())
                && acting.present(sessions.require(record.sessionId()).agreementId(), record.author()) == null;
    }

    /**
     * The session's personal matters, for whoever was there. A new supervisor who corrects a record of the former one's
     * finds those that were passed on to him; the others stay as they are (A5.1).
     */
    private List<PersonalMatter> readable(TaskContext task, long sessionId) {
        return matters.of(sessionId).stream()
                .filter(matter -> access.decide(task.userId(), Content.personalMatter(matter.key()), Route.FORM)
                        .isAllowed())
                .toList();
    }

    private String agreedByOther(SupervisionSession session, SupervisionRecord record) {
        String other = session.parties().otherThan(record.author());
        return agendas.isAgreedBy(session.requireId(), other)
                ? people.nameOf(other) + " agreed the agenda while preparing."
                : people.nameOf(other) + " confirms the agenda when signing.";
    }

    private List<Map<String, Object>> comments(long sessionId) {
        return records.signatures(sessionId).stream()
                .filter(signature -> signature.decision() == SignatureDecision.RETURN)
                .map(signature -> Map.<String, Object>of(
                        "who",
                        people.nameOf(signature.signer()),
                        "text",
                        Objects.requireNonNullElse(signature.remark(), "")))
                .toList();
    }

    private List<Map<String, Object>> earlierActions(long sessionId) {
        return actions.toGoThrough(sessionId).stream().map(this::show).toList();
    }

    private Map<String, Object> show(ActionItem action) {
        return Map.of(
                "id", action.requireId(),
                "what", action.what() + actions.carriedInWords(action.requireId()),
                "owner", people.nameOf(action.owner()),
                "due", action.dueOn(),
                "carried", actions.carried(action.requireId()));
    }

    private Values blank(SupervisionSession session) {
        List<Item> items = new ArrayList<>();
        agendas.fixedItems(session).forEach(item -> items.add(new Item(item.code(), null, null)));
        agendas.added(session.requireId()).forEach(item -> items.add(new Item(item.code(), null, null)));
        List<CaseRow> due = cases.due(session.supervisee(), deadlines.dateOf(session)).stream()
                .map(one -> new CaseRow(one.reference(), null, one.priority(), null, null))
                .toList();
        List<EarlierRow> earlier = actions.toGoThrough(session.requireId()).stream()
                .map(action -> new EarlierRow(Math.toIntExact(action.requireId()), null))
                .toList();
        return new Values(null, items, due, null, List.of(), earlier, List.of(), List.of());
    }

    /** The earlier version as it was, to be corrected. */
    private static Values correction(RecordVersion version, List<PersonalMatter> matters) {
        RecordContent content = version.read();
        return new Values(
                content.agendaAgreed(),
                content.items().stream()
                        .map(item -> new Item(item.code(), item.outcome(), item.text()))
                        .toList(),
                content.cases().stream()
                        .map(row -> new CaseRow(
                                row.reference(), row.inDepth(), row.priority(), row.discussion(), row.decision()))
                        .toList(),
                content.fewerCasesReason(),
                content.actions().stream()
                        .map(row -> new ActionRow(row.what(), row.owner(), row.due(), row.type(), row.caseReference()))
                        .toList(),
                content.earlierActions().stream()
                        .map(row -> new EarlierRow(Math.toIntExact(row.id()), row.state()))
                        .toList(),
                content.disagreements().stream()
                        .map(row -> new DisagreementRow(
                                row.supervisorPosition(), row.superviseePosition(), row.unresolved()))
                        .toList(),
                matters.stream()
                        .map(matter -> new MatterRow(matter.wording(), matter.forLineManager()))
                        .toList());
    }

    private Map<String, List<Option>> options(SupervisionSession session) {
        List<Option> codes = titles(session).entrySet().stream()
                .map(entry -> new Option(entry.getKey(), entry.getValue()))
                .toList();
        List<Option> owners = session.both().stream()
                .map(person -> new Option(person, people.nameOf(person)))
                .toList();
        LocalDate day = deadlines.dateOf(session);
        List<Option> references = cases.of(session.supervisee()).stream()
                .filter(one -> one.isOpenOn(day))
                .map(one -> new Option(one.reference(), one.reference()))
                .toList();
        return Map.of("code", codes, "owner", owners, "reference", references);
    }

    private Map<String, String> titles(SupervisionSession session) {
        Map<String, String> titles = new LinkedHashMap<>();
        agendas.fixedItems(session).forEach(item -> titles.put(item.code(), item.title()));
        titles.putIfAbsent(Agendas.ARRANGEMENTS.code(), Agendas.ARRANGEMENTS.title());
        agendas.added(session.requireId()).forEach(item -> titles.put(item.code(), item.title()));
        return titles;
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        SupervisionSession session = sessions.require(task.businessKey());
        if (nobodyIsLeft(task, records.require(session.requireId()))) {
            errors.require("leftOutReason", values.leftOutReason(), "Say why nobody can write it.", "A6.1");
            return;
        }
        if (!Boolean.TRUE.equals(values.agendaAgreed())) {
            errors.add("agendaAgreed", "Confirm that the agenda was agreed at the beginning.", "A3.1");
        }
        checkItems(session, values.items(), errors);
        checkCases(session, values, errors);
        checkActions(session, values, errors);
        checkEarlierActions(session, values.earlierActions(), errors);
        for (int i = 0; i < values.disagreements().size(); i++) {
            DisagreementRow row = values.disagreements().get(i);
            String path = "disagreements[" + i + "].";
            errors.require(
                    path + "supervisorPosition", row.supervisorPosition(), "Say what the supervisor thinks.", "A7.1");
            errors.require(
                    path + "superviseePosition", row.superviseePosition(), "Say what the supervisee thinks.", "A7.1");
        }
        for (int i = 0; i < values.personalMatters().size(); i++) {
            MatterRow row = values.personalMatters().get(i);
            String path = "personalMatters[" + i + "].";
            errors.require(path + "wording", row.wording(), "Say what it is about, or remove it.", "A5.1");
            if (Boolean.TRUE.equals(row.forLineManager()) && !escalations.hasLineManagerInPerson(session)) {
                errors.add(path + "forLineManager", "Nobody stands above the two of you who could be told.", "A5.1");
            }
        }
    }

    private void checkItems(SupervisionSession session, List<Item> items, FormErrors errors) {
        Map<String, String> titles = titles(session);
        Set<String> answered = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            String path = "items[" + i + "].";
            if (!errors.require(path + "code", item.code(), "Say which item of the agenda this is.", "A3.5")) {
                continue;
            }
            if (!titles.containsKey(item.code())) {
                errors.add(path + "code", "This is no item of this agenda.", "A3.1");
            } else if (!answered.add(item.code())) {
                errors.add(path + "code", "This item is answered twice.", "A3.5");
            }
            errors.require(path + "outcome", item.outcome(), "Say what became of this item.", "A3.5");
            if (item.outcome() == ItemOutcome.DISCUSSED && isBlank(item.text())) {
                errors.warn(path + "text", "Nothing is written on what was said.", "B5");
            }
        }
        warnOfDevelopment(session, items, errors);
        for (StandardItem standard : agendas.standardItems(session)) {
            if (!answered.contains(standard.code())) {
                errors.add("items", "“" + standard.title() + "” is not answered.", "A3.5");
            }
        }
    }

    /** Development is a regular item: left out twice in a row, it is worth a word (A3.4). */
    private void warnOfDevelopment(SupervisionSession session, List<Item> items, FormErrors errors) {
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            boolean leftOut = RecordService.DEVELOPMENT.equals(item.code())
                    && item.outcome() != null
                    && item.outcome() != ItemOutcome.DISCUSSED;
            if (leftOut && wasDevelopmentLeftOutBefore(session)) {
                errors.warn(
                        "items[" + i + "].outcome",
                        "Training and development was not discussed in your last session either.",
                        "A3.4");
            }
        }
    }

    private boolean wasDevelopmentLeftOutBefore(SupervisionSession session) {
        return sessions.previousHeld(session)
                .flatMap(before -> records.latest(before.requireId()))
                .filter(version -> version.read().items().stream()
                        .noneMatch(item -> RecordService.DEVELOPMENT.equals(item.code())
                                && item.outcome() == ItemOutcome.DISCUSSED))
                .isPresent();
    }

    private void checkCases(SupervisionSession session, Values values, FormErrors errors) {
        Map<String, Integer> seen = new HashMap<>();
        int inDepth = 0;
        for (int i = 0; i < values.cases().size(); i++) {
            CaseRow row = values.cases().get(i);
            String path = "cases[" + i + "].";
            inDepth += row.isInDepth() ? 1 : 0;
            if (errors.require(path + "reference", row.reference(), "Enter the case's reference.", "B7")) {
                String reference = Objects.requireNonNull(row.reference()).strip();
                Optional<String> problem = CaseReference.problemOf(reference);
                if (problem.isPresent()) {
                    errors.add(path + "reference", problem.get(), "B7");
                } else if (seen.putIfAbsent(reference, i) != null) {
                    errors.add(path + "reference", "This case is there twice.", "B7");
                }
            }
            if (row.isInDepth()) {
                errors.require(path + "discussion", row.discussion(), "Say what was reviewed.", "B5");
            }
        }
        int wanted = deadlines.policyFor(session).casework().inDepthMin();
        if (inDepth < wanted) {
            errors.require(
                    "fewerCasesReason",
                    values.fewerCasesReason(),
                    "Review at least %d cases in depth, or say why there are fewer.".formatted(wanted),
                    "B7");
        }
    }

    private void checkActions(SupervisionSession session, Values values, FormErrors errors) {
        LocalDate day = deadlines.dateOf(session);
        List<ActionRow> rows = values.actions();
        Set<String> references = values.cases().stream()
                .map(CaseRow::reference)
                .filter(reference -> reference != null)
                .map(String::strip)
                .collect(Collectors.toSet());
        for (int i = 0; i < rows.size(); i++) {
            ActionRow row = rows.get(i);
            String path = "actions[" + i + "].";
            errors.require(path + "what", row.what(), "Say what is to be done, or remove the action.", "B5");
            if (errors.require(path + "owner", row.owner(), "Say who does it.", "B5")
                    && !session.parties().include(Objects.requireNonNull(row.owner()))) {
                errors.add(path + "owner", "One of the two of you does it.", "B5");
            }
            if (errors.require(path + "due", row.due(), "Say by when.", "B5")
                    && Objects.requireNonNull(row.due()).isBefore(day)) {
                errors.add(path + "due", "This is before the session.", "B5");
            }
            errors.require(path + "type", row.type(), "Say what kind of action it is.", "B5");
            if (!isBlank(row.caseReference())
                    && !references.contains(said(row.caseReference()).strip())) {
                errors.add(path + "caseReference", "This is none of the cases above.", "B5");
            }
        }
    }

    private void checkEarlierActions(SupervisionSession session, List<EarlierRow> rows, FormErrors errors) {
        Set<Long> known = new HashSet<>();
        actions.toGoThrough(session.requireId()).forEach(action -> known.add(action.requireId()));
        for (int i = 0; i < rows.size(); i++) {
            Integer id = rows.get(i).id();
            if (id == null || !known.contains(id.longValue())) {
                errors.add("earlierActions[" + i + "].id", "This is no action of an earlier session.", "B5");
            }
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        SupervisionSession session = sessions.require(task.businessKey());
        if (nobodyIsLeft(task, records.require(session.requireId()))) {
            records.leaveOut(session.requireId(), task.userId(), said(values.leftOutReason()));
            return Map.of();
        }
        records.write(session.requireId(), draft(session, values), task.userId());
        return Map.of();
    }

    private RecordDraft draft(SupervisionSession session, Values values) {
        Map<String, String> titles = titles(session);
        Map<Long, String> whats = new HashMap<>();
        actions.toGoThrough(session.requireId()).forEach(action -> whats.put(action.requireId(), action.what()));
        return new RecordDraft(
                Boolean.TRUE.equals(values.agendaAgreed()),
                values.items().stream()
                        .map(item -> new RecordContent.Item(
                                said(item.code()),
                                Objects.requireNonNull(titles.get(item.code())),
                                Objects.requireNonNull(item.outcome()),
                                item.text()))
                        .toList(),
                values.cases().stream()
                        .map(row -> new RecordContent.CaseDiscussed(
                                said(row.reference()).strip(),
                                row.isInDepth(),
                                isPriority(session, row),
                                row.discussion(),
                                row.decision()))
                        .toList(),
                values.fewerCasesReason(),
                values.actions().stream()
                        .map(row -> new RecordContent.Action(
                                said(row.what()),
                                said(row.owner()),
                                Objects.requireNonNull(row.due()),
                                Objects.requireNonNull(row.type()),
                                isBlank(row.caseReference())
                                        ? null
                                        : said(row.caseReference()).strip()))
                        .toList(),
                values.earlierActions().stream()
                        .map(row -> new RecordContent.EarlierAction(
                                Objects.requireNonNull(row.id()),
                                Objects.requireNonNull(whats.get(row.id().longValue())),
                                Optional.ofNullable(row.state()).orElse(ActionState.OPEN)))
                        .toList(),
                values.disagreements().stream()
                        .map(row -> new RecordContent.Position(
                                said(row.supervisorPosition()),
                                said(row.superviseePosition()),
                                Boolean.TRUE.equals(row.unresolved())))
                        .toList(),
                values.personalMatters().stream()
                        .map(row ->
                                new RecordDraft.Matter(said(row.wording()), Boolean.TRUE.equals(row.forLineManager())))
                        .toList());
    }

    /** Where the form does not say, it is what the register has. */
    private boolean isPriority(SupervisionSession session, CaseRow row) {
        return row.priority() != null
                ? row.priority()
                : cases.find(session.supervisee(), said(row.reference()).strip())
                        .map(WorkCase::priority)
                        .orElse(false);
    }

    private static String said(@Nullable String text) {
        return Objects.requireNonNull(text);
    }
}
