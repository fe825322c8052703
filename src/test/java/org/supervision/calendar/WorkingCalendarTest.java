package org.supervision.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTest {

    private static final LocalDate KNOWN_UNTIL = LocalDate.of(2036, 12, 31);

    private final WorkingCalendar calendar = calendar("2027-01-04T08:00:00Z");

    @Test
    void agreesWithAnIndependentRuleOnEveryDayOfTenYears() {
        LocalDate end = LocalDate.of(2036, 12, 31);
        for (LocalDate day = LocalDate.of(2026, 1, 1); !day.isAfter(end); day = day.plusDays(1)) {
            assertThat(calendar.isWorkingDay(day)).as("%s", day).isEqualTo(workingByRule(day));
        }
    }

    @Test
    void countsLikeAnIndependentRuleFromEveryDayOfTenYears() {
        for (LocalDate day = LocalDate.of(2026, 2, 1); day.getYear() < 2036; day = day.plusDays(1)) {
            for (int n = -10; n <= 15; n++) {
                assertThat(calendar.addWorkingDays(day, n)).as("%s %+d", day, n).isEqualTo(countByRule(day, n));
            }
        }
    }

    @Test
    void knowsThePublishedBankHolidays() {
        assertThat(bankHolidays(2026))
                .containsExactly(dates(
                        "2026-01-01",
                        "2026-04-03",
                        "2026-04-06",
                        "2026-05-04",
                        "2026-05-25",
                        "2026-08-31",
                        "2026-12-25",
                        "2026-12-28"));
        assertThat(bankHolidays(2027))
                .containsExactly(dates(
                        "2027-01-01",
                        "2027-03-26",
                        "2027-03-29",
                        "2027-05-03",
                        "2027-05-31",
                        "2027-08-30",
                        "2027-12-27",
                        "2027-12-28"));
        assertThat(bankHolidays(2028))
                .containsExactly(dates(
                        "2028-01-03",
                        "2028-04-14",
                        "2028-04-17",
                        "2028-05-01",
                        "2028-05-29",
                        "2028-08-28",
                        "2028-12-25",
                        "2028-12-26"));
    }

    @Test
    void knowsTheOneOffHolidaysOfThePast() {
        assertThat(List.of(dates("2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08")))
                .noneMatch(calendar::isWorkingDay);
        assertThat(calendar.isWorkingDay(LocalDate.of(2022, 5, 30))).isTrue();
    }

    @Test
    void closureDaysAndOneOffHolidaysAreNoWorkingDays() {
        Set<LocalDate> closed = Set.of(LocalDate.of(2027, 12, 29), LocalDate.of(2027, 12, 30));
        WorkingCalendar withClosure = new WorkingCalendar(Clock.systemUTC(), daysOff(closed));

        assertThat(withClosure.isWorkingDay(LocalDate.of(2027, 12, 29))).isFalse();
        assertThat(withClosure.addWorkingDays(LocalDate.of(2027, 12, 24), 1)).isEqualTo("2027-12-31");
        assertThat(calendar.addWorkingDays(LocalDate.of(2027, 12, 24), 1)).isEqualTo("2027-12-29");
    }

    @ParameterizedTest
    @CsvSource({
        "2027-03-01,  5, 2027-03-08", // Monday: day 0 is not counted
        "2027-03-06,  1, 2027-03-08", // Saturday: the first working day is Monday
        "2027-03-25,  1, 2027-03-30", // over Easter
        "2027-03-27,  0, 2027-03-27", // day 0 stays, even when nobody works on it
        "2027-03-30, -1, 2027-03-25",
        "2027-03-28, -1, 2027-03-25",
        "2026-12-24,  2, 2026-12-30", // Boxing Day is on Saturday, its substitute on Monday
        "2027-12-31,  1, 2028-01-04",
    })
    void countsWorkingDaysFromDayZero(LocalDate day, int n, LocalDate expected) {
        assertThat(calendar.addWorkingDays(day, n)).isEqualTo(expected);
    }

    @Test
    void previousAndNextWorkingDayAreStrict() {
        assertThat(calendar.previousWorkingDay(LocalDate.of(2027, 3, 31))).isEqualTo("2027-03-30");
        assertThat(calendar.previousWorkingDay(LocalDate.of(2027, 3, 29))).isEqualTo("2027-03-25");
        assertThat(calendar.nextWorkingDay(LocalDate.of(2027, 3, 24))).isEqualTo("2027-03-25");
        assertThat(calendar.nextWorkingDay(LocalDate.of(2027, 3, 26))).isEqualTo("2027-03-30");
    }

    @ParameterizedTest
    @CsvSource({
        "2027-01-31,  1, 2027-02-28",
        "2027-08-31,  6, 2028-02-29",
        "2026-08-31,  6, 2027-02-28",
        "2028-02-29, 12, 2029-02-28",
        "2027-03-15,  6, 2027-09-15",
        "2027-03-31, -1, 2027-02-28",
    })
    void monthsEndOnTheLastDayOfAShorterMonth(LocalDate day, int months, LocalDate expected) {
        assertThat(calendar.addMonthsClamped(day, months)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2027-01-04, 2027-01-05T00:00:00Z",
        "2027-03-27, 2027-03-28T00:00:00Z", // the clocks go forward in the night that follows
        "2027-03-28, 2027-03-28T23:00:00Z",
        "2027-03-29, 2027-03-29T23:00:00Z",
        "2027-10-30, 2027-10-30T23:00:00Z",
        "2027-10-31, 2027-11-01T00:00:00Z",
        "2027-11-01, 2027-11-02T00:00:00Z",
        "2027-12-31, 2028-01-01T00:00:00Z",
    })
    void aDayEndsAtMidnightInLondon(LocalDate day, Instant expected) {
        assertThat(calendar.endOf(day)).isEqualTo(expected);
    }

    @Test
    void daysOfTheClockChangesHaveTwentyThreeAndTwentyFiveHours() {
        assertThat(lengthOf(LocalDate.of(2027, 3, 28))).isEqualTo(Duration.ofHours(23));
        assertThat(lengthOf(LocalDate.of(2027, 10, 31))).isEqualTo(Duration.ofHours(25));
        assertThat(lengthOf(LocalDate.of(2027, 6, 1))).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void skippedAndRepeatedHoursHaveOneMeaning() {
        assertThat(calendar.at(LocalDateTime.parse("2027-03-28T01:30"))).isEqualTo("2027-03-28T01:30:00Z");
        assertThat(calendar.localOf(Instant.parse("2027-03-28T01:30:00Z"))).isEqualTo("2027-03-28T02:30:00");
        assertThat(calendar.at(LocalDateTime.parse("2027-10-31T01:30"))).isEqualTo("2027-10-31T00:30:00Z");
        assertThat(calendar.at(LocalDate.of(2027, 7, 1), LocalTime.of(10, 0))).isEqualTo("2027-07-01T09:00:00Z");
    }

    @Test
    void todayIsTheDateInLondon() {
        assertThat(calendar("2027-06-30T23:30:00Z").today()).isEqualTo("2027-07-01");
        assertThat(calendar("2027-12-31T23:30:00Z").today()).isEqualTo("2027-12-31");
        assertThat(calendar.dateOf(Instant.parse("2027-03-29T23:00:00Z"))).isEqualTo("2027-03-30");
        assertThat(calendar.now()).isEqualTo("2027-01-04T08:00:00Z");
    }

    @Test
    void refusesDaysPastTheKnownYearsAndNamesTheYear() {
        assertThat(calendar.isKnown(KNOWN_UNTIL)).isTrue();
        assertThat(calendar.isKnown(KNOWN_UNTIL.plusDays(1))).isFalse();
        assertThatExceptionOfType(CalendarUnknownException.class)
                .isThrownBy(() -> calendar.isWorkingDay(KNOWN_UNTIL.plusDays(1)))
                .withMessageContaining("working days of 2037")
                .withMessageContaining("calendar.knownUntil")
                .satisfies(e -> assertThat(e.day()).isEqualTo("2037-01-01"));
        assertThatExceptionOfType(CalendarUnknownException.class)
                .isThrownBy(() -> calendar.addWorkingDays(KNOWN_UNTIL, 5))
                .withMessageContaining("2037");
        assertThatExceptionOfType(CalendarUnknownException.class)
                .isThrownBy(() -> calendar.isWorkingDay(LocalDate.of(1999, 12, 31)))
                .withMessageContaining("1999");
    }

    private Duration lengthOf(LocalDate day) {
        return Duration.between(calendar.startOf(day), calendar.endOf(day));
    }

    private Set<LocalDate> bankHolidays(int year) {
        BankHolidays holidays = new BankHolidays();
        Set<LocalDate> found = new TreeSet<>();
        for (LocalDate day = LocalDate.of(year, 1, 1); day.getYear() == year; day = day.plusDays(1)) {
            if (holidays.contains(day)) {
                found.add(day);
            }
        }
        return found;
    }

    /** The Banking and Financial Dealings Act 1971 and the yearly proclamations, written down once more. */
    private static boolean workingByRule(LocalDate day) {
        return day.getDayOfWeek().getValue() <= 5
                && !holidaysByRule(day.getYear()).contains(day);
    }

    private static LocalDate countByRule(LocalDate day, int n) {
        List<LocalDate> around = new ArrayList<>();
        int direction = n < 0 ? -1 : 1;
        for (int offset = 1; around.size() < Math.abs(n); offset++) {
            LocalDate candidate = day.plusDays((long) direction * offset);
            if (workingByRule(candidate)) {
                around.add(candidate);
            }
        }
        return n == 0 ? day : around.get(Math.abs(n) - 1);
    }

    private static Set<LocalDate> holidaysByRule(int year) {
        return HOLIDAYS_BY_RULE.computeIfAbsent(year, WorkingCalendarTest::computeHolidays);
    }

    private static final Map<Integer, Set<LocalDate>> HOLIDAYS_BY_RULE = new HashMap<>();

    private static Set<LocalDate> computeHolidays(int year) {
        Set<LocalDate> days = new TreeSet<>();
        LocalDate newYear = LocalDate.of(year, 1, 1);
        days.add(isWeekend(newYear) ? newYear.with(TemporalAdjusters.next(DayOfWeek.MONDAY)) : newYear);
        LocalDate easter = easter(year);
        days.add(easter.minusDays(2));
        days.add(easter.plusDays(1));
        days.add(LocalDate.of(year, Month.MAY, 1).with(TemporalAdjusters.firstInMonth(DayOfWeek.MONDAY)));
        days.add(LocalDate.of(year, Month.MAY, 1).with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY)));
        days.add(LocalDate.of(year, Month.AUGUST, 1).with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY)));
        for (int christmas = 25; christmas <= 26; christmas++) {
            LocalDate day = LocalDate.of(year, Month.DECEMBER, christmas);
            days.add(isWeekend(day) ? day.plusDays(2) : day);
        }
        return days;
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek().getValue() > 5;
    }

    /** Easter Sunday by the anonymous Gregorian computus. */
    private static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int d = b / 4;
        int e = b % 4;
        int f = (b + 8) / 25;
        int g = (b - f + 1) / 3;
        int h = (19 * a + b - d - g + 15) % 30;
        int i = c / 4;
        int k = c % 4;
        int l = (32 + 2 * e + 2 * i - h - k) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int month = (h + l - 7 * m + 114) / 31;
        return LocalDate.of(year, month, (h + l - 7 * m + 114) % 31 + 1);
    }

    private static LocalDate[] dates(String... dates) {
        return Arrays.stream(dates).map(LocalDate::parse).toArray(LocalDate[]::new);
    }

    private static WorkingCalendar calendar(String now) {
        return new WorkingCalendar(Clock.fixed(Instant.parse(now), ZoneOffset.UTC), daysOff(Set.of()));
    }

    private static DaysOff daysOff(Set<LocalDate> off) {
        return new DaysOff() {
            @Override
            public boolean isOff(LocalDate day) {
                return off.contains(day);
            }

            @Override
            public LocalDate knownUntil() {
                return KNOWN_UNTIL;
            }
        };
    }
}
