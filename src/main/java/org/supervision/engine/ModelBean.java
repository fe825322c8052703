package org.supervision.engine;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * A bean that expressions in the models may name. Besides these, a model reaches delegates and listeners, and nothing
 * else of the application.
 */
@Component
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ModelBean {

    /** The name by which models call it, such as {@code supervisionSession}. */
    @AliasFor(annotation = Component.class)
    String value();
}
