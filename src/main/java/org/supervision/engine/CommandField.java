package org.supervision.engine;

import java.lang.reflect.Field;
import org.springframework.util.ReflectionUtils;

/** A field of an engine command that has no getter. If a later engine lacks it, the engine does not start. */
record CommandField<T>(Field field) {

    static <T> CommandField<T> of(Class<?> command, String name) {
        Field field = ReflectionUtils.findField(command, name);
        if (field == null) {
            throw new IllegalStateException(command.getSimpleName() + " has no field " + name + " in this engine");
        }
        ReflectionUtils.makeAccessible(field);
        return new CommandField<>(field);
    }

    @SuppressWarnings("unchecked")
    T get(Object command) {
        return (T) ReflectionUtils.getField(field, command);
    }
}
