package org.supervision.caseload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F54: a case is named by its reference and initials, never by a name")
class CaseReferenceTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CS-1001",
                "CS-1001 AB",
                "1042",
                "LCS/2027/17",
                "CASE-A",
                "DUTY",
                "Audit of 2027",
                "x1",
                "Ä-7",
                "P_1 (b)"
            })
    void takesReferences(String reference) {
        assertThat(CaseReference.problemOf(reference)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Jane Smith",
                "Smith",
                "the smiths",
                "jane",
                "Jane Smith 2",
                "12 Oak Street",
                "CS-1 Jane Smith",
                "Anne-Marie"
            })
    void refusesNames(String reference) {
        assertThat(CaseReference.problemOf(reference))
                .hasValueSatisfying(problem ->
                        assertThat(problem).contains("looks like a name").doesNotContain(reference));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "=1+1", "@A1", "-1", "+44", "CS-1\n2", "CS-1;x", "<b>1</b>"})
    void refusesWhatIsNoReference(String reference) {
        assertThat(CaseReference.problemOf(reference)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "AB", "abcd", "ÖZ"})
    void takesInitials(String initials) {
        assertThat(CaseReference.problemOfInitials(initials)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Annie", "A B", "A1", "=A"})
    void refusesWhatIsMoreThanInitials(String initials) {
        assertThat(CaseReference.problemOfInitials(initials)).isPresent();
    }
}
