package org.supervision.notification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.Policies;
import org.supervision.policy.PolicyProperties;

/** The real policy and calendar at a moment of choice. */
final class TestCalendars {

    private TestCalendars() {}

    static Policies policies(Clock clock) {
        return new Policies(new PolicyProperties(new ClassPathResource("policy.yaml"), "combined"), clock);
    }

    /** The same with one line of it changed. */
    static Policies policies(Clock clock, String from, String to) {
        try {
            String text = new ClassPathResource("policy.yaml").getContentAsString(StandardCharsets.UTF_8);
            byte[] changed = text.replace(from, to).getBytes(StandardCharsets.UTF_8);
            return new Policies(new PolicyProperties(new ByteArrayResource(changed), "combined"), clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WorkingCalendar calendar(Clock clock) {
        return new WorkingCalendar(clock, policies(clock));
    }

    static Clock at(String instant) {
        return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    }
}
