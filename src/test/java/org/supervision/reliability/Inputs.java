package org.supervision.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.supervision.reliability.Surface.Call;

/** Requests to calls of the surface, each made from a seed and its number and from what there is in the application. */
final class Inputs {

    private static final Pattern VARIABLE = Pattern.compile("\\{\\*?([^}]+)}");
    private static final ObjectMapper PLAIN = new ObjectMapper();

    private final long seed;
    private final List<Call> calls;
    private final ObjectMapper mapper;

    /** Who asks; the empty name is nobody. */
    private final List<String> people;

    /** The product's own calls. */
    private final List<Call> ours;

    /** Whom a part of the product is open to. */
    private final Map<String, List<String>> openTo = new HashMap<>();

    /** Ids of whatever there is; of work alone. */
    private final List<String> ids = new ArrayList<>();

    private final List<String> idsOfWork = new ArrayList<>();
    private final Map<String, List<String>> tasks = new HashMap<>();
    private final Map<String, JsonNode> drafts = new HashMap<>();
    private final Map<String, List<List<String>>> links = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();

    /**
     * One request.
     *
     * @param target path and query as sent
     * @param kinds what is wrong with it, in words
     * @param cut whether it ends before its end
     * @param taskId of the task that it is about, where it is one of that person's own
     */
    record Input(
            long number,
            Call call,
            String userId,
            String method,
            String target,
            List<String> headers,
            byte[] body,
            Set<String> kinds,
            boolean cut,
            @Nullable String taskId) {

        /** The bytes of the request, with what proves who it is. */
        byte[] bytes(List<String> proof) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
            proof.forEach(line -> head.append(line).append("\r\n"));
            headers.forEach(line -> head.append(line).append("\r\n"));
            if (body.length > 0 || !Set.of("GET", "HEAD", "DELETE", "OPTIONS").contains(method)) {
                head.append("Content-Length: ").append(body.length).append("\r\n");
            }
            bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
            bytes.write(body, 0, cut ? body.length / 2 : body.length);
            return bytes.toByteArray();
        }

        /** As it can be sent again by hand; the body shortened. */
        @Override
        public String toString() {
            String text = new String(body, StandardCharsets.UTF_8);
            return "%d (%s) as %s: %s %s %s %s"
                    .formatted(
                            number,
                            String.join(", ", kinds),
                            userId.isEmpty() ? "nobody" : userId,
                            method,
                            target.length() > 600 ? target.substring(0, 600) + "…" : target,
                            headers,
                            text.length() > 900 ? text.substring(0, 900) + "… " + text.length() : text);
        }
    }

    Inputs(long seed, List<Call> calls, List<String> people, ObjectMapper mapper) {
        this.seed = seed;
        this.calls = calls;
        ours = calls.stream().filter(call -> !call.isEngines()).toList();
        this.people = people;
        this.mapper = mapper;
    }

    void addIds(List<String> more, boolean ofWork) {
        ids.addAll(more);
        if (ofWork) {
            idsOfWork.addAll(more);
        }
    }

    void addTask(String userId, String id, JsonNode draft) {
        tasks.computeIfAbsent(userId, key -> new ArrayList<>()).add(id);
        drafts.put(id, draft);
    }

    /** Notes that this person gets in here. */
    void addWay(String userId, String path) {
        openTo.computeIfAbsent(area(path), key -> new ArrayList<>()).add(userId);
    }

    private static String area(String path) {
        return rootless(path).replaceFirst("^(/[^/]+).*", "$1");
    }

    /** An address of something, with which the calls that have such addresses can be tried. */
    void addLink(String path) {
        for (Call call : calls) {
            Matcher matcher = Pattern.compile(rootless(call.path()).replaceAll("\\{[^}]+}", "([^/]+)"))
                    .matcher(rootless(path));
            if (call.path().contains("{") && matcher.matches()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= matcher.groupCount(); i++) {
                    values.add(matcher.group(i));
                }
                List<List<String>> known = links.computeIfAbsent(rootless(call.path()), key -> new ArrayList<>());
                if (!known.contains(values) && known.size() < 50) {
                    known.add(values);
                }
            }
        }
    }

    /** A file as the application itself gives it. */
    void addFile(String path, String file) {
        files.put(rootless(path), file);
    }

    private static String rootless(String path) {
        return path.replaceFirst("^/camunda/api/supervision", "").replaceFirst("^/api", "");
    }

    /** Text that only this person's inputs have in them. */
    static String canaryOf(String userId) {
        return "Zilpzalp" + (userId.isEmpty() ? "nobody" : userId) + "end";
    }

    /** The input of this number. */
    Input input(long number) {
        Grammar first = new Grammar(seed, number, ids, "");
        // the engine has four times as many calls as the product, and most of them only show
        Call call = call(first.happens(0.6) ? ours : calls, number);
        if (call.consumes() == null && first.happens(0.5)) {
            call = call(ours, -number - 1);
        }
        List<String> may = openTo.getOrDefault(area(call.path()), people);
        String userId = first.one(first.happens(0.6) ? may : people);
        if (call.path().startsWith("/engine-rest") && first.happens(0.75)) {
            userId = "admin";
        }
        boolean changes = !call.method().equals("GET");
        boolean mighty = userId.equals("admin") && call.isEngines() && changes;
        List<String> known = !mighty ? ids : call.method().equals("DELETE") ? List.of() : idsOfWork;
        Grammar grammar = new Grammar(seed, -number - 1, known, canaryOf(userId));
        return input(number, call, userId, grammar, mighty);
    }

    /** One of these for this number; a call that is new or gone leaves the others their numbers. */
    private Call call(List<Call> from, long number) {
        long salt = (seed * 31 + number) * 0x9E3779B97F4A7C15L;
        return Collections.max(
                from,
                Comparator.comparing(call -> new Random(salt ^ call.toString().hashCode()).nextLong()));
    }

    private Input input(long number, Call call, String userId, Grammar grammar, boolean mighty) {
        Set<String> kinds = new LinkedHashSet<>();
        String taskId = null;
        StringBuilder target = new StringBuilder();
        String template = call.path();
        List<List<String>> values = links.getOrDefault(rootless(template), List.of());
        if (rootless(template).startsWith("/tasks/{id}") && grammar.happens(0.75)) {
            List<String> own = tasks.getOrDefault(userId, List.of());
            if (!own.isEmpty()) {
                taskId = grammar.one(own);
                values = List.of(List.of(taskId));
            }
        }
        boolean linked = !mighty && !values.isEmpty() && (taskId != null || grammar.happens(0.7));
        List<String> chosen = linked ? grammar.one(values) : List.of();
        int index = 0;
        Matcher variables = VARIABLE.matcher(template);
        while (variables.find()) {
            String value = index < chosen.size() ? chosen.get(index) : grammar.segment(grammar.id());
            index++;
            variables.appendReplacement(target, Matcher.quoteReplacement(value));
        }
        variables.appendTail(target);
        if (!linked && index > 0) {
            kinds.add("an id of something else");
        }

        List<String> query = new ArrayList<>();
        for (var parameter : call.query().entrySet()) {
            if (grammar.happens(call.query().size() > 5 ? 3.0 / call.query().size() : 0.7)) {
                String value = grammar.parameter(parameter.getValue(), parameter.getKey());
                query.add(parameter.getKey() + "=" + Grammar.encode(value.substring(0, Math.min(value.length(), 500))));
                if (grammar.happens(0.05)) {
                    kinds.add("a parameter twice");
                    query.add(query.get(query.size() - 1));
                }
            }
        }
        String whole = target + (query.isEmpty() ? "" : "?" + String.join("&", query));
        if (grammar.happens(0.06)) {
            whole = oddTarget(whole, grammar, kinds);
        }

        String method = call.method();
        if (grammar.happens(0.03)) {
            kinds.add("another method");
            method = grammar.one("HEAD", "OPTIONS", "GET", "POST", "PUT", "DELETE", "PATCH", "TRACE", "BREW");
        }
        byte[] body = new byte[0];
        String media = call.consumes();
        if (media != null) {
            String boundary = "b" + number;
            body = body(call, media, userId, taskId, grammar, boundary);
            if (media.startsWith("multipart")) {
                media = "multipart/form-data; boundary=" + boundary;
            }
        } else if (grammar.happens(0.1)) {
            kinds.add("a body where none is read");
            media = "application/json";
            body = grammar.bytes(
                    grammar.text(JsonNodeFactory.instance.objectNode().put("a", grammar.odd())));
        }
        List<String> headers = headers(call, media, grammar, kinds);
        boolean cut = body.length > 10 && grammar.happens(0.01);
        if (cut) {
            kinds.add("a body cut off");
        }
        kinds.addAll(grammar.kinds());
        String address = whole;
        taskId = tasks.getOrDefault(userId, List.of()).stream()
                .filter(address::contains)
                .findFirst()
                .orElse(null);
        if (kinds.isEmpty()) {
            kinds.add("nothing but the order");
        }
        return new Input(number, call, userId, method, whole, headers, body, kinds, cut, taskId);
    }

    private byte[] body(
            Call call, String media, String userId, @Nullable String taskId, Grammar grammar, String boundary) {
        if (media.startsWith("multipart")) {
            return grammar.parts(boundary);
        }
        if (media.startsWith("text/csv")) {
            return grammar.file(fileFor(call));
        }
        if (call.body() == null && !media.contains("json")) {
            return grammar.bytes("username=" + userId + "&password=" + Grammar.encode(grammar.odd()));
        }
        JsonNode good = taskId != null && call.method().equals("PUT")
                ? drafts.get(taskId)
                : call.body() == null ? JsonNodeFactory.instance.objectNode() : valueOf(call, grammar);
        JsonNode bad = grammar.happens(0.85) ? grammar.mutated(good) : good;
        return grammar.bytes(grammar.text(bad));
    }

    private JsonNode valueOf(Call call, Grammar grammar) {
        JsonNode value = grammar.valueOf(call.isEngines() ? PLAIN : mapper, call.body());
        return value == null ? JsonNodeFactory.instance.nullNode() : value;
    }

    /** The file that was got from the address that is most like the call's. */
    private String fileFor(Call call) {
        String path = rootless(call.path());
        return files.entrySet().stream()
                .max(Comparator.comparing(entry -> common(entry.getKey(), path)))
                .map(Map.Entry::getValue)
                .orElse("a,b\n1,2\n");
    }

    private static int common(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return i;
    }

    private static String oddTarget(String target, Grammar grammar, Set<String> kinds) {
        kinds.add("an odd address");
        int slash = target.lastIndexOf('/');
        return switch (grammar.below(11)) {
            case 0 -> target.replaceFirst("(\\?|$)", "/$1");
            case 1 -> target.replaceFirst("(\\?|$)", ";jsessionid=1;a=b$1");
            case 2 -> target.substring(0, slash) + "%2F" + target.substring(slash + 1);
            case 3 -> target.substring(0, slash) + "//" + target.substring(slash + 1);
            case 4 -> target.substring(0, slash) + "/../" + target.substring(slash + 1);
            case 5 -> target.substring(0, slash) + "/%2e%2e/" + target.substring(slash + 1);
            case 6 -> target.toUpperCase(Locale.ROOT);
            case 7 -> target + "%zz";
            case 8 -> target + "\u00e9\u0001";
            case 9 -> target + "?" + "a=b&".repeat(2_000);
            default -> "http://localhost" + target + "?a[]={}";
        };
    }

    private static List<String> headers(Call call, @Nullable String media, Grammar grammar, Set<String> kinds) {
        List<String> headers = new ArrayList<>();
        if (media != null) {
            String type = media;
            if (grammar.happens(0.06)) {
                kinds.add("another content type");
                type = grammar.one(
                        "text/plain",
                        "application/xml",
                        "application/json; charset=UTF-7",
                        "text/csv; charset=no-such",
                        "multipart/form-data",
                        "application/x-www-form-urlencoded",
                        "junk",
                        "*/*",
                        "application/octet-stream");
            }
            headers.add("Content-Type: " + type);
        }
        if (grammar.happens(0.12)) {
            kinds.add("an odd Accept");
            headers.add("Accept: "
                    + grammar.one(
                            "text/csv",
                            "text/html",
                            "application/xml",
                            "image/png, */*;q=0.1",
                            "junk",
                            "application/json;q=7",
                            "*/*".repeat(300),
                            "application/hal+json"));
        }
        if (grammar.happens(0.05)) {
            kinds.add("odd headers");
            headers.add(grammar.one(
                    "Accept-Language: xx-yy-zz-" + "q".repeat(300),
                    "Accept-Language: *;q=x,,;",
                    "X-Forwarded-For: " + "1.2.3.4,".repeat(100),
                    "X-Forwarded-Proto: gopher",
                    "X-Forwarded-Host: \u00e9:99999999",
                    "X-Forwarded-Prefix: /../..//x",
                    "Forwarded: for=\"_x;host=a b",
                    "Range: bytes=9-1",
                    "If-Modified-Since: yesterday",
                    "Origin: null",
                    "Cookie: a=b; JSESSIONID=../../x; $Version=1",
                    "X-Big: " + "y".repeat(9_000),
                    "Expect: 200-maybe",
                    "Accept-Encoding: gzip;q=9, \u0001"));
        }
        for (String name : call.headers()) {
            if (grammar.happens(0.5)) {
                kinds.add("an odd header of its own");
                String value = grammar.one("0", "1", "\"2\"", "*", "W/\"3\"", "99999999999", "-1", "x", "");
                headers.add(name + ": " + value);
            }
        }
        return headers;
    }
}
