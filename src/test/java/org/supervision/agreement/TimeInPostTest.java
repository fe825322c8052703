package org.supervision.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.supervision.agreement.TimeInPost.Pause;

/** What counts as time in post. */
class TimeInPostTest {

    private static final LocalDate START = LocalDate.of(2027, 1, 4);

    @Test
    @DisplayName("R105, F94: without a pause it counts from the first day in post")
    void withoutPause() {
        assertThat(TimeInPost.counted(START, LocalDate.of(2027, 3, 1), List.of()))
                .isEqualTo(START);
    }

    @Test
    @DisplayName("R105, F94: a pause of fourteen days puts every band off by fourteen days")
    void aPausePutsOff() {
        List<Pause> pauses = List.of(new Pause(LocalDate.of(2027, 2, 1), LocalDate.of(2027, 2, 14)));

        assertThat(TimeInPost.counted(START, LocalDate.of(2027, 2, 1), pauses)).isEqualTo(START);
        assertThat(TimeInPost.counted(START, LocalDate.of(2027, 2, 8), pauses)).isEqualTo(START.plusDays(7));
        assertThat(TimeInPost.counted(START, LocalDate.of(2027, 2, 15), pauses)).isEqualTo(START.plusDays(14));
        assertThat(TimeInPost.counted(START, LocalDate.of(2028, 1, 1), pauses)).isEqualTo(START.plusDays(14));
    }

    @Test
    @DisplayName("R105, F94: while a pause lasts, time in post stands still")
    void aPauseThatLasts() {
        List<Pause> pauses = List.of(new Pause(LocalDate.of(2027, 2, 1), null));

        assertThat(TimeInPost.counted(START, LocalDate.of(2027, 2, 2), pauses)).isEqualTo(START.plusDays(1));
        assertThat(TimeInPost.counted(START, LocalDate.of(2027, 6, 1), pauses)).isEqualTo(START.plusDays(120));
    }

    @Test
    @DisplayName("R105, F94: pauses under two supervisors count once where they overlap, and none before the first day")
    void overlaps() {
        List<Pause> pauses = List.of(
                new Pause(LocalDate.of(2026, 12, 1), LocalDate.of(2027, 1, 5)),
                new Pause(LocalDate.of(2027, 2, 1), LocalDate.of(2027, 2, 14)),
                new Pause(LocalDate.of(2027, 2, 8), LocalDate.of(2027, 2, 10)),
                new Pause(LocalDate.of(2027, 2, 10), LocalDate.of(2027, 2, 16)));

        assertThat(TimeInPost.counted(START, LocalDate.of(2027, 3, 1), pauses)).isEqualTo(START.plusDays(2 + 16));
    }
}
