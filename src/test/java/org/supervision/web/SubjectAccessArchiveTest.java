package org.supervision.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a spreadsheet makes of an answer. */
class SubjectAccessArchiveTest {

    @ParameterizedTest
    @DisplayName("C32: no text of the answer is a formula in a spreadsheet")
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void formulasAreText(String formula) {
        assertThat(SubjectAccessArchive.harmless(formula)).isEqualTo("'" + formula);
    }

    @ParameterizedTest
    @DisplayName("other texts stay as they are")
    @ValueSource(strings = {"", "a=1", "1-2", " "})
    void othersStay(String text) {
        assertThat(SubjectAccessArchive.harmless(text)).isEqualTo(text);
    }
}
