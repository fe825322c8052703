package org.supervision.engine;

import org.camunda.bpm.engine.test.mock.Mocks;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/**
 * The product's own expressions in a bare engine: models reach the beans that the running test has, be it in a context or
 * as {@link Mocks}, and no other. Named in {@code camunda.cfg.xml}.
 */
public class TestExpressionManager extends SandboxedExpressionManager {

    private static final CurrentBeans BEANS = new CurrentBeans();

    public TestExpressionManager() {
        super(BEANS);
    }

    /** From now on models reach the model beans, delegates and listeners of this context. */
    public static void use(ListableBeanFactory beans) {
        BEANS.current = new ModelBeans(beans);
    }

    /** From now on models reach mocks only. */
    public static void forget() {
        BEANS.current = new ModelBeans(new StaticListableBeanFactory());
    }

    private static final class CurrentBeans extends ModelBeans {

        private ModelBeans current = new ModelBeans(new StaticListableBeanFactory());

        CurrentBeans() {
            super(new StaticListableBeanFactory());
        }

        @Override
        boolean contains(String name) {
            return Mocks.get(name) != null || current.contains(name);
        }

        @Override
        Object get(String name) {
            Object mock = Mocks.get(name);
            return mock != null ? mock : current.get(name);
        }
    }
}
