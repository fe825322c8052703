package org.supervision.subjectaccess.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Fact;
import org.supervision.calendar.LondonWords;
import org.supervision.engine.ProcessVariables;
import org.supervision.subjectaccess.ItemDecision;
import org.supervision.subjectaccess.ItemRow;
import org.supervision.subjectaccess.SubjectAccess;
import org.supervision.subjectaccess.SubjectAccessPeople;
import org.supervision.subjectaccess.SubjectAccessService;
import org.supervision.subjectaccess.SubjectItem;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The records officer decides on each item that is held of a person, and blacks out what is about others (C32). */
@Component
class RedactSubjectAccessForm implements TaskForm<RedactSubjectAccessForm.Values> {

    private final SubjectAccessService requests;
    private final SubjectAccessPeople people;

    RedactSubjectAccessForm(SubjectAccessService requests, SubjectAccessPeople people) {
        this.requests = requests;
        this.people = people;
    }

    /** What becomes of the request. */
    enum Decision {
        RELEASE,
        EXTEND,
        WITHDRAW
    }

    /** The form's fields. */
    record Values(@Nullable Decision decision, @Nullable String extensionReason, List<Row> items) {}

    /** An item, what becomes of it, and what is blacked out in it. */
    record Row(
            @Nullable String id,
            @Nullable ItemDecision decision,
            @Nullable String blackOut) {

        static Row of(ItemRow row) {
            return new Row(row.id(), row.decision(), row.blackOut());
        }

        ItemRow decided() {
            return new ItemRow(id, decision, blackOut);
        }
    }

    @Override
    public Set<String> tasks() {
        return Set.of(SubjectAccessProcess.TASK_REDACT);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        SubjectAccess request = requests.require(task.businessKey());
        List<SubjectItem> items =
                requests.open(task.businessKey(), task.userId()).orElse(List.of());
        List<Row> rows = requests.rows(request, items).stream().map(Row::of).toList();
        List<Map<String, Object>> texts = items.stream()
                .map(item -> Map.<String, Object>of("id", item.id(), "title", item.title(), "text", item.text()))
                .toList();
        return FormView.of(
                new Values(null, null, rows),
                Map.of("summary", summary(request), "items", texts, "mayExtend", requests.mayExtend(request)));
    }

    private List<Fact> summary(SubjectAccess request) {
        List<Fact> lines = new ArrayList<>();
        lines.add(new Fact("Data of", people.nameOf(request.requireSubject())));
        lines.add(new Fact("Received on", LondonWords.of(request.requireReceivedOn())));
        lines.add(new Fact("To be answered by the end of", LondonWords.of(request.requireDueOn())));
        lines.add(new Fact("Identity checked", Objects.requireNonNull(request.identityCheck())));
        if (request.reference() != null) {
            lines.add(new Fact("Reference", request.reference()));
        }
        if (request.extensionReason() != null) {
            lines.add(new Fact("Why it takes longer", request.extensionReason()));
        }
        return lines;
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        errors.require("decision", values.decision(), "Say what becomes of the request.", "C32");
        if (values.decision() == Decision.WITHDRAW) {
            return;
        }
        if (values.decision() == Decision.EXTEND) {
            checkExtension(task, values, errors);
        }
        Optional<List<SubjectItem>> held = requests.again(task.businessKey(), task.userId());
        if (held.isEmpty()) {
            errors.add("decision", "You may not read these data any more.", "C32");
            return;
        }
        checkItems(values, held.get(), errors);
    }

    private void checkExtension(TaskContext task, Values values, FormErrors errors) {
        if (!requests.mayExtend(requests.require(task.businessKey()))) {
            errors.add("decision", "It cannot take longer: it is late already, or was put off before.", "C32");
        }
        errors.require("extensionReason", values.extensionReason(), "Say why it takes longer.", "C32");
    }

    private static void checkItems(Values values, List<SubjectItem> held, FormErrors errors) {
        Map<String, SubjectItem> byId = new HashMap<>();
        held.forEach(item -> byId.put(item.id(), item));
        for (int i = 0; i < values.items().size(); i++) {
            Row row = values.items().get(i);
            String path = "items[" + i + "].";
            SubjectItem item = row.id() == null ? null : byId.remove(row.id());
            if (item == null) {
                errors.add(path + "decision", "This is no item of these data, or stands here twice.", "C32");
                continue;
            }
            if (values.decision() != Decision.EXTEND) {
                errors.require(path + "decision", row.decision(), "Decide on this item.", "C32");
            }
            if (row.decision() == ItemDecision.INCLUDE && !item.holds(row.blackOut())) {
                errors.add(
                        path + "blackOut",
                        "Some of these words do not stand in this item. Write them as they stand, one passage a line, and"
                                + " no passage across two headings.",
                        "C32");
            }
        }
        if (values.decision() != Decision.EXTEND && !byId.isEmpty()) {
            errors.add("items", "Items are missing here. Load the form again, and decide on each.", "C32");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        Decision decision = Objects.requireNonNull(values.decision());
        List<ItemRow> rows = values.items().stream().map(Row::decided).toList();
        switch (decision) {
            case RELEASE -> requests.prepare(task.businessKey(), task.userId(), rows);
            case EXTEND -> requests.extend(task.businessKey(), Objects.requireNonNull(values.extensionReason()), rows);
            case WITHDRAW -> {
                // the process closes it
            }
        }
        return ProcessVariables.DECISION.with(decision.name());
    }
}
