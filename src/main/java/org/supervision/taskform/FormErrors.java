package org.supervision.taskform;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with a form's values, by field, with the clause that a rule comes from. */
public class FormErrors {

    private final List<FieldError> errors = new ArrayList<>();
    private final List<FieldError> warnings = new ArrayList<>();
    private final boolean decisive;

    /** Of values that are looked at, and not applied yet. */
    public FormErrors() {
        this(false);
    }

    private FormErrors(boolean decisive) {
        this.decisive = decisive;
    }

    /** Of values that are applied in the same transaction if nothing is wrong with them. */
    public static FormErrors decisive() {
        return new FormErrors(true);
    }

    /**
     * One thing that is wrong.
     *
     * @param field where, such as {@code sessions[0].start}
     * @param message what to do about it, in plain words
     * @param clause the clause that the rule comes from, such as {@code B8}; null where it is plain form-filling
     */
    public record FieldError(
            String field, String message, @Nullable String clause) {}

    /** Adds an error that is plain form-filling. */
    public void add(String field, String message) {
        errors.add(new FieldError(field, message, null));
    }

    /** Adds an error with the clause its rule comes from. */
    public void add(String field, String message, String clause) {
        errors.add(new FieldError(field, message, clause));
    }

    /** Adds something worth knowing that doesn't stop the task. */
    public void warn(String field, String message, @Nullable String clause) {
        warnings.add(new FieldError(field, message, clause));
    }

    /** Says that words which were typed, and which what was chosen does not ask for, will not be kept. */
    public void warnOfLoss(String field, @Nullable String text, String message) {
        if (text != null && !text.isBlank()) {
            warn(field, message, null);
        }
    }

    /** Whether this field already has an error, so that a second one need not pile up. */
    public boolean has(String field) {
        return errors.stream().anyMatch(error -> error.field().equals(field));
    }

    /** Adds an error when the text is missing or blank. */
    public boolean require(String field, @Nullable String text, String message, @Nullable String clause) {
        boolean missing = text == null || text.isBlank();
        if (missing && !has(field)) {
            errors.add(new FieldError(field, message, clause));
        }
        return !missing;
    }

    /** Adds an error when the value is missing. */
    public boolean require(String field, @Nullable Object value, String message, @Nullable String clause) {
        if (value instanceof String text) {
            return require(field, text, message, clause);
        }
        if (value == null && !has(field)) {
            errors.add(new FieldError(field, message, clause));
        }
        return value != null;
    }

    /** What is wrong, in the order found. */
    public List<FieldError> errors() {
        return List.copyOf(errors);
    }

    /** What is worth knowing. */
    public List<FieldError> warnings() {
        return List.copyOf(warnings);
    }

    /**
     * Whether the values are applied in this transaction if nothing is wrong with them, so that what a rule has looked at
     * must stay so until its end.
     */
    public boolean areDecisive() {
        return decisive;
    }

    /** Whether nothing is wrong. */
    public boolean isEmpty() {
        return errors.isEmpty();
    }
}
