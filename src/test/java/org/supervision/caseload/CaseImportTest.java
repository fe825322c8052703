package org.supervision.caseload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.supervision.calendar.WorkingCalendar;

@DisplayName("F54: the register of cases from a file and to a file")
class CaseImportTest {

    private static final LocalDate TODAY = LocalDate.of(2027, 1, 4);

    private final List<WorkCase> stored = new ArrayList<>();
    private final CaseRegister register = Mockito.mock(CaseRegister.class);
    private final WorkingCalendar calendar = Mockito.mock(WorkingCalendar.class);
    private final CaseImport imports = new CaseImport(register, calendar);

    @BeforeEach
    void setUp() {
        Mockito.when(calendar.today()).thenReturn(TODAY);
        Mockito.when(register.of("worker")).thenReturn(stored);
        Mockito.when(register.find(Mockito.any(), Mockito.any())).thenReturn(Optional.empty());
        stored.add(new WorkCase(
                7L, "worker", "CS-1", "AB", CaseType.CASE, true, TODAY.minusDays(90), null, TODAY.minusDays(9), null));
        stored.add(new WorkCase(
                8L, "worker", "CS-2", null, CaseType.PIECE_OF_WORK, false, TODAY.minusDays(3), null, null, null));
    }

    private CaseImport.Preview apply(String csv) {
        return imports.apply("worker", csv.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("what was exported changes nothing when imported")
    void loses() {
        assertThat(apply(imports.export("worker")))
                .isEqualTo(new CaseImport.Preview(List.of(), List.of(), 2, List.of(), List.of()));
        Mockito.verify(register, Mockito.never()).change(Mockito.anyLong(), Mockito.any());
        Mockito.verify(register, Mockito.never()).add(Mockito.any(), Mockito.any());
    }

    @Test
    @DisplayName("new and changed cases are told and taken; columns and cases that the file lacks stay as they are")
    void takesAFile() {
        CaseImport.Preview preview = apply("Reference,priority\nCS-1,no\n\nCS-3,yes\n");

        assertThat(preview.added()).containsExactly("CS-3");
        assertThat(preview.changed())
                .containsExactly(
                        new CaseImport.Change("CS-1", List.of(new CaseImport.Difference("priority", "true", "false"))));
        assertThat(preview.notInFile()).containsExactly("CS-2");
        Mockito.verify(register)
                .change(7L, new CaseLine("CS-1", "AB", CaseType.CASE, false, TODAY.minusDays(90), null));
        Mockito.verify(register).add("worker", new CaseLine("CS-3", null, CaseType.CASE, true, TODAY, null));
    }

    @Test
    @DisplayName("each error names its line and column, repeats nothing, and nothing of the file is taken")
    void namesErrors() {
        CaseImport.Preview preview = apply("reference,initials,type,priority,openedOn,closedOn\n"
                + "CS-5,,,,,\n"
                + "Jane Smith,Jane S,FAMILY,maybe,4.1.2027,2027-13-01\n"
                + ",,,,,\n"
                + "CS-6,,,,2027-01-04,2027-01-03\n"
                + "cs-5,,,,,\n"
                + "CS-7,\n");

        assertThat(preview.problems())
                .extracting(CaseProblem::line, CaseProblem::column)
                .containsExactly(
                        tuple(3, "reference"),
                        tuple(3, "initials"),
                        tuple(3, "type"),
                        tuple(3, "priority"),
                        tuple(3, "openedOn"),
                        tuple(3, "closedOn"),
                        tuple(5, "closedOn"),
                        tuple(6, "reference"),
                        tuple(7, ""));
        assertThat(preview.toString()).doesNotContain("Jane");
        assertThat(preview.added()).isEmpty();
        Mockito.verify(register, Mockito.never()).add(Mockito.any(), Mockito.any());
    }

    @Test
    @DisplayName("a file without cases, without its column, or with others is refused")
    void refusesOtherFiles() {
        assertThat(apply("").problems()).hasSize(1);
        assertThat(apply("reference\n").problems()).hasSize(1);
        assertThat(apply("initials\nAB\n").problems())
                .extracting(CaseProblem::column)
                .containsExactly("reference");
        assertThat(apply("reference,reference,name\nCS-1,CS-1,x\n").problems())
                .extracting(CaseProblem::line)
                .containsExactly(1, 1);
    }
}
