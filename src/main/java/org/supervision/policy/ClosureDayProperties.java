package org.supervision.policy;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a closure day is taken in.
 *
 * @param atOnce how many tasks, timers and sessions of each are looked at in one go; of more, each part is so many
 */
@ConfigurationProperties("supervision.closure-days")
public record ClosureDayProperties(@DefaultValue("200") int atOnce) {

    public ClosureDayProperties {
        if (atOnce < 1) {
            throw new IllegalArgumentException("supervision.closure-days.at-once must be 1 or more, not " + atOnce);
        }
    }
}
