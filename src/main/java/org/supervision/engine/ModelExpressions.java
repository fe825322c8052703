package org.supervision.engine;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.ListableBeanFactory;

/** Finds out whether what a model's expressions name is there: beans, their methods and declared variables. */
class ModelExpressions {

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Pattern NAME =
            Pattern.compile("(?<![\\w.])([A-Za-z_]\\w*)(?:\\.(\\w+)\\(([^()]*)\\))?(?!\\w)");
    private static final Pattern TEXT = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Set<String> WORDS = Set.of(
            "and",
            "div",
            "empty",
            "eq",
            "false",
            "ge",
            "gt",
            "instanceof",
            "le",
            "lt",
            "mod",
            "ne",
            "not",
            "null",
            "or",
            "true");
    private static final Set<String> OF_THE_ENGINE = Set.of("execution", "task");

    private final ListableBeanFactory beans;

    ModelExpressions(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /** Says what an expression calls that is not there. */
    void verify(String text, Consumer<String> finding) {
        Matcher expressions = EXPRESSION.matcher(text);
        while (expressions.find()) {
            Matcher names = NAME.matcher(TEXT.matcher(expressions.group(1)).replaceAll("''"));
            while (names.find()) {
                verify(names.group(1), names.group(2), names.group(3), finding);
            }
        }
    }

    private void verify(String name, @Nullable String method, @Nullable String arguments, Consumer<String> finding) {
        if (WORDS.contains(name) || OF_THE_ENGINE.contains(name)) {
            return;
        }
        if (!beans.containsBean(name)) {
            if (!ProcessVariables.isDeclared(name)) {
                finding.accept("calls \"" + name + "\", which is neither a bean nor a declared variable");
            }
        } else if (method != null
                && arguments != null
                && method(name, method, arguments).isEmpty()) {
            finding.accept("calls \"" + name + "." + method + "\", which that bean does not have");
        }
    }

    /** Whether this is an expression that asks a bean for what can be used as such a value. */
    boolean answers(@Nullable String text, Class<?> type) {
        return text != null
                && EXPRESSION.matcher(text.strip()).matches()
                && called(text)
                        .map(Method::getReturnType)
                        .filter(type::isAssignableFrom)
                        .isPresent();
    }

    private Optional<Method> called(String text) {
        Matcher name = NAME.matcher(text);
        return name.find() && name.group(2) != null && beans.containsBean(name.group(1))
                ? method(name.group(1), name.group(2), name.group(3))
                : Optional.empty();
    }

    private Optional<Method> method(String bean, String method, String arguments) {
        Class<?> type = AopUtils.getTargetClass(beans.getBean(bean));
        int count = arguments.isBlank() ? 0 : List.of(arguments.split(",")).size();
        return Arrays.stream(type.getMethods())
                .filter(candidate -> candidate.getName().equals(method) && candidate.getParameterCount() == count)
                .findFirst();
    }

    /** Whether the expression is a bean and nothing else, and the bean is one of these. */
    boolean isBean(@Nullable String text, Class<?>... types) {
        if (text == null || !text.matches("[$#]\\{\\w+}")) {
            return false;
        }
        String name = text.substring(2, text.length() - 1);
        return beans.containsBean(name) && Arrays.stream(types).anyMatch(type -> type.isInstance(beans.getBean(name)));
    }
}
