package org.supervision.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.supervision.disclosure.BundleContent.Part;
import org.supervision.persistence.Csv;
import org.supervision.subjectaccess.SubjectAccessAnswer;

/** What a spreadsheet makes of an answer. */
class SubjectAccessArchiveTest {

    private static final LocalDate DAY = LocalDate.of(2027, 1, 4);

    @ParameterizedTest
    @DisplayName("C32: no text of the answer is a formula in a spreadsheet")
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void formulasAreText(String formula) {
        String table = table(formula);
        assertThat(table).contains("'" + formula);
        assertThat(table.replace("'" + formula, "")).doesNotContain(formula.strip());
    }

    @ParameterizedTest
    @DisplayName("other texts stay as they are")
    @ValueSource(strings = {"a=1", "1-2", "said \"no\", twice"})
    void othersStay(String text) {
        assertThat(Csv.read(table(text).getBytes(StandardCharsets.UTF_8)).rows())
                .extracting(Csv.Row::cells)
                .containsExactly(List.of("item", "heading", "text"), List.of("Session", "What", text));
    }

    private static String table(String text) {
        return SubjectAccessArchive.table(new SubjectAccessAnswer(
                "SA-000001",
                "Daniel Okafor",
                DAY,
                DAY,
                List.of(new SubjectAccessAnswer.Item("Session", List.of(new Part("What", text)))),
                Map.of()));
    }
}
