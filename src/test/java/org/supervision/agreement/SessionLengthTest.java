package org.supervision.agreement;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.supervision.TestBed;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.people.Role;
import org.supervision.people.SiteMode;
import org.supervision.people.WorkerType;
import org.supervision.people.WorkingPattern;
import org.supervision.policy.Policies;
import org.supervision.policy.PolicyProperties;

/** How long sessions last, by the policy and the hours that somebody works. */
class SessionLengthTest {

    private static final LocalDate DAY = LocalDate.of(2027, 1, 4);

    @Test
    @DisplayName("C4, F94: part-time hours shorten the shortest session only where the policy says DURATION")
    void partTimeHours() {
        assertThat(length("NONE").of("half", DAY)).isEqualTo(new SessionLength.Bounds(60, 120));
        assertThat(length("INTERVAL").of("half", DAY)).isEqualTo(new SessionLength.Bounds(60, 120));
        assertThat(length("DURATION").of("half", DAY)).isEqualTo(new SessionLength.Bounds(33, 120));
        assertThat(length("DURATION").of("stranger", DAY)).isEqualTo(new SessionLength.Bounds(60, 120));
    }

    @Test
    @DisplayName("C4: both ends belong to the length that is allowed")
    void bounds() {
        SessionLength.Bounds bounds = new SessionLength.Bounds(60, 120);

        assertThat(bounds.allow(59)).isFalse();
        assertThat(bounds.allow(60)).isTrue();
        assertThat(bounds.allow(120)).isTrue();
        assertThat(bounds.allow(121)).isFalse();
    }

    private static SessionLength length(String proRata) {
        String policy = TestBed.policy("partTimeProRata: NONE", "partTimeProRata: " + proRata);
        People people = mock();
        when(people.find(any(), any())).thenReturn(Optional.empty());
        when(people.find("half", DAY)).thenReturn(Optional.of(partTimer()));
        return new SessionLength(
                new Policies(
                        new PolicyProperties(new ByteArrayResource(policy.getBytes(UTF_8)), "combined"),
                        Clock.systemDefaultZone()),
                people);
    }

    private static Person partTimer() {
        return new Person(
                "half",
                "Half",
                "half@example.org",
                "supervisor",
                "Children and Families",
                Role.SOCIAL_WORKER,
                WorkerType.EXPERIENCED,
                DAY,
                new WorkingPattern(EnumSet.of(DayOfWeek.MONDAY), 55),
                null,
                null,
                null,
                null,
                SiteMode.FIELDWORK,
                null);
    }
}
