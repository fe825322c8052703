package org.supervision.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;
import org.supervision.TestDatabase;
import org.supervision.policy.Policies;
import org.supervision.reliability.Inputs.Input;
import org.supervision.reliability.Surface.Call;
import org.supervision.reliability.Wire.Answer;
import org.supervision.scenario.AsAtTheStart;
import org.supervision.scenario.Demo;
import org.supervision.scenario.DemoTest;
import org.supervision.scenario.Relationship;
import org.supervision.scenario.Snapshot;

/**
 * Every call there is with input that is wrong in type, size, encoding, order or address, by everybody: refused in words or
 * taken, never an error of the server's, and nothing that was saved is lost, told to others or found in the log.
 */
@DemoTest
@AsAtTheStart
class BadInputTest {

    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final long FIRST = Long.getLong("fuzz.first", 0);
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 2_000);

    /** After so many inputs everything is put back to where it was. */
    private static final int PER_WORLD = 2_500;

    private static final int LONGEST_MILLIS = 2_000;

    private static final String SONG = "Zilpzalp";
    private static final String DRAFTED = "Zaunkoenig";

    private static final List<String> PEOPLE = List.of(
            "supervisor",
            "worker",
            "nqsw",
            "othersupervisor",
            "otherworker",
            "linemanager",
            "servicemanager",
            "processowner",
            "records",
            "auditor",
            "admin",
            "");

    /** What nobody is to read in an answer, but for the name of the kind of error that the engine's own answers have. */
    private static final Pattern INNARDS =
            Pattern.compile("\\tat [a-z]+\\.|\\bjava\\.(lang|util)\\.|org\\.springframework|org\\.h2|SQLException|"
                    + "(?i)select .{1,200} from |insert into |syntax error in sql");

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext application;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private RepositoryService repository;

    private final Map<String, List<String>> sessions = new HashMap<>();
    private final Map<String, List<String>> findings = new LinkedHashMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Map<String, Integer> kinds = new TreeMap<>();
    private final Map<String, JsonNode> drafts = new HashMap<>();
    private final Listener log = new Listener();

    private Demo demo;
    private Inputs inputs;
    private List<Call> calls;
    private Snapshot world;
    private Map<String, JsonNode> saved;
    private ObjectMapper json;
    private Wire wire;
    private Level rootLevel;
    private long slowest;

    /** Hears what is logged about the input of the moment. */
    private static final class Listener extends AppenderBase<ILoggingEvent> {

        private final List<String> heard = new ArrayList<>();
        private String failure = "";

        @Override
        protected synchronized void append(ILoggingEvent event) {
            StringBuilder text = new StringBuilder(event.getFormattedMessage());
            IThrowableProxy thrown = event.getThrowableProxy();
            for (IThrowableProxy e = thrown; e != null; e = e.getCause()) {
                text.append('\n').append(e.getClassName()).append(": ").append(e.getMessage());
                if (e.getStackTraceElementProxyArray().length > 0) {
                    text.append(" at ").append(e.getStackTraceElementProxyArray()[0]);
                }
            }
            // an administrator's are ids that he makes up
            String said = text.toString().replace(Inputs.canaryOf("admin"), "");
            if (said.contains(SONG) || said.contains(DRAFTED)) {
                heard.add(event.getLoggerName() + ": " + said);
            }
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                failure += event.getLoggerName() + ": " + text.substring(0, Math.min(3_000, text.length())) + "\n";
            }
        }

        synchronized void clear() {
            heard.clear();
            failure = "";
        }
    }

    @BeforeEach
    void listen() {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        rootLevel = root.getLevel();
        root.setLevel(Level.INFO);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void listenNoMore() {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(rootLevel);
        root.detachAppender(log);
    }

    @Test
    @DisplayName(
            "every call refuses or takes whatever it is sent: no error of the server's, no draft lost, no task stuck,"
                    + " no word of it in the log or with others")
    void nothingBreaks() throws IOException {
        demo = new Demo(port);
        json = application.getBean(ObjectMapper.class);
        calls = new Surface(application)
                .calls().stream()
                        // the demo's own clock: it is moved below, and by nobody else
                        .filter(call -> !(call.path().equals("/api/demo/clock")
                                && call.method().equals("POST")))
                        .toList();
        long began = System.nanoTime();
        makeWorld();
        double making = (System.nanoTime() - began) / 1e9;
        began = System.nanoTime();
        try (Wire opened = new Wire(port)) {
            wire = opened;
            for (long number = FIRST; number < FIRST + INPUTS; number++) {
                if (number > FIRST && (number - FIRST) % PER_WORLD == 0) {
                    lookAround(number);
                    restore();
                }
                send(inputs.input(number));
            }
            lookAround(FIRST + INPUTS);
        }
        Files.writeString(
                Path.of("target", "bad-input.txt"),
                "seed %d: %d calls, made ready in %.1f s; %d inputs in %.1f s, the slowest %d ms%nstatuses %s%nkinds %s%nfound %s%n"
                        .formatted(
                                SEED,
                                calls.size(),
                                making,
                                INPUTS,
                                (System.nanoTime() - began) / 1e9,
                                slowest,
                                statuses,
                                kinds,
                                findings.keySet()));
        assertThat(findings.entrySet().stream()
                        .map(one -> one.getKey() + " (" + one.getValue().size() + " times)\n    "
                                + String.join(
                                        "\n    ",
                                        one.getValue()
                                                .subList(
                                                        0,
                                                        Math.min(
                                                                2,
                                                                one.getValue().size()))))
                        .toList())
                .as("found with seed " + SEED)
                .isEmpty();
    }

    private void makeWorld() {
        Relationship pair = new Relationship(demo, "supervisor", "worker");
        pair.agree(Relationship::usualTerms);
        Relationship managers = new Relationship(demo, "linemanager", "supervisor");
        managers.agree(Relationship::usualTerms);
        demo.advance("PT5M");
        pair.bookWhatIsSuggested();
        managers.bookWhatIsSuggested();
        demo.advance("PT5M");
        pair.hold(pair.nextSession());
        managers.miss(managers.nextSession());
        demo.advance("PT5M");
        List<String> processes = repository.createProcessDefinitionQuery().latestVersion().list().stream()
                .map(definition -> definition.getKey())
                .sorted()
                .toList();
        List<String> people =
                PEOPLE.stream().filter(userId -> !userId.isEmpty()).toList();
        for (String userId : List.of("supervisor", "worker", "servicemanager", "records")) {
            processes.forEach(process -> demo.as(userId).post("/api/processes/" + process + "/start", null));
        }
        inputs = new Inputs(SEED, calls, PEOPLE, json);
        for (String userId : people) {
            for (Demo.Task task : demo.as(userId).tasks()) {
                JsonNode draft = demo.as(userId).save(task, values -> fill(values, DRAFTED + userId));
                assertThat(draft.has("version")).isTrue();
                JsonNode values = demo.as(userId).form(task).get("values");
                inputs.addTask(userId, task.id(), values);
                drafts.put(userId + " " + task.id(), values);
            }
        }
        List.of("supervisor", "records", "admin").forEach(this::crawl);
        inputs.addIds(List.of("1", "2", "3", "AG-000001", "AG-000001/T1", "AG-000002", "SE-000001", "MC-000001"), true);
        for (String column : List.of(
                "ID_ from ACT_RU_TASK",
                "distinct PROC_INST_ID_ from ACT_RU_EXECUTION",
                "ID_ from ACT_RU_JOB",
                "distinct TASK_DEF_KEY_ from ACT_RU_TASK")) {
            inputs.addIds(jdbc.queryForList("select " + column + " order by 1", String.class), true);
        }
        for (String column : List.of(
                "ID_ from ACT_RE_PROCDEF",
                "KEY_ from ACT_RE_PROCDEF",
                "ID_ from ACT_RE_DECISION_DEF",
                "ID_ from ACT_RE_DEPLOYMENT",
                "ID_ from ACT_RU_FILTER",
                "ID_ from ACT_RU_AUTHORIZATION fetch first 20 rows only",
                "ID_ from ACT_HI_TASKINST",
                "ID_ from ACT_RU_VARIABLE fetch first 50 rows only",
                "ID_ from ACT_ID_USER",
                "ID_ from ACT_ID_GROUP")) {
            inputs.addIds(jdbc.queryForList("select " + column, String.class), false);
        }
        saved = Map.copyOf(drafts);
        world = Objects.requireNonNull(Snapshot.of(application));
        log.clear();
    }

    /** Writes something into each field that is empty. */
    private static void fill(ObjectNode values, String text) {
        values.fieldNames().forEachRemaining(name -> {
            JsonNode value = values.get(name);
            if (value.isNull() || (value.isTextual() && value.asText().isEmpty())) {
                values.put(name, text);
            }
        });
    }

    /** Notes where the pages and lists of this person lead. */
    private void crawl(String userId) {
        for (Call call : calls) {
            if (call.method().equals("GET")
                    && call.path().startsWith("/api/")
                    && !call.path().contains("{")) {
                Demo.Answer answer = demo.as(userId).get(call.path());
                if (answer.status() == 200) {
                    inputs.addWay(userId, call.path());
                    follow(userId, call.path(), answer.body());
                }
            }
        }
    }

    private void follow(String userId, String path, String body) {
        if (body.stripLeading().startsWith("<")) {
            List<String> hrefs = Jsoup.parse(body)
                    .select("a[href^=/api/], form[action^=/api/]")
                    .eachAttr("href");
            hrefs.stream()
                    .map(href -> href.replaceFirst("[?#].*", ""))
                    .distinct()
                    .limit(30)
                    .forEach(href -> {
                        inputs.addLink(href);
                        if (!href.matches("/api/(file|cases|actions)/[^/]+")) {
                            return;
                        }
                        Demo.Answer next = demo.as(userId).get(href);
                        if (next.status() == 200) {
                            Jsoup.parse(next.body())
                                    .select("a[href^=/api/]")
                                    .eachAttr("href")
                                    .forEach(inputs::addLink);
                        }
                        Demo.Answer file = demo.as(userId).get(href + "/cases.csv");
                        if (file.status() == 200) {
                            inputs.addFile(href + "/cases.csv", file.body());
                        }
                    });
        } else if (path.endsWith(".csv")) {
            inputs.addFile(path, body);
        }
    }

    private void send(Input input) {
        log.clear();
        Answer answer = wire.send(input.bytes(proof(input.userId(), input.call())), input.cut());
        if (answer.status() == 401 && !input.userId().isEmpty()) {
            sessions.remove(input.userId());
            forgive(input.userId());
        }
        if (answer.millis() > LONGEST_MILLIS) {
            Answer again = wire.send(input.bytes(proof(input.userId(), input.call())), input.cut());
            if (again.millis() > LONGEST_MILLIS) {
                found("takes " + again.millis() + " ms: " + input.call(), input, "");
            }
        }
        slowest = Math.max(slowest, answer.millis());
        statuses.merge(answer.status(), 1, Integer::sum);
        input.kinds().forEach(kind -> kinds.merge(kind, 1, Integer::sum));
        judge(input, answer);
        if (input.taskId() != null) {
            lookAtDraft(input, answer);
        }
    }

    private void judge(Input input, Answer answer) {
        if (answer.status() >= 500) {
            found(
                    answer.status() + " " + input.call() + " " + firstLine(log.failure),
                    input,
                    log.failure + "\n" + answer.body());
        }
        if (!log.heard.isEmpty()) {
            found("in the log " + input.call() + " " + log.heard.get(0).split(":")[0], input, log.heard.get(0));
        }
        if (answer.status() < 400) {
            return;
        }
        String body = answer.body();
        if (INNARDS.matcher(body).find()) {
            found("innards " + input.call(), input, body);
        }
        if (body.contains(DRAFTED) && !body.contains(DRAFTED + input.userId())) {
            found("another's words " + input.call(), input, body);
        }
        // what the server itself refuses, and what cannot be said in the form that is asked for, has no words
        boolean plain = Collections.disjoint(
                input.kinds(), Set.of("an odd address", "another method", "odd headers", "an odd Accept"));
        if (input.target().startsWith("/api/") && plain && answer.status() != 0) {
            String type = answer.header("Content-Type");
            if (!type.matches("(application/(problem\\+)?json|text/html).*") || body.isBlank()) {
                found("no words " + answer.status() + " " + input.call(), input, answer.headers() + body);
            }
            if (answer.status() == 422 && type.startsWith("application/problem+json")) {
                judgeErrors(input, body);
            }
        }
    }

    private void judgeErrors(Input input, String body) {
        try {
            JsonNode problem = json.readTree(body);
            boolean says = problem.path("detail").asText().length() > 3;
            for (JsonNode error : problem.path("errors")) {
                says &= !error.path("message").asText().isBlank() && error.has("field");
            }
            if (!says) {
                found("no reason " + input.call(), input, body);
            }
        } catch (IOException e) {
            found("no JSON " + input.call(), input, body);
        }
    }

    /** What was saved stays as it was unless this was its own person's next draft, or its end. */
    private void lookAtDraft(Input input, Answer answer) {
        String key = input.userId() + " " + input.taskId();
        if (!drafts.containsKey(key)) {
            return;
        }
        boolean mayChange = answer.status() < 300 && !input.method().equals("GET");
        if (mayChange || input.number() % 3 == 0) {
            forgive(input.userId());
            Demo.Answer form = demo.as(input.userId()).get("/api/tasks/" + input.taskId() + "/form");
            if (form.status() == 401) {
                // an administrator has taken this sign-in away, or given it another password
                return;
            }
            JsonNode values = form.status() == 200 ? form.json().get("values") : null;
            if (values == null && isKept(input)) {
                // an administrator has taken the task away; whoever gets it back finds the draft
                drafts.remove(key);
                return;
            }
            if (!mayChange && !drafts.get(key).equals(values)) {
                found("draft lost " + input.call(), input, drafts.get(key) + " was, is " + form.body());
            }
            if (values == null) {
                drafts.remove(key);
            } else {
                drafts.put(key, values);
            }
        }
    }

    /** Whether the task is there, and what was saved for it. */
    private boolean isKept(Input input) {
        return jdbc.queryForObject(
                        "select count(*) from task_draft d join ACT_RU_TASK t on t.ID_ = d.task_id"
                                + " where d.task_id = ? and d.user_id = ? and t.ASSIGNEE_ is null",
                        Integer.class,
                        input.taskId(),
                        input.userId())
                == 1;
    }

    /** What must hold of everything once so many inputs have come in. */
    private void lookAround(long number) {
        for (String table : TestDatabase.tables(JdbcClient.create(jdbc))) {
            if (table.startsWith("act_") && !table.startsWith("act_id_")) {
                jdbc.queryForList("select * from " + table)
                        .forEach(row -> row.forEach((column, value) -> {
                            String text = value instanceof byte[] bytes
                                    ? new String(bytes, StandardCharsets.ISO_8859_1)
                                    : String.valueOf(value);
                            // an administrator's are ids that he makes up
                            if (text.replace(Inputs.canaryOf("admin"), "").contains(SONG) || text.contains(DRAFTED)) {
                                found("in the engine's " + table + "." + column + " before " + number, null, text);
                            }
                        }));
            }
        }
    }

    private void restore() {
        world.restore();
        ClockUtil.offset(jdbc.queryForObject("select offset_millis from demo_clock", Long.class));
        ReflectionTestUtils.invokeMethod(application.getBean(Policies.class), "reread");
        sessions.clear();
        drafts.clear();
        drafts.putAll(saved);
    }

    private void found(String what, Input input, String detail) {
        String signature = what.length() > 300 ? what.substring(0, 300) : what;
        findings.computeIfAbsent(signature, key -> new ArrayList<>())
                .add(input + "\n        " + detail.substring(0, Math.min(1_500, detail.length())));
    }

    private static String firstLine(String text) {
        return text.lines().limit(3).reduce("", (a, b) -> a + " | " + (b.length() > 150 ? b.substring(0, 150) : b));
    }

    /** Wrong passwords make wait; here the next input is not about that. */
    private void forgive(String userId) {
        application
                .getBean(JdbcClient.class)
                .sql("delete from sign_in_attempt where user_id = :user")
                .param("user", userId)
                .update();
    }

    private List<String> proof(String userId, Call call) {
        if (userId.isEmpty()) {
            return List.of();
        }
        if (call.isInSession()) {
            return sessions.computeIfAbsent(userId, this::signIn);
        }
        return List.of("Authorization: Basic "
                + Base64.getEncoder().encodeToString((userId + ":" + Demo.PASSWORD).getBytes(StandardCharsets.UTF_8)));
    }

    /** The headers with a new session and its token. */
    private List<String> signIn(String userId) {
        Map<String, String> cookies = new LinkedHashMap<>();
        String form = "username=" + userId + "&password=" + Demo.PASSWORD;
        keep(cookies, "GET /camunda/app/welcome/default/ HTTP/1.1\r\nHost: localhost\r\n\r\n");
        keep(
                cookies,
                "POST /camunda/api/admin/auth/user/default/login/welcome HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length() + "\r\n"
                        + String.join("\r\n", headers(cookies)) + "\r\n\r\n" + form);
        keep(
                cookies,
                "GET /camunda/app/welcome/default/ HTTP/1.1\r\nHost: localhost\r\n"
                        + String.join("\r\n", headers(cookies)) + "\r\n\r\n");
        return headers(cookies);
    }

    private void keep(Map<String, String> cookies, String request) {
        try (Wire apart = new Wire(port)) {
            for (String cookie :
                    apart.send(request.getBytes(StandardCharsets.UTF_8), false).all("Set-Cookie")) {
                String pair = cookie.split(";")[0];
                cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
        } catch (UncheckedIOException e) {
            throw new AssertionError("signing in", e);
        }
    }

    private static List<String> headers(Map<String, String> cookies) {
        List<String> pairs = cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .toList();
        return List.of(
                "Cookie: " + String.join("; ", pairs), "X-XSRF-TOKEN: " + cookies.getOrDefault("XSRF-TOKEN", ""));
    }
}
