package org.supervision.policy;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Where the policy comes from.
 *
 * @param file the file's location, as in {@code file:/etc/supervision/policy.yaml}
 * @param profile which of the file's profiles holds
 */
@ConfigurationProperties("supervision.policy")
public record PolicyProperties(
        @DefaultValue("classpath:policy.yaml") Resource file,
        @DefaultValue("combined") String profile) {}
