package org.supervision.reliability;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes bad input out of good: the same number and seed make the same input. Whatever of it is a text has the canary in it,
 * so that it can be told where it is not to be heard.
 */
public final class Grammar {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 4;

    private static final List<String> ODD_TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\u0007\u001b[31m",
            "\ud83d",
            "\udc00\ud800",
            "\u202eשלום\u202c",
            "😀👩‍👧‍👦e\u0301",
            "\ufeff\u200b",
            "\uffff",
            "'; drop table person --",
            "${now()}",
            "#{''['class']}",
            "<script>x</script>",
            "../../etc/passwd",
            "%00%n%s",
            "\r\nSet-Cookie: a=b",
            "null",
            "true",
            "[]",
            "{\"a\":1}",
            "NaN");
    private static final List<String> DATES = List.of(
            "2027-02-30",
            "2027-01-18",
            "2027-01-18T10:00",
            "2027-03-28T01:30",
            "2027-10-31T01:30",
            "0000-00-00",
            "-0001-01-01",
            "9999-12-31",
            "+999999999-12-31",
            "+999999999-12-31T23:59:59+18:00",
            "-999999999-01-01",
            "1582-10-10",
            "18/01/2027",
            "2027-1-8",
            "2027-01-18T24:00",
            "2027-01-18T10:00:00.123456789",
            "2027-01-18T10:00+14:00",
            "2027-01-18T10:00:00Z",
            "2027-01-18T10:00:00.000+0000",
            "2027-01-18T10:00:00[Europe/London]",
            "2027-W03-1",
            "2027-01",
            "2027-13",
            "1800000000000",
            "٢٠٢٧-٠١-١٨",
            "P1D");
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "-1",
            "0.5",
            "-0",
            "007",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9223372036854775807",
            "9223372036854775808",
            "1e9",
            "1e400",
            "1E-400",
            "0x10",
            "1,000",
            "١٢",
            "½");
    private static final int VERY_LONG = 200_000;
    private static final int HUGE = 1_200_000;

    private final Random chance;
    private final String canary;
    private final List<String> ids;
    private final Set<String> kinds = new LinkedHashSet<>();

    /**
     * @param ids of things that there are
     * @param canary to be found in every text
     */
    public Grammar(long seed, long number, List<String> ids, String canary) {
        chance = new Random(seed * 0x9E3779B97F4A7C15L + number * 0xBF58476D1CE4E5B9L);
        this.ids = ids;
        this.canary = canary;
    }

    /** What was done to the input so far, in words. */
    public Set<String> kinds() {
        return kinds;
    }

    boolean happens(double probability) {
        return chance.nextDouble() < probability;
    }

    int below(int bound) {
        return chance.nextInt(bound);
    }

    <T> T one(List<T> of) {
        return of.get(chance.nextInt(of.size()));
    }

    @SafeVarargs
    final <T> T one(T... of) {
        return of[chance.nextInt(of.length)];
    }

    private String kind(String kind, String text) {
        kinds.add(kind);
        return text;
    }

    /** An id of something, or of nothing. */
    String id() {
        if (!ids.isEmpty() && happens(0.7)) {
            return one(ids);
        }
        return happens(0.5) ? kind("a number", one(NUMBERS)) : kind("an odd text", one(ODD_TEXTS));
    }

    /** A text that is none of the expected. */
    String odd() {
        return switch (below(12)) {
            case 0, 1 -> kind("a date", one(DATES));
            case 2, 3 -> kind("a number", one(NUMBERS));
            case 4 -> kind("an id of another", id());
            case 5 -> kind("a long text", canary + "x".repeat(4_001 + below(10_000)));
            case 6 ->
                happens(0.05)
                        ? kind("a huge text", canary + "é".repeat(HUGE))
                        : kind("a very long text", canary + "0".repeat(VERY_LONG));
            default -> kind("an odd text", one(ODD_TEXTS) + (happens(0.6) ? canary : ""));
        };
    }

    /** JSON that this type reads, with values of which some are possible. */
    @Nullable
    JsonNode valueOf(ObjectMapper mapper, Type type) {
        return value(mapper, mapper.constructType(type), "", 0);
    }

    private JsonNode value(ObjectMapper mapper, JavaType type, String name, int depth) {
        Class<?> raw = type.getRawClass();
        if (depth > DEEPEST) {
            return NODES.nullNode();
        }
        if (raw == String.class || CharSequence.class.isAssignableFrom(raw)) {
            return NODES.textNode(word(name));
        }
        if (raw.isEnum()) {
            return NODES.textNode(String.valueOf(one(raw.getEnumConstants())));
        }
        if (raw == boolean.class || raw == Boolean.class) {
            return NODES.booleanNode(happens(0.5));
        }
        if (raw.isPrimitive() || Number.class.isAssignableFrom(raw)) {
            return NODES.numberNode(one(0, 1, 2, 3, 4, 90, -1));
        }
        if (Date.class.isAssignableFrom(raw) || Temporal.class.isAssignableFrom(raw)) {
            return NODES.textNode(one(DATES));
        }
        if (type.isCollectionLikeType() || type.isArrayType()) {
            ArrayNode array = NODES.arrayNode();
            for (int i = below(3); i > 0; i--) {
                array.add(value(mapper, type.getContentType(), name, depth + 1));
            }
            return array;
        }
        if (type.isMapLikeType()) {
            ObjectNode map = NODES.objectNode();
            for (int i = below(3); i > 0; i--) {
                map.set(word("name"), value(mapper, type.getContentType(), name, depth + 1));
            }
            return map;
        }
        if (raw == Object.class || JsonNode.class.isAssignableFrom(raw)) {
            return happens(0.5)
                    ? NODES.objectNode().put("value", word("value")).put("type", "String")
                    : NODES.textNode(word(name));
        }
        ObjectNode object = NODES.objectNode();
        BeanDescription bean = mapper.getDeserializationConfig().introspect(type);
        for (BeanPropertyDefinition property : bean.findProperties()) {
            if (property.couldDeserialize() && happens(depth == 0 ? 0.6 : 0.4)) {
                object.set(property.getName(), value(mapper, property.getPrimaryType(), property.getName(), depth + 1));
            }
        }
        return object;
    }

    /** A word for a field or parameter of this name and type. */
    String parameter(Type type, String name) {
        if (happens(0.35)) {
            return odd();
        }
        if (type instanceof Class<?> raw) {
            if (raw.isEnum()) {
                return String.valueOf(one(raw.getEnumConstants()));
            }
            if (raw == boolean.class || raw == Boolean.class) {
                return one("true", "false");
            }
            if (raw.isPrimitive() || Number.class.isAssignableFrom(raw)) {
                return one(NUMBERS);
            }
            if (Date.class.isAssignableFrom(raw) || Temporal.class.isAssignableFrom(raw)) {
                return one(DATES);
            }
        }
        return word(name);
    }

    private String word(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals("current")) {
            // the right one would change the password
            return one("", canary);
        }
        if (lower.contains("password")) {
            return one("supervision", "", canary);
        }
        if (lower.endsWith("id") || lower.endsWith("key") || lower.endsWith("in") || happens(0.3)) {
            return id();
        }
        if (lower.matches(".*(date|day|on|from|until|to|start|end|before|after|month)$")) {
            return one(DATES);
        }
        return happens(0.3) ? odd() : canary;
    }

    /** The same with one to three things wrong. */
    public JsonNode mutated(JsonNode good) {
        JsonNode bad = good.deepCopy();
        for (int i = 1 + below(3); i > 0; i--) {
            bad = mutatedOnce(bad);
        }
        return bad;
    }

    private record Place(JsonNode parent, @Nullable String field, int index) {

        JsonNode value() {
            return field == null ? parent.get(index) : parent.get(field);
        }

        void set(JsonNode value) {
            if (field == null) {
                ((ArrayNode) parent).set(index, value);
            } else {
                ((ObjectNode) parent).set(field, value);
            }
        }
    }

    private static void places(JsonNode node, List<Place> found) {
        if (node.isObject()) {
            node.fieldNames().forEachRemaining(name -> found.add(new Place(node, name, 0)));
        } else if (node.isArray()) {
            IntStream.range(0, Math.min(node.size(), 20)).forEach(i -> found.add(new Place(node, null, i)));
        }
        if (node.isContainerNode() && found.size() < 500) {
            node.forEach(child -> places(child, found));
        }
    }

    private JsonNode mutatedOnce(JsonNode root) {
        List<Place> places = new ArrayList<>();
        places(root, places);
        if (places.isEmpty() || happens(0.03)) {
            return wrongType(root);
        }
        Place place = one(places);
        JsonNode old = place.value();
        switch (below(10)) {
            case 0 -> drop(place);
            case 1 -> addUnknown(place);
            case 2 -> {
                Place other = one(places);
                JsonNode moved = other.value().deepCopy();
                kinds.add("a value of another field");
                place.set(moved);
            }
            case 3, 4 -> place.set(wrongType(old));
            case 5 -> place.set(old.isTextual() ? similar(old.asText()) : wrongType(old));
            case 6 -> place.set(old.isArray() ? wrongLength((ArrayNode) old) : NODES.textNode(odd()));
            default -> place.set(NODES.textNode(odd()));
        }
        return root;
    }

    private void drop(Place place) {
        kinds.add("a field or row left out");
        if (place.parent() instanceof ObjectNode object) {
            object.remove(place.field());
        } else {
            ((ArrayNode) place.parent()).remove(place.index());
        }
    }

    private void addUnknown(Place place) {
        if (place.parent() instanceof ObjectNode object) {
            kinds.add("an unknown field");
            object.put(one("class", "__proto__", "id", "password", "unknown", "version", ""), odd());
        } else {
            kinds.add("a row too many");
            ((ArrayNode) place.parent()).add(place.value().deepCopy());
        }
    }

    private JsonNode wrongType(JsonNode old) {
        kinds.add("a wrong type");
        return switch (below(8)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(happens(0.5));
            case 2 -> NODES.numberNode(chance.nextLong());
            case 3 -> NODES.numberNode(new BigInteger("9".repeat(1 + below(60))));
            case 4 -> NODES.numberNode(one(0.5, -1e300, 1e-9));
            case 5 -> NODES.arrayNode().add(old.deepCopy());
            case 6 -> NODES.objectNode().set("value", old.deepCopy());
            default -> happens(0.5) ? NODES.arrayNode() : NODES.objectNode();
        };
    }

    /** Looks like it and is not it. */
    private JsonNode similar(String text) {
        kinds.add("a similar text");
        return NODES.textNode(
                switch (below(6)) {
                    case 0 -> text.toLowerCase(Locale.ROOT);
                    case 1 -> " " + text + "\t";
                    case 2 -> text + canary;
                    case 3 -> text.isEmpty() ? canary : text.substring(0, text.length() / 2);
                    case 4 -> text.replace('-', '\u2010').replace('I', '\u0130').replace('0', '\u0660');
                    default -> new StringBuilder(text).reverse().toString();
                });
    }

    private ArrayNode wrongLength(ArrayNode old) {
        kinds.add("too many or no rows");
        ArrayNode rows = NODES.arrayNode();
        int times = one(0, 2, 50, 300);
        for (int i = 0; i < times; i++) {
            old.forEach(row -> rows.add(row.deepCopy()));
            if (rows.size() > 1_000) {
                break;
            }
        }
        return rows;
    }

    /** JSON as text, at times with something wrong in the text itself. */
    String text(JsonNode json) {
        String text = written(json);
        if (happens(0.75)) {
            return text;
        }
        return switch (below(10)) {
            case 0 -> kind("cut JSON", text.substring(0, text.length() / 2));
            case 1 -> kind("JSON with an end too many", text + "}");
            case 2 -> kind("no JSON", canary);
            case 3 -> kind("no body", "");
            case 4 -> kind("two JSON texts", text + text);
            case 5 -> kind("deep JSON", "[".repeat(5_000) + "]".repeat(5_000));
            case 6 -> kind("deep JSON", "{\"a\":".repeat(2_000) + text + "}".repeat(2_000));
            case 7 -> kind("a key twice", text.startsWith("{\"") ? doubled(text) : text);
            case 8 -> kind("JSON as no standard has it", text.replace('"', '\'') + "// " + canary);
            default ->
                kind(
                        "a number of many digits",
                        text.startsWith("{\"")
                                ? "{\"n\":" + "9".repeat(2_000) + "," + text.substring(1)
                                : "9".repeat(2_000));
        };
    }

    private static String doubled(String object) {
        return "{" + object.substring(1, object.length() - 1) + "," + object.substring(1);
    }

    /** JSON as text; half of a pair can only be written as an escape. */
    public static String written(JsonNode json) {
        String text = json.toString();
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                escaped.append(c).append(text.charAt(++i));
            } else if (Character.isSurrogate(c)) {
                escaped.append("\\u%04x".formatted((int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /** Text as bytes, at times in another encoding than is said. */
    byte[] bytes(String text) {
        if (happens(0.88)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return switch (below(6)) {
            case 0 -> encoded(text, StandardCharsets.UTF_16);
            case 1 -> encoded(text, StandardCharsets.UTF_16LE);
            case 2 -> encoded(text, StandardCharsets.ISO_8859_1);
            case 3 -> encoded("\ufeff" + text, StandardCharsets.UTF_8);
            case 4 -> encoded(text, Charset.forName("UTF-32"));
            default -> {
                kinds.add("bytes that are no text");
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                for (int i = 0; i < 3 && bytes.length > 0; i++) {
                    bytes[below(bytes.length)] = one((byte) 0xC0, (byte) 0xFF, (byte) 0x80, (byte) 0, (byte) 0xED);
                }
                yield bytes;
            }
        };
    }

    private byte[] encoded(String text, Charset charset) {
        kinds.add("another encoding");
        return text.getBytes(charset);
    }

    /** A file of values, wrong in one to three ways. */
    byte[] file(String good) {
        List<String> lines = new ArrayList<>(Arrays.asList(good.split("\r?\n")));
        for (int i = 1 + below(3); i > 0; i--) {
            mutate(lines);
        }
        String end = one("\n", "\r\n", "\r\n", "\r");
        String text = String.join(end, lines);
        return switch (below(14)) {
            case 0 -> zip();
            case 1 ->
                kind("another separator", text.replace(',', one(';', '\t', '|')))
                        .getBytes(StandardCharsets.UTF_8);
            case 2 -> kind("an open quote", text + end + "\"" + canary).getBytes(StandardCharsets.UTF_8);
            case 3 -> kind("no body", "").getBytes(StandardCharsets.UTF_8);
            default -> bytes(text);
        };
    }

    private byte[] zip() {
        kinds.add("a zip for a text");
        byte[] bytes = new byte[2_000];
        chance.nextBytes(bytes);
        System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, bytes, 0, 4);
        return bytes;
    }

    private void mutate(List<String> lines) {
        if (lines.isEmpty()) {
            lines.add(canary);
        }
        int line = below(lines.size());
        List<String> cells = new ArrayList<>(Arrays.asList(lines.get(line).split(",", -1)));
        int cell = below(cells.size());
        switch (below(12)) {
            case 0 -> {
                kinds.add("no header");
                lines.remove(0);
                return;
            }
            case 1 -> {
                kinds.add("a row twice");
                lines.add(lines.get(line));
                return;
            }
            case 2 -> {
                kinds.add("a row left out");
                lines.remove(line);
                return;
            }
            case 3 -> {
                kinds.add("rows in another order");
                lines.add(0, lines.remove(line));
                return;
            }
            case 4 -> {
                kinds.add("a cell left out");
                cells.remove(cell);
            }
            case 5 -> {
                kinds.add("a cell too many");
                cells.add(cell, canary);
            }
            case 6 -> {
                kinds.add("a broken quote");
                cells.set(cell, "\"" + cells.get(cell));
            }
            case 7 -> {
                kinds.add("a cell of a megabyte");
                cells.set(cell, happens(0.1) ? canary + "x".repeat(1 << 20) : canary + "x".repeat(70_000));
            }
            case 8 -> {
                kinds.add("many rows");
                for (int i = below(400); i > 0; i--) {
                    lines.add(lines.get(line));
                }
                return;
            }
            default -> cells.set(cell, quoted(odd()));
        }
        lines.set(line, String.join(",", cells));
    }

    private static String quoted(String text) {
        return text.matches("(?s).*[\",\r\n].*") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }

    /** Parts of a form with a file in it. */
    byte[] parts(String boundary) {
        String name = one("data", "attachment-name", "deployment-name", "file", canary, "");
        String file = one("a.bpmn", "../../../etc/passwd", "C:\\temp\\a.dmn", "a\u0000.bpmn", canary + ".zip", "");
        String end = happens(0.2) ? kind("parts that do not end", "") : "--" + boundary + "--\r\n";
        return ("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + file
                        + "\"\r\nContent-Type: " + one("text/xml", "application/octet-stream", "no type") + "\r\n\r\n"
                        + canary + odd() + "\r\n" + end)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A path's segment, as it stands in a request line. */
    String segment(String text) {
        if (text.isEmpty()) {
            return kind("an empty id", "%20");
        }
        return text.getBytes(StandardCharsets.UTF_8).length > 3_000 ? "x".repeat(3_000) : encode(text);
    }

    /** Percent-encoded but for letters and digits. */
    static String encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return IntStream.range(0, bytes.length)
                .mapToObj(i -> {
                    byte one = bytes[i];
                    return Character.isLetterOrDigit(one & 0xFF) && one > 0 || one == '-' || one == '_' || one == '.'
                            ? String.valueOf((char) one)
                            : "%%%02X".formatted(one & 0xFF);
                })
                .collect(Collectors.joining());
    }
}
