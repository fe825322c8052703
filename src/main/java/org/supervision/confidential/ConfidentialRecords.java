package org.supervision.confidential;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mapping.PersistentPropertyAccessor;
import org.springframework.data.mapping.model.EntityInstantiators;
import org.springframework.data.mapping.model.InstantiationAwarePropertyAccessor;
import org.springframework.data.relational.core.mapping.RelationalMappingContext;
import org.springframework.data.relational.core.mapping.RelationalPersistentEntity;
import org.springframework.data.relational.core.mapping.RelationalPersistentProperty;
import org.springframework.data.relational.core.mapping.event.AfterConvertCallback;
import org.springframework.data.relational.core.mapping.event.AfterSaveCallback;
import org.springframework.data.relational.core.mapping.event.BeforeConvertCallback;

/**
 * Encrypts what a repository saves and decrypts what it reads, so that the records of the domain hold plain text and need
 * not think of it.
 */
public class ConfidentialRecords
        implements BeforeConvertCallback<Object>, AfterSaveCallback<Object>, AfterConvertCallback<Object> {

    private final TextCipher cipher;
    private final ConfidentialColumns columns;
    private final RelationalMappingContext mapping;
    private final EntityInstantiators instantiators = new EntityInstantiators();
    private final Map<Class<?>, Layout> layouts = new ConcurrentHashMap<>();

    public ConfidentialRecords(TextCipher cipher, ConfidentialColumns columns, RelationalMappingContext mapping) {
        this.cipher = cipher;
        this.columns = columns;
        this.mapping = mapping;
    }

    /** Which properties lie behind which columns; an embedded record's are a path of two. */
    private record Layout(
            List<ConfidentialColumn> confidential, Map<String, List<RelationalPersistentProperty>> paths) {}

    @Override
    public Object onBeforeConvert(Object plain) {
        return change(plain, cipher::encrypt);
    }

    @Override
    public Object onAfterSave(Object saved) {
        return change(saved, cipher::decrypt);
    }

    @Override
    public Object onAfterConvert(Object stored) {
        return change(stored, cipher::decrypt);
    }

    private Object change(Object entity, BiFunction<String, Place, String> change) {
        Layout layout = layouts.computeIfAbsent(entity.getClass(), this::layoutOf);
        Object changed = entity;
        for (ConfidentialColumn column : layout.confidential()) {
            Place place = column.in(name -> valueOf(entity, layout.paths().get(name)));
            changed = with(changed, layout.paths().get(column.name()), text -> change.apply(text, place));
        }
        return changed;
    }

    private Layout layoutOf(Class<?> type) {
        RelationalPersistentEntity<?> entity = mapping.getRequiredPersistentEntity(type);
        Map<String, List<RelationalPersistentProperty>> paths = new HashMap<>();
        collect(entity, List.of(), paths);
        List<ConfidentialColumn> confidential =
                columns.of(lower(entity.getTableName().getReference()));
        for (ConfidentialColumn column : confidential) {
            List<String> needed = new ArrayList<>(column.boundTo());
            needed.add(column.name());
            needed.addAll(column.key());
            if (!paths.keySet().containsAll(needed)) {
                throw new IllegalStateException(type.getSimpleName() + " lacks one of the columns " + needed);
            }
        }
        return new Layout(confidential, paths);
    }

    private void collect(
            RelationalPersistentEntity<?> entity,
            List<RelationalPersistentProperty> parents,
            Map<String, List<RelationalPersistentProperty>> paths) {
        for (RelationalPersistentProperty property : entity) {
            List<RelationalPersistentProperty> path = new ArrayList<>(parents);
            path.add(property);
            if (property.isEmbedded()) {
                collect(mapping.getRequiredPersistentEntity(property), path, paths);
            } else {
                paths.put(lower(property.getColumnName().getReference()), path);
            }
        }
    }

    private @Nullable Object valueOf(Object bean, List<RelationalPersistentProperty> path) {
        Object value = bean;
        for (RelationalPersistentProperty property : path) {
            if (value == null) {
                return null;
            }
            value = accessor(value).getProperty(property);
        }
        return value instanceof Enum<?> constant ? constant.name() : value;
    }

    private Object with(Object bean, List<RelationalPersistentProperty> path, Function<String, String> change) {
        PersistentPropertyAccessor<Object> accessor = accessor(bean);
        Object value = accessor.getProperty(path.get(0));
        if (value == null) {
            return bean;
        }
        accessor.setProperty(
                path.get(0),
                path.size() == 1 ? change.apply((String) value) : with(value, path.subList(1, path.size()), change));
        return accessor.getBean();
    }

    private PersistentPropertyAccessor<Object> accessor(Object bean) {
        return new InstantiationAwarePropertyAccessor<>(
                bean,
                owner -> mapping.getRequiredPersistentEntity(owner.getClass()).getPropertyAccessor(owner),
                instantiators);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
