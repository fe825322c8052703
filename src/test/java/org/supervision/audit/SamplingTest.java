package org.supervision.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which months an audit looks at, and which files it draws. */
class SamplingTest {

    private static final Period QUARTER = new Period(LocalDate.of(2027, 1, 1), LocalDate.of(2027, 3, 31));

    private static List<Long> agreements(int count) {
        return LongStream.rangeClosed(1, count).boxed().toList();
    }

    @Test
    @DisplayName("F109: the same months and agreements give the same sample, in whatever order they come")
    void isRepeatable() {
        long seed = Sampling.seedOf(QUARTER);
        List<Long> shuffled = new ArrayList<>(agreements(200));
        Collections.shuffle(shuffled);

        assertThat(Sampling.draw(seed, shuffled, 10)).isEqualTo(Sampling.draw(seed, agreements(200), 10));
        // as it was drawn when this was written, so that an upgrade can't change what a kept seed stands for
        assertThat(Sampling.draw(1, agreements(20), 10)).containsExactly(3L, 18L);
    }

    @Test
    @DisplayName("F109: other months give another sample, and nobody is out of reach")
    void isRandom() {
        Set<Long> drawn = new HashSet<>();
        Period period = QUARTER;
        for (int i = 0; i < 100; i++) {
            period = Period.before(period.from(), 3);
            drawn.addAll(Sampling.draw(Sampling.seedOf(period), agreements(20), 10));
        }

        assertThat(drawn).hasSize(20);
    }

    @ParameterizedTest(name = "{1} % of {0} are {2}")
    @CsvSource({"0, 10, 0", "1, 10, 1", "10, 10, 1", "11, 10, 2", "200, 10, 20", "3, 100, 3", "50, 1, 1"})
    @DisplayName("F109: the share is rounded up, and each is drawn once")
    void share(int count, int pct, int drawn) {
        assertThat(Sampling.draw(7, agreements(count), pct))
                .hasSize(drawn)
                .doesNotHaveDuplicates()
                .isSubsetOf(agreements(count));
    }

    @ParameterizedTest(name = "{1} months before {0}: {2} to {3}")
    @CsvSource({
        "2027-04-01, 3, 2027-01-01, 2027-03-31",
        "2027-03-31, 3, 2026-10-01, 2026-12-31",
        "2027-04-01, 1, 2027-03-01, 2027-03-31",
        "2027-04-01, 6, 2026-07-01, 2026-12-31",
        "2028-03-01, 12, 2027-01-01, 2027-12-31",
        "2027-01-04, 24, 2024-01-01, 2025-12-31"
    })
    @DisplayName("F109: the months are the last whole ones that are over")
    void period(LocalDate day, int months, LocalDate from, LocalDate until) {
        assertThat(Period.before(day, months)).isEqualTo(new Period(from, until));
    }
}
