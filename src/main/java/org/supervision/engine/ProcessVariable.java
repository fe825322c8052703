package org.supervision.engine;

import java.util.Map;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;

/**
 * A process variable with its type. The engine holds ids, dates, flags, enums and counters only, and only under a name
 * declared in {@link ProcessVariables}.
 *
 * @param name the variable's name in the models
 * @param type the Java type that the engine keeps
 */
public record ProcessVariable<T>(String name, Class<T> type) {

    /** Declares a variable. */
    public static <T> ProcessVariable<T> of(String name, Class<T> type) {
        return new ProcessVariable<>(name, type);
    }

    /** The value in this scope, or null where it was never set. */
    public @Nullable T get(VariableScope scope) {
        return type.cast(scope.getVariable(name));
    }

    /** Sets the value in this scope. */
    public void set(VariableScope scope, @Nullable T value) {
        scope.setVariable(name, value);
    }

    /** The variable with this value, for a start or a correlation. */
    public Map<String, Object> with(T value) {
        return Map.of(name, value);
    }
}
