package org.supervision.engine;

import java.beans.FeatureDescriptor;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.jspecify.annotations.Nullable;

/**
 * Stands before all other resolvers and lets an expression touch only what is listed here: the own public methods of
 * model beans, plain values, and the address of an execution or task. Everything else, and so every way to a class, a
 * context or a service, ends in an error that names the type only.
 */
class SandboxGate extends ELResolver {

    private static final List<Class<?>> PLAIN_VALUES = List.of(
            CharSequence.class,
            Number.class,
            Boolean.class,
            Character.class,
            Enum.class,
            Date.class,
            TemporalAccessor.class,
            TemporalAmount.class,
            Collection.class,
            Map.class,
            org.joda.time.base.AbstractInstant.class);

    /** What an expression may ask an execution or a task itself. Its variables are read by their names. */
    private static final Set<String> OF_A_SCOPE = Set.of(
            "id",
            "processInstanceId",
            "processBusinessKey",
            "businessKey",
            "currentActivityId",
            "taskDefinitionKey",
            "assignee",
            "getId",
            "getProcessInstanceId",
            "getProcessBusinessKey",
            "getBusinessKey",
            "getCurrentActivityId",
            "getTaskDefinitionKey",
            "getAssignee",
            "getVariable",
            "hasVariable");

    @Override
    public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
        if (base != null) {
            admit(base, property);
        }
        return null;
    }

    @Override
    public @Nullable Object invoke(
            ELContext context, Object base, Object method, Class<?> @Nullable [] paramTypes, Object[] params) {
        admit(base, method);
        return null;
    }

    @Override
    public @Nullable Class<?> getType(ELContext context, @Nullable Object base, Object property) {
        if (base != null) {
            admit(base, property);
        }
        return null;
    }

    @Override
    public void setValue(ELContext context, @Nullable Object base, Object property, Object value) {
        throw new ELException("An expression can't set anything");
    }

    @Override
    public boolean isReadOnly(ELContext context, @Nullable Object base, Object property) {
        return true;
    }

    @Override
    public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, @Nullable Object base) {
        return Collections.emptyIterator();
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
        return Object.class;
    }

    private static void admit(Object base, @Nullable Object member) {
        String name = String.valueOf(member);
        boolean admitted;
        if (base instanceof VariableScope) {
            admitted = OF_A_SCOPE.contains(name);
        } else if (isPlainValue(base)) {
            admitted = !isOfObject(name);
        } else {
            // the resolver of model beans calls only what they declare themselves
            admitted = ModelBeans.isOne(base);
        }
        if (!admitted) {
            throw new ELException("Not open to expressions: " + base.getClass().getSimpleName());
        }
    }

    private static boolean isPlainValue(Object base) {
        return base.getClass().isArray() || PLAIN_VALUES.stream().anyMatch(type -> type.isInstance(base));
    }

    /** {@code class} leads to everything; the rest of {@link Object} is of no use to a model. */
    private static boolean isOfObject(String name) {
        return "class".equals(name)
                || "declaringClass".equals(name)
                || "getDeclaringClass".equals(name)
                || Arrays.stream(Object.class.getDeclaredMethods())
                        .anyMatch(method -> method.getName().equals(name) && !"toString".equals(name));
    }
}
