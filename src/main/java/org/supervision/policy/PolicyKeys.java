package org.supervision.policy;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;

/** Every key of the policy, in the order of the file, with its words: what it means, and the clause that it comes from. */
public final class PolicyKeys {

    private static final int DAYS_A_WEEK = 7;
    private static final Set<String> NO_KEYS = Set.of("version", "from", "profile");
    private static final Properties WORDS = words();
    private static final Map<String, PolicyKey> KEYS = keys();

    private PolicyKeys() {}

    /**
     * A key.
     *
     * @param path as it would stand in the file, such as {@code record.dueWd}
     * @param group the first part of the path
     * @param clause the clause that it comes from, such as {@code A6.1}; empty where the documents are silent
     * @param words what it means
     * @param rule what it may be, in words
     * @param choices the words that it may be; empty where that is something else
     * @param list whether it is a list
     */
    public record PolicyKey(
            String path, String group, String clause, String words, String rule, List<String> choices, boolean list) {

        public PolicyKey {
            choices = List.copyOf(choices);
        }
    }

    /**
     * What belongs together in the file.
     *
     * @param name as it stands in the file, such as {@code record}
     * @param title what people call it
     * @param about what stands in it, in a sentence
     * @param keys in the order of the file
     */
    public record PolicyGroup(String name, String title, String about, List<PolicyKey> keys) {

        public PolicyGroup {
            keys = List.copyOf(keys);
        }
    }

    /** The groups in the order of the file, each with its keys. */
    public static List<PolicyGroup> groups() {
        return KEYS.values().stream()
                .collect(Collectors.groupingBy(PolicyKey::group, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(group -> {
                    String[] words = split(WORDS.getProperty(group.getKey(), "|"));
                    return new PolicyGroup(group.getKey(), words[0], words[1], group.getValue());
                })
                .toList();
    }

    /** Them all. */
    public static List<PolicyKey> all() {
        return List.copyOf(KEYS.values());
    }

    static boolean isKey(String path) {
        return KEYS.containsKey(path);
    }

    static boolean isList(String path) {
        return KEYS.containsKey(path) && KEYS.get(path).list();
    }

    /** What each key has in a version, as it would stand in the file. */
    public static Map<String, String> values(Policy policy) {
        Map<String, String> values = new LinkedHashMap<>();
        read(policy, "", values);
        return values;
    }

    private static void read(Record group, String prefix, Map<String, String> values) {
        for (RecordComponent component : group.getClass().getRecordComponents()) {
            String path = prefix + nameOf(component);
            if (NO_KEYS.contains(path)) {
                continue;
            }
            Object value = valueOf(group, component);
            if (value instanceof Record inner) {
                read(inner, path + ".", values);
            } else {
                values.put(path, written(value));
            }
        }
    }

    private static String written(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(PolicyKeys::item).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Period period && period.toTotalMonths() == 0 && period.getDays() % DAYS_A_WEEK == 0) {
            return "P" + period.getDays() / DAYS_A_WEEK + "W";
        }
        return value.toString();
    }

    private static String item(Object item) {
        if (!(item instanceof Record entry)) {
            return written(item);
        }
        return Arrays.stream(entry.getClass().getRecordComponents())
                .map(component -> nameOf(component) + ": " + quoted(written(valueOf(entry, component))))
                .collect(Collectors.joining(", ", "{ ", " }"));
    }

    /** As YAML would not misread it. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9][A-Za-z0-9 .-]*")
                ? text
                : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static Object valueOf(Record group, RecordComponent component) {
        try {
            return component.getAccessor().invoke(group);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Properties words() {
        Properties words = new Properties();
        try (Reader reader = new InputStreamReader(
                new ClassPathResource("policy-words.properties").getInputStream(), StandardCharsets.UTF_8)) {
            words.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    /** What stands before and after the bar. */
    private static String[] split(String words) {
        return words.split("\\|", 2);
    }

    private static Map<String, PolicyKey> keys() {
        Map<String, PolicyKey> keys = new LinkedHashMap<>();
        collect(Policy.class, "", keys);
        return keys;
    }

    private static void collect(Class<?> group, String prefix, Map<String, PolicyKey> keys) {
        for (RecordComponent component : group.getRecordComponents()) {
            String path = prefix + nameOf(component);
            if (NO_KEYS.contains(path)) {
                continue;
            }
            if (component.getType().isRecord()) {
                collect(component.getType(), path + ".", keys);
            } else {
                keys.put(path, key(path, component, split(WORDS.getProperty(path, "|"))));
            }
        }
    }

    private static PolicyKey key(String path, RecordComponent component, String[] words) {
        Class<?> type = component.getType();
        boolean list = component.getGenericType() instanceof ParameterizedType;
        List<String> choices = new ArrayList<>();
        if (type == boolean.class) {
            choices.addAll(List.of("true", "false"));
        } else if (type.isEnum()) {
            Arrays.stream(type.getEnumConstants()).map(Object::toString).forEach(choices::add);
        }
        return new PolicyKey(
                path,
                path.substring(0, path.indexOf('.')),
                words[0],
                words[1],
                rule(type, component.getAnnotation(Range.class), list),
                choices,
                list);
    }

    private static String rule(Class<?> type, @org.jspecify.annotations.Nullable Range range, boolean list) {
        String numbers = range == null ? "" : "from " + range.min() + " to " + range.max();
        if (list) {
            return "a list, as it would stand in the policy file" + (range == null ? "" : ", numbers " + numbers);
        }
        if (range != null) {
            return "a whole number " + numbers;
        }
        if (type == LocalDate.class) {
            return "a date such as 2027-12-24";
        }
        if (type == LocalTime.class) {
            return "a time such as 07:30";
        }
        return type == String.class ? "words" : "one of these";
    }

    private static String nameOf(RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        return key == null ? component.getName() : key.value();
    }
}
