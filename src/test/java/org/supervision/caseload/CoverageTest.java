package org.supervision.caseload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.supervision.policy.Policy;

@DisplayName("R120, R121, F56: cases that were not reviewed in time, in a period from 1 March to 31 August 2027")
class CoverageTest {

    private static final LocalDate FROM = LocalDate.of(2027, 3, 1);
    private static final LocalDate UNTIL = LocalDate.of(2027, 8, 31);
    private static final Policy.Coverage POLICY = new Policy.Coverage(12, 4);

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            nullValues = "-",
            value = {
                "every 12 weeks, 2027-01-04, -, false, 2027-01-20 2027-04-14 2027-07-07, false",
                "one day later, 2027-01-04, -, false, 2027-01-20 2027-04-15 2027-07-07, true",
                "late before the period only, 2026-01-04, -, false, 2027-02-20 2027-05-15 2027-08-07, false",
                "a priority every four weeks, 2027-08-01, -, true, 2027-08-29, false",
                "a priority one day later, 2027-08-01, -, true, 2027-08-30, true",
                "new and looked at in four weeks, 2027-08-01, -, false, 2027-08-29, false",
                "new and never looked at, 2027-08-01, -, false, -, true",
                "new since four weeks, 2027-08-03, -, false, -, false",
                "closed in time, 2027-06-01, 2027-06-20, false, -, false",
                "closed too late, 2027-06-01, 2027-07-20, false, -, true",
                "late only after the period, 2027-08-10, -, false, 2027-11-01, false"
            })
    void knowsWhichWereLate(
            String what,
            LocalDate opened,
            @Nullable LocalDate closed,
            boolean priority,
            @Nullable String reviews,
            boolean late) {
        WorkCase one = new WorkCase(1L, "worker", "CS-1", null, CaseType.CASE, priority, opened, closed, null, null);
        List<LocalDate> days = reviews == null
                ? List.of()
                : Stream.of(reviews.split(" ")).map(LocalDate::parse).toList();

        assertThat(Coverage.wasLate(one, days, FROM, UNTIL, POLICY)).as(what).isEqualTo(late);
        assertThat(Coverage.wasOpen(one, FROM, UNTIL)).isTrue();
        assertThat(Coverage.wasOpen(one, FROM.minusYears(2), FROM.minusYears(1).minusMonths(3)))
                .isFalse();
    }
}
