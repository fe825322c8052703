package org.supervision.notification;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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

    static WorkingCalendar calendar(Clock clock) {
        return new WorkingCalendar(clock, policies(clock));
    }

    static Clock at(String instant) {
        return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    }
}
