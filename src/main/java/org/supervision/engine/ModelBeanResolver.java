package org.supervision.engine;

import java.beans.FeatureDescriptor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ExpressionFactory;
import org.camunda.bpm.impl.juel.jakarta.el.MethodNotFoundException;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Finds a model bean by its name, and no other bean, and calls its public methods. The engine's own resolver can't call
 * those of a class that isn't public, and most model beans' aren't.
 */
class ModelBeanResolver extends ELResolver {

    private final ModelBeans beans;

    ModelBeanResolver(ModelBeans beans) {
        this.beans = beans;
    }

    @Override
    public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
        String name = String.valueOf(property);
        if (base == null) {
            if (beans.contains(name)) {
                context.setPropertyResolved(true);
                return beans.get(name);
            }
        } else if (ModelBeans.isOne(base)) {
            Method getter = find(base, "get" + StringUtils.capitalize(name), 0)
                    .or(() -> find(base, "is" + StringUtils.capitalize(name), 0))
                    .orElseThrow(() -> new ELException("No such property of a model bean: " + name));
            context.setPropertyResolved(true);
            return call(base, getter);
        }
        return null;
    }

    @Override
    public @Nullable Object invoke(
            ELContext context, Object base, Object method, Class<?> @Nullable [] paramTypes, Object[] params) {
        if (!ModelBeans.isOne(base)) {
            return null;
        }
        Method found = find(base, String.valueOf(method), params.length)
                .orElseThrow(() -> new MethodNotFoundException("No such method of a model bean: " + method));
        ExpressionFactory types = (ExpressionFactory) context.getContext(ExpressionFactory.class);
        Object[] arguments = new Object[params.length];
        for (int i = 0; i < params.length; i++) {
            Class<?> type = found.getParameterTypes()[i];
            arguments[i] = type.isInstance(params[i]) ? params[i] : types.coerceToType(params[i], type);
        }
        context.setPropertyResolved(true);
        return call(base, found, arguments);
    }

    private static Optional<Method> find(Object bean, String name, int parameters) {
        List<Method> methods = Arrays.stream(AopUtils.getTargetClass(bean).getMethods())
                .filter(method -> method.getName().equals(name)
                        && method.getParameterCount() == parameters
                        && !method.isBridge()
                        && method.getDeclaringClass() != Object.class)
                .toList();
        if (methods.size() > 1) {
            throw new ELException("More than one method of a model bean: " + name);
        }
        return methods.stream().findFirst();
    }

    private static @Nullable Object call(Object bean, Method method, Object... arguments) {
        try {
            Method callable = AopUtils.selectInvocableMethod(method, bean.getClass());
            ReflectionUtils.makeAccessible(callable);
            return callable.invoke(bean, arguments);
        } catch (InvocationTargetException e) {
            throw new ELException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new ELException(e);
        }
    }

    @Override
    public @Nullable Class<?> getType(ELContext context, @Nullable Object base, Object property) {
        return null;
    }

    @Override
    public void setValue(ELContext context, @Nullable Object base, Object property, Object value) {
        // a bean can't be replaced: left unresolved, which the engine reports
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
        return String.class;
    }
}
