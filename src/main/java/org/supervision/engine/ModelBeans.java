package org.supervision.engine;

import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.annotation.AnnotationUtils;

/**
 * The beans that a model may name: {@link ModelBean}s, delegates and listeners. They are looked up when first asked for,
 * because the engine is built before them.
 */
class ModelBeans {

    private final ListableBeanFactory beans;
    private volatile Set<String> names = Set.of();

    ModelBeans(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /** Whether a model may name this bean. */
    boolean contains(String name) {
        return names().contains(name);
    }

    /** The bean of this name, which must be one that a model may name. */
    Object get(String name) {
        return beans.getBean(name);
    }

    /** Whether this object is one that a model may name. */
    static boolean isOne(Object bean) {
        return AnnotationUtils.findAnnotation(bean.getClass(), ModelBean.class) != null
                || bean instanceof JavaDelegate
                || bean instanceof TaskListener
                || bean instanceof ExecutionListener;
    }

    private Set<String> names() {
        if (names.isEmpty()) {
            Set<String> found = new TreeSet<>(Set.of(beans.getBeanNamesForAnnotation(ModelBean.class)));
            for (Class<?> type : Set.of(JavaDelegate.class, TaskListener.class, ExecutionListener.class)) {
                found.addAll(Set.of(beans.getBeanNamesForType(type, true, false)));
            }
            names = found;
        }
        return names;
    }
}
