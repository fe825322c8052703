package org.supervision.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a failing simulation is cut down to. */
class ShrinkerTest {

    private static List<Step> steps(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> new Step(LocalDateTime.of(2027, 1, 4, 8, 0).plusDays(i), "worker" + i, "WAIT", "-", "-"))
                .toList();
    }

    @Test
    @DisplayName("of a hundred steps those two remain that it takes")
    void shrinks() {
        List<Step> story = steps(100);
        List<Step> guilty = List.of(story.get(17), story.get(83));
        assertThat(new Shrinker(some -> some.containsAll(guilty), 1000).shortest(story))
                .isEqualTo(guilty);
    }

    @Test
    @DisplayName("a story is read as it was printed")
    void isReadAsPrinted() {
        List<Step> story = steps(3);
        assertThat(Step.story(
                        String.join("\n", story.stream().map(Step::toString).toList())))
                .isEqualTo(story);
    }
}
