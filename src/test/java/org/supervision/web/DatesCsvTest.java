package org.supervision.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.supervision.session.SupervisionDates.Line;

/** The log of dates as a file. */
class DatesCsvTest {

    @Test
    @DisplayName("R105, F94: the log of dates is a file with a line for each")
    void lines() {
        String csv = DatesCsv.of(List.of(
                new Line(LocalDate.of(2027, 1, 4), "Started in post", ""),
                new Line(LocalDate.of(2027, 1, 11), "Session held", "90 minutes, face to face, with Sarah Bennett")));

        assertThat(csv.lines())
                .containsExactly(
                        "date,what,detail",
                        "2027-01-04,\"Started in post\",",
                        "2027-01-11,\"Session held\",\"90 minutes, face to face, with Sarah Bennett\"");
    }

    @ParameterizedTest(name = "R105: no cell is a formula: {0}")
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void noFormula(String text) {
        assertThat(DatesCsv.harmless(text)).isEqualTo("'" + text);
        assertThat(DatesCsv.of(List.of(new Line(LocalDate.of(2027, 1, 4), "x", text))))
                .contains("'" + text);
    }

    @Test
    @DisplayName("R105: what is harmless stays as it is")
    void harmless() {
        assertThat(DatesCsv.harmless("")).isEmpty();
        assertThat(DatesCsv.harmless("Zoë = one")).isEqualTo("Zoë = one");
    }
}
