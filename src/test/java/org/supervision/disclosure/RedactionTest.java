package org.supervision.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RedactionTest {

    private static final String LONG =
            IntStream.range(0, 20_000).mapToObj(number -> "word" + number).collect(Collectors.joining(" "));

    @Test
    @DisplayName("words are blacked out wherever they stand, in capitals or not, over the end of a line too")
    void blacksOut() {
        Redaction redaction = Redaction.of("Mrs Jones\n\n  (sic)  \n");

        assertThat(redaction.apply("mrs\n  JONES said (sic) that Mrs  Jones' dog"))
                .isEqualTo("█████ said █████ that █████' dog");
        assertThat(redaction.missingFrom("Mrs Jones (sick)")).containsExactly("(sic)");
        assertThat(redaction.missingFrom("MrsJones (SIC)")).containsExactly("Mrs Jones");
    }

    @Test
    @DisplayName("passages that overlap go as one, and every time")
    void overlap() {
        assertThat(Redaction.of("one two\ntwo three").apply("one two three, one two"))
                .isEqualTo("█████, █████");
        assertThat(Redaction.of(null).apply("one")).isEqualTo("one");
    }

    @Test
    @DisplayName("a passage of any length is looked for")
    void longPassage() {
        assertThat(Redaction.of(LONG).apply("x " + LONG.toUpperCase(Locale.ROOT) + " y"))
                .isEqualTo("x █████ y");
        assertThat(Redaction.of(LONG + " zz").missingFrom(LONG)).hasSize(1);
    }
}
