package org.supervision.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.people.ImportPreview.Change;
import org.supervision.people.ImportPreview.Difference;
import org.supervision.people.ImportPreview.Entry;
import org.supervision.people.PeopleCsv.Column;
import org.supervision.people.PeopleCsv.Line;
import org.supervision.people.PeopleImported.Move;
import org.supervision.persistence.Csv;

/**
 * Takes the directory from a file that tells of everybody: who isn't in it any more has left. The file is taken as a
 * whole or not at all, and a second import of the same file changes nothing.
 */
@Component
public class PeopleImport {

    private static final Logger LOG = LoggerFactory.getLogger(PeopleImport.class);

    /** What may change about somebody, by the file's column. */
    private static final Map<Column, Function<Person, @Nullable Object>> VALUES = values();

    private final PersonRows rows;
    private final PeopleProperties properties;
    private final ImportRuns runs;
    private final ImportAttempts attempts;

    PeopleImport(PersonRows rows, PeopleProperties properties, ImportRuns runs, ImportAttempts attempts) {
        this.rows = rows;
        this.properties = properties;
        this.runs = runs;
        this.attempts = attempts;
    }

    /**
     * What the file would change, or what is wrong in it.
     *
     * @param csv UTF-8 text with a header
     * @param effectiveOn first day (London) on which it holds
     */
    @Transactional(readOnly = true)
    public ImportPreview preview(byte[] csv, LocalDate effectiveOn) {
        return plan(csv, effectiveOn).preview();
    }

    /**
     * Changes the directory as a file of the product's own says, with nothing confirmed, whatever was shown and whatever is
     * still being set up.
     *
     * @param file what to call it when it is wrong
     * @throws InvalidPeopleException when anything is wrong in the file; nothing is changed then
     */
    @Transactional
    public ImportPreview apply(byte[] csv, LocalDate effectiveOn, String file) {
        return apply(plan(csv, effectiveOn), file, null, null);
    }

    /**
     * Changes the directory as a file says that somebody has sent, in one transaction. What follows from it is set up in
     * the same one, or begins to be where it concerns many.
     *
     * @param by user id of whoever sends it
     * @param confirmed how many people are to leave, as the preview told; needed where it is a large share
     * @param shown the preview's fingerprint, where just that is to be applied; null for whatever the file changes by now
     * @throws InvalidPeopleException when anything is wrong in the file, or it leaves out too many; nothing is changed
     *     then
     * @throws ChangedSincePreviewException when it would change something else than was shown; nothing is changed then
     * @throws ImportRunningException when what follows from another is still being set up; nothing is changed then
     */
    @Transactional
    public ImportPreview apply(
            byte[] csv, LocalDate effectiveOn, String by, @Nullable Integer confirmed, @Nullable String shown) {
        Plan plan = plan(csv, effectiveOn);
        if (shown != null
                && plan.preview().problems().isEmpty()
                && !shown.equals(plan.preview().fingerprint())) {
            throw new ChangedSincePreviewException();
        }
        if (!plan.written().isEmpty()) {
            runs.running().stream()
                    .filter(running -> !attempts.areGivenUp(running.key()))
                    .findFirst()
                    .ifPresent(running -> {
                        throw new ImportRunningException(running);
                    });
        }
        return apply(plan, "sent", confirmed, by);
    }

    private ImportPreview apply(Plan plan, String file, @Nullable Integer confirmed, @Nullable String by) {
        ImportPreview preview = plan.preview();
        LocalDate effectiveOn = preview.effectiveOn();
        if (!preview.problems().isEmpty()) {
            throw new InvalidPeopleException(file, preview.problems());
        }
        if (preview.toConfirm() != null && !preview.toConfirm().equals(confirmed)) {
            throw new InvalidPeopleException(file, List.of(tooManyEnded(preview.toConfirm(), plan.inPost())));
        }
        boolean first = rows.isEmpty();
        rows.write(plan.written(), effectiveOn);
        LOG.info(
                "People from {}: {} added, {} changed, {} ended, {} unchanged",
                effectiveOn,
                preview.added().size(),
                preview.changed().size(),
                preview.ended().size(),
                preview.unchanged());
        if (!plan.written().isEmpty()) {
            runs.begin(
                    new PeopleImported(
                            effectiveOn,
                            first,
                            plan.arriving(),
                            plan.moved(),
                            preview.ended().stream().map(Entry::userId).toList(),
                            plan.away()),
                    preview,
                    by);
        }
        return preview;
    }

    /** The directory as it is on this day (London), as a file that changes nothing on that day. */
    @Transactional(readOnly = true)
    public String export(LocalDate on) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(Arrays.stream(Column.values()).map(Column::title).toList());
        for (Person person : rows.all(on)) {
            List<String> line = new ArrayList<>();
            line.add(person.userId());
            VALUES.values().forEach(value -> line.add(Objects.toString(value.apply(person), "")));
            lines.add(line);
        }
        return Csv.write(lines);
    }

    /** What an import writes and what it tells. */
    private record Plan(
            ImportPreview preview,
            List<Person> written,
            List<String> arriving,
            List<Move> moved,
            List<String> away,
            int inPost) {}

    private Plan plan(byte[] csv, LocalDate effectiveOn) {
        PeopleCsv file = PeopleCsv.read(csv);
        List<ImportProblem> problems = new ArrayList<>(file.problems());
        Map<String, Line> byUser = new LinkedHashMap<>();
        checkDuplicates(file.lines(), byUser, problems);
        if (problems.isEmpty() && byUser.isEmpty()) {
            problems.add(new ImportProblem(1, "", "there is nobody in the file"));
        }
        if (problems.isEmpty()) {
            checkReferences(byUser, effectiveOn, problems);
            checkLoops(byUser, problems);
        }
        Map<String, Person> present = new LinkedHashMap<>();
        rows.all(effectiveOn).forEach(person -> present.put(person.userId(), person));

        List<Entry> added = new ArrayList<>();
        List<Change> changed = new ArrayList<>();
        List<Entry> ended = new ArrayList<>();
        List<Person> written = new ArrayList<>();
        List<String> arriving = new ArrayList<>();
        List<Move> moved = new ArrayList<>();
        List<String> away = new ArrayList<>();
        Map<String, LocalDate> later = rows.changesAfter(effectiveOn);
        for (Line line : byUser.values()) {
            Person person = line.person();
            Person before = present.get(person.userId());
            List<Difference> differences = before == null ? List.of() : differences(before, person);
            if (before != null && differences.isEmpty()) {
                continue;
            }
            refuseBeforeLaterChange(person.userId(), line.number(), later, problems);
            written.add(person);
            if (person.away() != null && (before == null || !person.away().equals(before.away()))) {
                away.add(person.userId());
            }
            if (before == null || !before.activeOn(effectiveOn)) {
                arriving.add(person.userId());
            } else if (!Objects.equals(before.lineManager(), person.lineManager())) {
                moved.add(new Move(person.userId(), before.lineManager(), person.lineManager()));
            }
            if (before == null) {
                added.add(new Entry(person.userId(), person.name()));
            } else {
                changed.add(new Change(person.userId(), person.name(), differences));
            }
        }
        int unchanged = byUser.size() - written.size();
        for (Person person : present.values()) {
            if (!byUser.containsKey(person.userId()) && person.activeOn(effectiveOn)) {
                refuseBeforeLaterChange(person.userId(), 1, later, problems);
                written.add(leaving(person, effectiveOn.minusDays(1)));
                ended.add(new Entry(person.userId(), person.name()));
            }
        }
        int inPost = (int) present.values().stream()
                .filter(person -> person.activeOn(effectiveOn))
                .count();
        Integer toConfirm = properties.mayEnd(ended.size(), inPost) ? null : ended.size();
        problems.sort(Comparator.comparingInt(ImportProblem::line));
        ImportPreview preview = problems.isEmpty()
                ? new ImportPreview(effectiveOn, added, changed, ended, unchanged, toConfirm, List.of(), "").of(csv)
                : ImportPreview.refused(effectiveOn, problems);
        return new Plan(preview, problems.isEmpty() ? written : List.of(), arriving, moved, away, inPost);
    }

    private ImportProblem tooManyEnded(int ended, int inPost) {
        return new ImportProblem(
                1,
                "",
                "%d of %d people in post are not in the file and would leave; more than %d %% at once must be confirmed. "
                                .formatted(ended, inPost, properties.maxEndedPercent())
                        + "If the file is complete, import it with confirmEnded=" + ended
                        + ", or raise supervision.people.max-ended-percent");
    }

    private static void checkDuplicates(List<Line> lines, Map<String, Line> byUser, List<ImportProblem> problems) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        for (Line line : lines) {
            String userId = line.person().userId();
            Integer first = seen.putIfAbsent(userId.toLowerCase(Locale.ROOT), line.number());
            if (first == null) {
                byUser.put(userId, line);
            } else {
                problems.add(problem(line, Column.USER_ID, userId + " stands already on line " + first));
            }
        }
    }

    private static void checkReferences(Map<String, Line> byUser, LocalDate effectiveOn, List<ImportProblem> problems) {
        for (Line line : byUser.values()) {
            Person person = line.person();
            if (!person.activeOn(effectiveOn)) {
                continue;
            }
            checkReference(line, Column.LINE_MANAGER, person.lineManager(), byUser, effectiveOn)
                    .ifPresent(problems::add);
            checkReference(line, Column.DEPUTY, person.deputy(), byUser, effectiveOn)
                    .ifPresent(problems::add);
            if (person.userId().equals(person.deputy())) {
                problems.add(problem(line, Column.DEPUTY, "nobody is their own deputy"));
            }
        }
    }

    private static Optional<ImportProblem> checkReference(
            Line line, Column column, @Nullable String other, Map<String, Line> byUser, LocalDate effectiveOn) {
        if (other == null) {
            return Optional.empty();
        }
        Line found = byUser.get(other);
        if (found == null) {
            return Optional.of(problem(line, column, other + " is not in the file"));
        }
        if (!found.person().activeOn(effectiveOn)) {
            return Optional.of(problem(
                    line,
                    column,
                    other + " has left: the last day is " + found.person().leavingOn()));
        }
        return Optional.empty();
    }

    /** Each loop once, at its first line. */
    private static void checkLoops(Map<String, Line> byUser, List<ImportProblem> problems) {
        Set<String> cleared = new HashSet<>();
        for (String start : byUser.keySet()) {
            Set<String> path = new LinkedHashSet<>();
            String next = start;
            while (next != null && byUser.containsKey(next) && !cleared.contains(next) && path.add(next)) {
                next = byUser.get(next).person().lineManager();
            }
            if (next != null && path.contains(next)) {
                List<String> loop = new ArrayList<>(path);
                loop = loop.subList(loop.indexOf(next), loop.size());
                Line first = loop.stream()
                        .map(byUser::get)
                        .min(Comparator.comparingInt(Line::number))
                        .orElseThrow();
                problems.add(problem(
                        first,
                        Column.LINE_MANAGER,
                        "the reporting line goes round in a circle: " + String.join(" → ", loop) + " → " + next));
            }
            cleared.addAll(path);
        }
    }

    private static void refuseBeforeLaterChange(
            String userId, int line, Map<String, LocalDate> later, List<ImportProblem> problems) {
        LocalDate change = later.get(userId);
        if (change != null) {
            problems.add(new ImportProblem(
                    line,
                    Column.USER_ID.title(),
                    "a later change of " + userId + ", from " + change
                            + ", is there already: import from that day on or later"));
        }
    }

    private static Person leaving(Person person, LocalDate lastDay) {
        return new Person(
                person.userId(),
                person.name(),
                person.mail(),
                person.lineManager(),
                person.service(),
                person.role(),
                person.workerType(),
                person.startedOn(),
                person.workingPattern(),
                person.deputy(),
                person.deputyFrom(),
                person.deputyUntil(),
                lastDay,
                person.siteMode(),
                person.away());
    }

    private static List<Difference> differences(Person before, Person after) {
        List<Difference> differences = new ArrayList<>();
        VALUES.forEach((column, value) -> {
            Object old = value.apply(before);
            Object now = value.apply(after);
            if (!Objects.equals(old, now)) {
                differences.add(new Difference(column.title(), Objects.toString(old, ""), Objects.toString(now, "")));
            }
        });
        return differences;
    }

    private static Map<Column, Function<Person, @Nullable Object>> values() {
        Map<Column, Function<Person, @Nullable Object>> values = new LinkedHashMap<>();
        values.put(Column.NAME, Person::name);
        values.put(Column.MAIL, Person::mail);
        values.put(Column.LINE_MANAGER, Person::lineManager);
        values.put(Column.SERVICE, Person::service);
        values.put(Column.ROLE, Person::role);
        values.put(Column.WORKER_TYPE, Person::workerType);
        values.put(Column.STARTED_ON, Person::startedOn);
        values.put(
                Column.WORKING_DAYS,
                person -> PersonRows.written(person.workingPattern().days()));
        values.put(Column.FTE, person -> person.workingPattern().ftePercent() / 100.0);
        values.put(Column.DEPUTY, Person::deputy);
        values.put(Column.DEPUTY_FROM, Person::deputyFrom);
        values.put(Column.DEPUTY_UNTIL, Person::deputyUntil);
        values.put(Column.LEAVING_ON, Person::leavingOn);
        values.put(Column.SITE_MODE, Person::siteMode);
        values.put(
                Column.ABSENT_FROM,
                person -> person.away() == null ? null : person.away().from());
        values.put(
                Column.ABSENT_UNTIL,
                person -> person.away() == null ? null : person.away().until());
        return values;
    }

    private static ImportProblem problem(Line line, Column column, String message) {
        return new ImportProblem(line.number(), column.title(), message);
    }
}
