package org.supervision.disclosure.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Fact;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.disclosure.BundleContent;
import org.supervision.disclosure.BundleSources;
import org.supervision.disclosure.BundleSources.Source;
import org.supervision.disclosure.Disclosure;
import org.supervision.disclosure.DisclosureFacts;
import org.supervision.disclosure.DisclosureService;
import org.supervision.disclosure.Redaction;
import org.supervision.engine.ProcessVariables;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.FormView.Option;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/**
 * The records officer chooses a version of each record, leaves parts out and blacks out words; what is left is the
 * bundle (B6). A part that the form does not hold is left out.
 */
@Component
class PrepareBundleForm implements TaskForm<PrepareBundleForm.Values> {

    private final DisclosureService disclosures;
    private final DisclosureFacts facts;
    private final BundleSources sources;
    private final WorkingCalendar calendar;

    PrepareBundleForm(
            DisclosureService disclosures, DisclosureFacts facts, BundleSources sources, WorkingCalendar calendar) {
        this.disclosures = disclosures;
        this.facts = facts;
        this.sources = sources;
        this.calendar = calendar;
    }

    /** Whether anything is released. */
    enum Decision {
        RELEASE,
        CLOSE
    }

    /** The form's fields. */
    record Values(@Nullable Decision decision, List<RecordRow> records, List<PassageRow> passages) {}

    /** Which version of a session's record; null leaves it out. */
    record RecordRow(@Nullable String id, @Nullable Integer version) {}

    /** A part of a version, and what is blacked out in it. */
    record PassageRow(
            @Nullable String id,
            @Nullable Boolean leaveOut,
            @Nullable String blackOut) {}

    @Override
    public Set<String> tasks() {
        return Set.of(RecordDisclosureProcess.TASK_PREPARE_BUNDLE);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        Disclosure disclosure = disclosures.require(task.businessKey());
        List<Source> all = sources.open(disclosure, task.userId());
        Map<String, Source> latest = new LinkedHashMap<>();
        all.forEach(source -> latest.put(source.session(), source));
        List<RecordRow> records = latest.values().stream()
                .map(source -> new RecordRow(source.session(), source.version()))
                .toList();
        List<PassageRow> passages = new ArrayList<>();
        List<Map<String, Object>> texts = new ArrayList<>();
        for (Source source : all) {
            for (int i = 0; i < source.parts().size(); i++) {
                passages.add(new PassageRow(source.partId(i), null, null));
                texts.add(Map.of(
                        "id", source.partId(i),
                        "title", title(source) + ": " + source.parts().get(i).label(),
                        "text", source.parts().get(i).text()));
            }
        }
        List<Map<String, Object>> titles = latest.values().stream()
                .map(source -> Map.<String, Object>of(
                        "id", source.session(), "title", source.session() + ", session of " + source.date()))
                .toList();
        int versions = all.stream().mapToInt(Source::version).max().orElse(0);
        List<Option> options = IntStream.rangeClosed(1, versions)
                .mapToObj(version -> new Option(Integer.toString(version), "Version " + version))
                .toList();
        return new FormView(
                new Values(null, records, passages),
                Map.of("records.version", options),
                Map.of("summary", summary(disclosure), "records", titles, "passages", texts));
    }

    private List<Fact> summary(Disclosure disclosure) {
        List<Fact> lines = new ArrayList<>(facts.of(disclosure));
        lines.addAll(facts.notice(disclosure));
        return lines;
    }

    private static String title(Source source) {
        return source.session() + ", version " + source.version();
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        errors.require("decision", values.decision(), "Say whether the bundle is released.", "B6");
        if (values.decision() == Decision.CLOSE) {
            return;
        }
        Disclosure disclosure = disclosures.require(task.businessKey());
        if (calendar.today().isAfter(disclosure.requireAccessUntil())) {
            errors.add("decision", "The last day of access has passed. Close the request; it can be made again.", "B6");
        }
        List<Source> all = sources.again(disclosure, task.userId());
        checkRecords(values, all, errors);
        Map<String, String> texts = new HashMap<>();
        all.forEach(source -> IntStream.range(0, source.parts().size())
                .forEach(i -> texts.put(source.partId(i), source.parts().get(i).whole())));
        for (int i = 0; i < values.passages().size(); i++) {
            checkPassage(values.passages().get(i), "passages[" + i + "].", texts, errors);
        }
        if (!errors.has("records") && content(values, all).records().isEmpty()) {
            errors.add("records", "Nothing is left to show. Choose a record, or close the request.", "B6");
        }
    }

    private static void checkRecords(Values values, List<Source> all, FormErrors errors) {
        for (int i = 0; i < values.records().size(); i++) {
            RecordRow row = values.records().get(i);
            if (row.version() != null && find(all, row).isEmpty()) {
                errors.add("records[" + i + "].version", "There is no such version of this record.", "B6");
            }
        }
    }

    private static void checkPassage(PassageRow row, String path, Map<String, String> texts, FormErrors errors) {
        String text = row.id() == null ? null : texts.get(row.id());
        if (text == null) {
            errors.add(path + "blackOut", "This is no part of these records.", "B6");
            return;
        }
        List<String> missing = Redaction.of(row.blackOut()).missingFrom(text);
        if (!Boolean.TRUE.equals(row.leaveOut()) && !missing.isEmpty()) {
            errors.add(
                    path + "blackOut",
                    "Some of these words do not stand in this part. Write them as they stand, one passage a line.",
                    "B6");
        }
    }

    private static Optional<Source> find(Collection<Source> all, RecordRow row) {
        return all.stream()
                .filter(source ->
                        source.session().equals(row.id()) && row.version() != null && source.version() == row.version())
                .findFirst();
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        Decision decision = Objects.requireNonNull(values.decision());
        if (decision == Decision.RELEASE) {
            List<Source> all = sources.again(disclosures.require(task.businessKey()), task.userId());
            disclosures.prepared(task.businessKey(), content(values, all), task.userId());
        }
        return ProcessVariables.DECISION.with(decision.name());
    }

    private static BundleContent content(Values values, List<Source> all) {
        Map<String, PassageRow> rows = new HashMap<>();
        values.passages().forEach(row -> rows.put(row.id(), row));
        List<BundleContent.Extract> extracts = new ArrayList<>();
        for (Source source : all) {
            boolean chosen = values.records().stream()
                    .anyMatch(row -> find(List.of(source), row).isPresent());
            List<BundleContent.Part> parts = chosen ? shown(source, rows) : List.of();
            if (!parts.isEmpty()) {
                extracts.add(new BundleContent.Extract(
                        extracts.size() + 1, source.session(), source.version(), source.date(), parts));
            }
        }
        return new BundleContent(extracts);
    }

    private static List<BundleContent.Part> shown(Source source, Map<String, PassageRow> rows) {
        List<BundleContent.Part> parts = new ArrayList<>();
        for (int i = 0; i < source.parts().size(); i++) {
            PassageRow row = rows.get(source.partId(i));
            if (row != null && !Boolean.TRUE.equals(row.leaveOut())) {
                parts.add(Redaction.of(row.blackOut()).apply(source.parts().get(i)));
            }
        }
        return parts;
    }
}
