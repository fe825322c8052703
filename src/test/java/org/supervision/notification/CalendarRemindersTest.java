package org.supervision.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.supervision.people.People;
import org.supervision.people.Role;
import org.supervision.policy.Policies;

/** The calendar of the shipped policy is known until 31 December 2030, and the warning begins 90 days before. */
class CalendarRemindersTest {

    private static final Instant WARNED = Instant.parse("2030-10-01T23:00:00Z");

    private final Clock clock = TestCalendars.at("2030-10-02T06:00:00Z");
    private final Policies policies = TestCalendars.policies(clock);
    private final People people = mock(People.class);
    private final CalendarReminders reminders = new CalendarReminders(policies, TestCalendars.calendar(clock), people);

    @BeforeEach
    void start() {
        when(people.withRole(Role.ADMINISTRATOR)).thenReturn(List.of("admin"));
    }

    @Test
    void administratorsAreWarnedFromTheFirstMomentOfTheDay() {
        assertThat(policies.current().calendar().knownUntil()).isEqualTo("2030-12-31");

        assertThat(reminders.due(WARNED.minusSeconds(86_400), WARNED.minusMillis(1)))
                .isEmpty();
        assertThat(reminders.due(WARNED.minusSeconds(86_400), WARNED))
                .singleElement()
                .satisfies(reminder -> {
                    assertThat(reminder.userId()).isEqualTo("admin");
                    assertThat(reminder.dueOn()).isEqualTo("2030-12-31");
                    assertThat(reminder.remindOn()).isEqualTo("2030-10-02");
                });
    }

    @Test
    void theWarningIsRepeatedEveryWeek() {
        assertThat(reminders.due(WARNED.minusMillis(1), WARNED.plusSeconds(15 * 86_400)))
                .extracting(Reminder::remindOn)
                .containsExactly(
                        LocalDate.parse("2030-10-02"), LocalDate.parse("2030-10-09"), LocalDate.parse("2030-10-16"));
    }
}
