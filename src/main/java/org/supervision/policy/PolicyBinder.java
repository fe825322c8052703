package org.supervision.policy;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.supervision.policy.YamlNode.Mapping;
import org.supervision.policy.YamlNode.Scalar;
import org.supervision.policy.YamlNode.Sequence;

/** Turns mappings into records and gathers every problem with key and line, rather than stopping at the first. */
class PolicyBinder {

    private final Set<PolicyProblem> problems = new LinkedHashSet<>();

    /** The problems found so far, each once however many profiles share it. */
    List<PolicyProblem> problems() {
        return List.copyOf(problems);
    }

    void problem(int line, String path, String problem) {
        problems.add(new PolicyProblem(line, path, problem));
    }

    /**
     * A record from a mapping; null when it could not be made, with the reason among the problems.
     *
     * @param given components that do not come from the mapping
     */
    <R extends Record> @Nullable R bind(Class<R> type, Mapping mapping, String path, Map<String, Object> given) {
        RecordComponent[] components = type.getRecordComponents();
        Set<String> known = new LinkedHashSet<>();
        Object[] arguments = new Object[components.length];
        boolean complete = true;
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            if (given.containsKey(component.getName())) {
                arguments[i] = given.get(component.getName());
                continue;
            }
            String key = keyOf(component);
            known.add(key);
            YamlNode node = mapping.entries().getOrDefault(key, ifAbsent(component, mapping));
            if (node == null) {
                problem(mapping.line(), join(path, key), "is missing");
            } else {
                arguments[i] =
                        value(component.getGenericType(), component.getAnnotation(Range.class), node, join(path, key));
            }
            complete &= arguments[i] != null;
        }
        mapping.entries().forEach((key, node) -> {
            if (!known.contains(key)) {
                problem(
                        node.line(),
                        join(path, key),
                        "is no key of the policy; known here: " + String.join(", ", known));
            }
        });
        return complete ? create(type, arguments, mapping, path) : null;
    }

    private <R extends Record> @Nullable R create(Class<R> type, Object[] arguments, Mapping mapping, String path) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Violation violation) {
                YamlNode node = mapping.entries().getOrDefault(violation.key(), mapping);
                problem(node.line(), join(path, violation.key()), violation.getMessage());
                return null;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Object value(Type type, @Nullable Range range, YamlNode node, String path) {
        if (type instanceof ParameterizedType list) {
            return list(list.getActualTypeArguments()[0], range, node, path);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            if (node instanceof Mapping mapping) {
                return bind(plain.asSubclass(Record.class), mapping, path, Map.of());
            }
            problem(node.line(), path, "must be a group of keys");
            return null;
        }
        if (!(node instanceof Scalar scalar) || scalar.text() == null) {
            problem(node.line(), path, "must have one value");
            return null;
        }
        Object value = scalar(plain, range, scalar.text().strip());
        if (value == null) {
            problem(node.line(), path, "must be " + expected(plain, range) + ", not " + scalar.text());
        }
        return value;
    }

    private @Nullable List<Object> list(Type type, @Nullable Range range, YamlNode node, String path) {
        if (!(node instanceof Sequence sequence)) {
            problem(node.line(), path, "must be a list, as in [a, b]; [] when there is nothing");
            return null;
        }
        List<Object> values = new ArrayList<>();
        boolean complete = true;
        for (int i = 0; i < sequence.items().size(); i++) {
            Object value = value(type, range, sequence.items().get(i), path + "[" + i + "]");
            if (value == null) {
                complete = false;
            } else {
                values.add(value);
            }
        }
        return complete ? values : null;
    }

    private static @Nullable Object scalar(Class<?> type, @Nullable Range range, String text) {
        if (type == int.class || type == Integer.class) {
            return number(range, text);
        }
        if (type == boolean.class) {
            return text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
        }
        if (type == LocalDate.class) {
            return parsed(LocalDate::parse, text);
        }
        if (type == LocalTime.class) {
            return parsed(LocalTime::parse, text);
        }
        if (type == Period.class) {
            Period period = parsed(Period::parse, text);
            return period == null || period.isNegative() || period.isZero() ? null : period;
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> ((Enum<?>) constant).name().equals(text))
                    .findFirst()
                    .orElse(null);
        }
        return text;
    }

    private static @Nullable Integer number(@Nullable Range range, String text) {
        if (!text.matches("-?[0-9]{1,9}")) {
            return null;
        }
        int number = Integer.parseInt(text);
        return range != null && (number < range.min() || number > range.max()) ? null : number;
    }

    private static <T> @Nullable T parsed(Function<String, T> parser, String text) {
        try {
            return parser.apply(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static String expected(Class<?> type, @Nullable Range range) {
        if (type == int.class || type == Integer.class) {
            return range == null ? "a whole number" : "a whole number from " + range.min() + " to " + range.max();
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == LocalDate.class) {
            return "a date such as 2027-12-24";
        }
        if (type == LocalTime.class) {
            return "a time such as 07:30";
        }
        if (type == Period.class) {
            return "a span such as P6W or P12M";
        }
        return "one of "
                + String.join(
                        ", ",
                        Arrays.stream(type.getEnumConstants())
                                .map(Object::toString)
                                .toList());
    }

    private static @Nullable YamlNode ifAbsent(RecordComponent component, Mapping mapping) {
        IfAbsent known = component.getAnnotation(IfAbsent.class);
        if (known == null) {
            return null;
        }
        return component.getType().isRecord()
                ? new Mapping(mapping.line(), Map.of())
                : new Scalar(mapping.line(), known.value());
    }

    private static String keyOf(RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        return key == null ? component.getName() : key.value();
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
