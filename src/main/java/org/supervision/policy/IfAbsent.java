package org.supervision.policy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a key has in a file that was written before there was such a key. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface IfAbsent {

    /** As it would stand in the file; nothing for a group, whose keys say it each. */
    String value() default "";
}
