package org.supervision.taskform;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.supervision.calendar.London;

/**
 * Reads what a person typed into a form's record, field by field, so that one wrong field costs one message and not the
 * rest of the form.
 */
final class FormReader {

    private final FormErrors errors;

    FormReader(FormErrors errors) {
        this.errors = errors;
    }

    <V> V read(JsonNode values, Class<V> type) {
        if (!values.isObject()) {
            errors.add("", "The form's values are an object of fields.");
        }
        return readRecord(values, type, "");
    }

    private <V> V readRecord(JsonNode node, Class<V> type, String path) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            String field = path + component.getName();
            arguments[i] = component.getName().equals(FormDraft.PASSWORD)
                    ? null
                    : readValue(node.path(component.getName()), component.getGenericType(), field);
        }
        return instantiate(type, components, arguments);
    }

    private @Nullable Object readValue(JsonNode node, Type type, String field) {
        if (type instanceof ParameterizedType list) {
            return readList(node, (Class<?>) list.getActualTypeArguments()[0], field);
        }
        if (node.isMissingNode() || node.isNull() || isBlank(node)) {
            return null;
        }
        Class<?> target = (Class<?>) type;
        if (target.isRecord()) {
            return readRecord(node, target, field + ".");
        }
        return node.isValueNode()
                ? readScalar(node.asText(), target, field)
                : wrong(field, "One value is expected here.");
    }

    private List<Object> readList(JsonNode node, Class<?> element, String field) {
        List<Object> rows = new ArrayList<>();
        if (!node.isArray()) {
            if (!node.isMissingNode() && !node.isNull()) {
                wrong(field, "A list is expected here.");
            }
            return rows;
        }
        for (int i = 0; i < node.size(); i++) {
            Object row = readValue(node.get(i), element, field + "[" + i + "]");
            if (row != null) {
                rows.add(row);
            }
        }
        return rows;
    }

    private @Nullable Object readScalar(String text, Class<?> type, String field) {
        try {
            if (type == String.class) {
                return readText(text, field);
            }
            if (type == Integer.class) {
                return new BigDecimal(text.strip()).intValueExact();
            }
            if (type == Boolean.class) {
                return readBoolean(text.strip(), field);
            }
            if (type == LocalDate.class) {
                return LocalDate.parse(text.strip());
            }
            if (type == LocalDateTime.class) {
                LocalDateTime local = readDateTime(text.strip());
                Optional<String> problem = London.problemOf(local);
                return problem.isPresent() ? wrong(field, problem.get()) : local;
            }
            if (type.isEnum()) {
                return readEnum(text.strip(), type, field);
            }
        } catch (NumberFormatException e) {
            return wrong(field, "Enter a whole number.");
        } catch (ArithmeticException e) {
            return wrong(field, "Enter a whole number.");
        } catch (DateTimeException e) {
            return wrong(
                    field,
                    type == LocalDate.class
                            ? "Enter a date, such as 2027-03-01."
                            : "Enter a date and time, such as 2027-03-01T10:00.");
        }
        throw new IllegalArgumentException("A form has no fields of " + type);
    }

    private @Nullable String readText(String text, String field) {
        boolean storable = text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t'
                        || c == FormDraft.LOST
                        || Character.getType(c) == Character.SURROGATE);
        return storable ? text : (String) wrong(field, "This holds a character that cannot be kept. Type it again.");
    }

    private @Nullable Object readBoolean(String text, String field) {
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> wrong(field, "Answer yes or no.");
        };
    }

    /** A local time in London; a time with an offset is taken to London. */
    private static LocalDateTime readDateTime(String text) {
        boolean hasOffset = text.endsWith("Z") || text.lastIndexOf('+') > 10 || text.lastIndexOf('-') > 10;
        return hasOffset
                ? OffsetDateTime.parse(text).atZoneSameInstant(London.ZONE).toLocalDateTime()
                : LocalDateTime.parse(text);
    }

    private @Nullable Object readEnum(String text, Class<?> type, String field) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(text.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        return wrong(field, "Choose one of the answers.");
    }

    private @Nullable Object wrong(String field, String message) {
        errors.add(field, message);
        return null;
    }

    private static boolean isBlank(JsonNode node) {
        return node.isTextual() && node.asText().isBlank();
    }

    private static <V> V instantiate(Class<V> type, RecordComponent[] components, Object[] arguments) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
            Constructor<V> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A form's record takes any values, null too: " + type.getName(), e);
        }
    }
}
