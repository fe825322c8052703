package org.supervision.operation;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.supervision.calendar.CalendarUnknownException;
import org.supervision.calendar.DaysOff;
import org.supervision.calendar.WorkingCalendar;

/** A start whose calendar has run out. */
class CalendarCheckTest {

    private static final DaysOff KNOWN = new DaysOff() {

        @Override
        public boolean isOff(LocalDate day) {
            return false;
        }

        @Override
        public LocalDate knownUntil() {
            return LocalDate.of(2030, 12, 31);
        }
    };

    @ParameterizedTest(name = "at {0}: refused {1}")
    @CsvSource({"2030-12-31T23:59:59Z, false", "2031-01-01T00:00:00Z, true", "2030-06-30T12:00:00Z, false"})
    @DisplayName("a start is refused once the calendar has run out, naming its key and last day")
    void refused(Instant now, boolean refused) {
        CalendarCheck check = new CalendarCheck(new WorkingCalendar(Clock.fixed(now, ZoneOffset.UTC), KNOWN));
        if (refused) {
            assertThatThrownBy(check::afterPropertiesSet)
                    .isInstanceOf(CalendarUnknownException.class)
                    .hasMessageContaining("calendar.knownUntil")
                    .hasMessageContaining("2030-12-31");
        } else {
            assertThatCode(check::afterPropertiesSet).doesNotThrowAnyException();
        }
    }
}
