package org.supervision.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.supervision.calendar.DaysOff;
import org.supervision.calendar.WorkingCalendar;

class MailHoursTest {

    private final Clock clock = TestCalendars.at("2027-01-04T08:00:00Z");
    private final MailHours hours = new MailHours(TestCalendars.calendar(clock), TestCalendars.policies(clock));

    @ParameterizedTest(name = "{0} goes at {1}")
    @CsvSource({
        // a Monday in winter, GMT
        "2027-01-04T07:29:59Z, 2027-01-04T07:30:00Z",
        "2027-01-04T07:30:00Z, 2027-01-04T07:30:00Z",
        "2027-01-04T18:29:59Z, 2027-01-04T18:29:59Z",
        "2027-01-04T18:30:00Z, 2027-01-05T07:30:00Z",
        // Friday evening waits for Monday
        "2027-01-08T20:00:00Z, 2027-01-11T07:30:00Z",
        // Thursday before Easter; then Easter Monday, and the clocks have changed on Sunday 28 March
        "2027-03-25T19:00:00Z, 2027-03-30T06:30:00Z",
        "2027-03-28T12:00:00Z, 2027-03-30T06:30:00Z",
        // summer time
        "2027-06-01T06:29:59Z, 2027-06-01T06:30:00Z",
        // Saturday before the clocks go back
        "2027-10-30T12:00:00Z, 2027-11-01T07:30:00Z",
        // Christmas: Saturday 25, substitute days on Monday 27 and Tuesday 28 December
        "2027-12-24T19:00:00Z, 2027-12-29T07:30:00Z",
    })
    void mailGoesInMailHoursOfLondon(Instant queued, Instant goes) {
        assertThat(hours.firstAt(queued)).isEqualTo(goes);
    }

    @Test
    void aCalendarThatHasRunOutKeepsBackNoMail() {
        DaysOff runsOut = new DaysOff() {
            @Override
            public boolean isOff(LocalDate day) {
                return false;
            }

            @Override
            public LocalDate knownUntil() {
                return LocalDate.of(2027, 1, 8);
            }
        };
        MailHours untilFriday = new MailHours(new WorkingCalendar(clock, runsOut), TestCalendars.policies(clock));
        Instant friday = Instant.parse("2027-01-08T20:00:00Z");
        Instant later = Instant.parse("2027-02-01T20:00:00Z");

        assertThat(untilFriday.firstAt(friday)).isEqualTo(friday);
        assertThat(untilFriday.firstAt(later)).isEqualTo(later);
    }
}
