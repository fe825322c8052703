package org.supervision.subjectaccess;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.supervision.confidential.ConfidentialColumn;
import org.supervision.confidential.ConfidentialColumns;
import org.supervision.disclosure.BundleContent.Part;

/** What is shown to somebody who asks for their own data. */
class SubjectDataTest {

    @Test
    @DisplayName("C32: every text that people write is looked at, or left out for a reason")
    void everyConfidentialColumnIsDecided() {
        Map<String, Set<String>> looked = SubjectSources.columns();
        Set<String> undecided = new TreeSet<>();
        for (ConfidentialColumn column : ConfidentialColumns.read().all()) {
            boolean shown = looked.getOrDefault(column.table(), Set.of()).contains(column.name());
            if (shown == SubjectSources.LEFT_OUT.contains(column.table())) {
                undecided.add(column.toString());
            }
        }
        assertThat(undecided).isEmpty();
        assertThat(ConfidentialColumns.read().all().stream()
                        .map(ConfidentialColumn::table)
                        .collect(Collectors.toSet()))
                .containsAll(SubjectSources.LEFT_OUT);
    }

    @ParameterizedTest
    @DisplayName("C32: a passage can be blacked out where it stands in one part as it is")
    @CsvSource(
            delimiter = '|',
            value = {"Mrs Smith|true", "mrs  smith|true", "Well-being|true", "Jones|false", "Well-being Mrs|false"})
    void passagesStandInOnePart(String passage, boolean holds) {
        SubjectItem item = new SubjectItem(
                "record/SE-000001/1",
                "Record",
                null,
                null,
                0,
                List.of(new Part("Well-being", "Mrs Smith called"), new Part("Leave", "None")));

        assertThat(item.holds(passage)).isEqualTo(holds);
        assertThat(item.holds("None\n" + passage)).isEqualTo(holds);
    }
}
