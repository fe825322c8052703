package org.supervision.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.autoconfigure.metrics.MetricsProperties;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.supervision.scenario.DemoTest;

@DemoTest
class RequestFiguresTest {

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    private MetricsProperties metrics;

    @Test
    @DisplayName("each address has its own figure of requests, and there is room for more")
    void everyAddressIsCounted() {
        Set<String> addresses = requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .collect(Collectors.toSet());

        assertThat(addresses)
                .hasSizeGreaterThan(100)
                .hasSizeLessThan(metrics.getWeb().getServer().getMaxUriTags() / 2);
    }
}
