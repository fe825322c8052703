package org.supervision.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LondonWordsTest {

    @Test
    void aTimeIsLondonsInWinterAndSummer() {
        assertThat(LondonWords.of(Instant.parse("2027-03-28T00:59:00Z"))).isEqualTo("Sunday 28 March 2027, 00:59");
        assertThat(LondonWords.of(Instant.parse("2027-03-28T01:00:00Z"))).isEqualTo("Sunday 28 March 2027, 02:00");
        assertThat(LondonWords.of(Instant.parse("2027-06-01T22:30:00Z"), Instant.parse("2027-06-01T23:30:00Z")))
                .isEqualTo("Tuesday 1 June 2027, 23:30 to Wednesday 2 June 2027, 00:30");
    }

    @ParameterizedTest
    @CsvSource({
        "2027-03-01, today",
        "2027-03-02, tomorrow",
        "2027-02-28, yesterday",
        "2027-03-03, in 2 days",
        "2027-03-14, in 13 days",
        "2027-03-15, in 2 weeks",
        "2027-02-26, 3 days ago",
        "2027-02-08, 3 weeks ago"
    })
    void aDayIsSoFarFromToday(LocalDate date, String words) {
        assertThat(LondonWords.fromToday(date, LocalDate.of(2027, 3, 1))).isEqualTo(words);
    }
}
