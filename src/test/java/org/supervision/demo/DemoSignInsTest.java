package org.supervision.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.supervision.security.SignIns;

/** What the demo prints once it can be used. */
class DemoSignInsTest {

    private final Logger log = (Logger) LoggerFactory.getLogger(DemoSignIns.class);
    private final ListAppender<ILoggingEvent> printed = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.setLevel(Level.INFO);
        printed.start();
        log.addAppender(printed);
    }

    @AfterEach
    void listenNoLonger() {
        log.detachAppender(printed);
        log.setLevel(null);
    }

    @Test
    @DisplayName("the demo prints its address and whom to sign in as")
    void tellsWhoCanSignIn() {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.getEnvironment().setActiveProfiles("demo");
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("port", Map.of("local.server.port", "18080")));
            context.registerBean(SignIns.class, () -> mock(SignIns.class));
            context.register(DemoSignIns.class);
            context.refresh();
            assertThat(printed.list).isEmpty();

            context.publishEvent(
                    new ApplicationReadyEvent(new SpringApplication(), new String[0], context, Duration.ZERO));

            assertThat(printed.list)
                    .singleElement()
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .asString()
                    .contains("http://localhost:18080/", "supervisor, worker, nqsw,", "auditor, admin", "supervision");
        }
    }
}
