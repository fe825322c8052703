package org.supervision.onpaper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementTermService;
import org.supervision.agreement.EndReason;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.onpaper.PaperImport.Result;
import org.supervision.onpaper.PaperImport.State;
import org.supervision.persistence.Csv;
import org.supervision.persistence.CsvTable;
import org.supervision.session.SessionService;
import org.supervision.session.SessionTestBed;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.FormErrors.FieldError;

@DisplayName("F11: agreements that were signed on paper, from a file")
@Deployment(
        resources = {
            "bpmn/supervision-agreement.bpmn",
            "bpmn/session-booking.bpmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/case-coverage.dmn"
        })
class PaperImportTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE =
            ProcessEngineCoverageExtension.builder().build();

    private SessionTestBed bed;
    private PaperImport papers;
    private AgreementService agreements;

    @BeforeEach
    void start() {
        bed = new SessionTestBed(ENGINE.getProcessEngine());
        papers = bed.get(PaperImport.class);
        agreements = bed.get(AgreementService.class);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private static Map<String, String> line() {
        Map<String, String> line = new LinkedHashMap<>();
        line.put("supervisor", "supervisor");
        line.put("supervisee", "worker");
        line.put("intervalWeeks", "4");
        line.put("usualLocation", "Room 12");
        line.put("durationMinutes", "90");
        line.put("mode", "face_to_face");
        line.put("modeReason", "");
        line.put("recordAuthor", "SUPERVISOR");
        line.put("distributionWorkingDays", "5");
        line.put("coverSupervisor", "cover");
        line.put("coverArrangements", "");
        line.put("expectations", "Zoë, be \"early\",\nand prepared");
        line.put("superviseeExpectations", "=Time to think");
        line.put("signedOnBySupervisor", "2026-12-01");
        line.put("signedOnBySupervisee", "2026-12-02");
        line.put("scanReference", "DMS-4711");
        line.put("lastHeldOn", "");
        line.put("bookedSessions", "");
        return line;
    }

    private static Map<String, String> line(String... columns) {
        Map<String, String> line = line();
        for (int i = 0; i < columns.length; i += 2) {
            line.put(columns[i], columns[i + 1]);
        }
        return line;
    }

    @SafeVarargs
    private static byte[] file(Map<String, String>... lines) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.copyOf(lines[0].keySet()));
        for (Map<String, String> line : lines) {
            rows.add(List.copyOf(line.values()));
        }
        return Csv.write(rows).getBytes(StandardCharsets.UTF_8);
    }

    private static List<State> states(Result result) {
        return result.rows().stream().map(PaperImport.Row::state).toList();
    }

    private List<String> wrong(Map<String, String> line) {
        Result result = papers.preview(file(line));
        assertThat(result.problems()).isEmpty();
        return result.rows().get(0).problems().stream()
                .map(one -> one.field() + " " + one.clause())
                .toList();
    }

    private int count(String table) {
        return bed.get(JdbcClient.class)
                .sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }

    @Test
    @DisplayName("a preview changes nothing; then the agreement is in force with its terms, and both are asked to book")
    void previewThenEnter() {
        byte[] file = file(line());

        Result preview = papers.preview(file);
        assertThat(preview.ready()).isEqualTo(1);
        assertThat(preview.rows())
                .containsExactly(new PaperImport.Row(
                        2,
                        "Sarah Bennett",
                        "Daniel Okafor",
                        State.NEW,
                        null,
                        LocalDate.of(2026, 12, 2),
                        LocalDate.of(2027, 6, 2),
                        0,
                        List.of(),
                        List.of(new FieldError(
                                "lastHeldOn",
                                "A session was due by Wednesday 30 December 2026: the line manager is asked to see to it.",
                                "A7.2"))));
        assertThat(count("agreement")).isZero();
        assertThat(preview.toString()).doesNotContain("early", "Time to think", "DMS-4711");

        Result entered = papers.enter(file, 1, "records");
        assertThat(states(entered)).containsExactly(State.ENTERED);
        Agreement agreement = agreements.betweenNow("supervisor", "worker").orElseThrow();
        assertThat(entered.rows().get(0).agreement()).isEqualTo(agreement.key());
        assertThat(agreement.inForceOn()).isEqualTo("2026-12-02");
        assertThat(bed.get(AgreementTermService.class).copyOf(agreement.key() + "/T1"))
                .hasValueSatisfying(copy -> assertThat(copy)
                        .contains("What the supervisor expects: Zoë, be \"early\",\nand prepared")
                        .contains("What the supervisee expects: =Time to think"));
        assertThat(bed.hasTask("Task_BookSessions", agreement.key())).isTrue();
        assertThat(bed.get(JdbcClient.class)
                        .sql("select imported_by from paper_agreement")
                        .query(String.class)
                        .list())
                .containsExactly("records");
    }

    @Test
    @DisplayName("the same line again changes nothing, also after the end; other terms for the two are refused")
    void theSameAgain() {
        byte[] file = file(line());
        papers.enter(file, 1, "records");
        Agreement agreement = agreements.betweenNow("supervisor", "worker").orElseThrow();

        Result again = papers.enter(file, 0, "records");
        assertThat(states(again)).containsExactly(State.KNOWN);
        assertThat(again.rows().get(0).agreement()).isEqualTo(agreement.key());
        assertThat(papers.preview(file(line("intervalWeeks", "3")))
                        .rows()
                        .get(0)
                        .problems())
                .extracting(FieldError::message)
                .containsExactly("The two have %s already. Change that one instead.".formatted(agreement.key()));
        bed.inTransaction(() -> agreements.end(agreement.requireId(), EndReason.ERROR));
        assertThat(states(papers.preview(file))).containsExactly(State.KNOWN);
        assertThat(states(papers.preview(file(line("scanReference", "DMS-4712")))))
                .containsExactly(State.NEW);
        assertThat(count("agreement")).isEqualTo(1);
    }

    @Test
    @DisplayName("a draft that is open between the two comes first")
    void anOpenDraft() {
        Agreement draft =
                bed.inTransaction(() -> bed.get(AgreementTermService.class).openFor("supervisor", "worker"));

        assertThat(papers.preview(file(line())).rows().get(0).problems())
                .extracting(FieldError::message)
                .containsExactly("The two have a draft, %s. It is signed or discarded first.".formatted(draft.key()));
    }

    @Test
    @DisplayName("what is right goes in, what is wrong is listed, and only what was confirmed happens")
    void goodLinesOnly() {
        byte[] file = file(
                line(),
                line("supervisee", "nqsw", "intervalWeeks", "6"),
                line("supervisor", "othersupervisor", "supervisee", "otherworker", "durationMinutes", "half an hour"),
                line("scanReference", "DMS-4712"));

        Result preview = papers.preview(file);
        assertThat(states(preview)).containsExactly(State.NEW, State.REFUSED, State.REFUSED, State.REFUSED);
        assertThat(preview.rows().get(1).problems())
                .extracting(FieldError::field, FieldError::clause)
                .containsExactly(tuple("intervalWeeks", "B1"));
        assertThat(preview.rows().get(2).problems())
                .extracting(FieldError::field)
                .containsExactly("durationMinutes");
        assertThat(preview.rows().get(3).problems())
                .extracting(FieldError::message)
                .containsExactly("These two are in the file twice: see line 2.");
        assertThatThrownBy(() -> papers.enter(file, 2, "records")).isInstanceOf(PaperImport.ChangedException.class);
        assertThat(count("agreement")).isZero();
        assertThat(states(papers.enter(file, 1, "records")))
                .containsExactly(State.ENTERED, State.REFUSED, State.REFUSED, State.REFUSED);
        assertThat(count("agreement")).isEqualTo(1);
    }

    @Test
    @DisplayName("each column wrong once: which column is named, and by which rule")
    void names() {
        SoftAssertions all = new SoftAssertions();
        List.of(
                        "supervisor||supervisor A-hdr",
                        "supervisor|nobody|supervisor A-hdr",
                        "supervisor|otherworker|supervisor A-hdr",
                        "supervisee||supervisee A-hdr",
                        "supervisee|supervisor|supervisee A-hdr",
                        "supervisee|otherworker|supervisee A-hdr",
                        "intervalWeeks||intervalWeeks B1",
                        "intervalWeeks|four|intervalWeeks null",
                        "intervalWeeks|0|intervalWeeks B1",
                        "intervalWeeks|6|intervalWeeks B1",
                        "usualLocation||usualLocation A-hdr",
                        "durationMinutes|30|durationMinutes B2",
                        "mode|BY_POST|mode null",
                        "mode|REMOTE|modeReason B4",
                        "recordAuthor||recordAuthor A6.1",
                        "distributionWorkingDays|99|distributionWorkingDays A6.1",
                        "coverSupervisor||coverArrangements A-br",
                        "coverSupervisor|worker|coverSupervisor A-br",
                        "expectations||expectations A1.1",
                        "signedOnBySupervisor||signedOnBySupervisor A-sig",
                        "signedOnBySupervisor|4.1.2027|signedOnBySupervisor null",
                        "signedOnBySupervisee|2027-01-05|signedOnBySupervisee A-sig",
                        "signedOnBySupervisee|0207-01-05|signedOnBySupervisee A-sig",
                        "scanReference||scanReference A-sig",
                        "lastHeldOn|2027-01-05|lastHeldOn A7.2",
                        "lastHeldOn|2026-12-01|lastHeldOn A7.2",
                        "bookedSessions|Monday|bookedSessions null",
                        "bookedSessions|2027-01-04T08:00|bookedSessions B3")
                .forEach(wrong -> {
                    String[] parts = wrong.split("\\|");
                    all.assertThat(wrong(line(parts[0], parts[1]))).as(wrong).containsExactly(parts[2]);
                });
        all.assertAll();
    }

    @Test
    @DisplayName("B3: sessions that are booked already come with it, and none is booked over another")
    void bookedSessions() {
        byte[] file = file(
                line("lastHeldOn", "2026-12-21", "bookedSessions", "2027-02-15T10:00; 2027-01-18T10:00"),
                line(
                        "supervisee",
                        "nqsw",
                        "intervalWeeks",
                        "1",
                        "signedOnBySupervisor",
                        "2027-01-04",
                        "signedOnBySupervisee",
                        "2027-01-04",
                        "bookedSessions",
                        "2027-01-18T11:00"));

        Result preview = papers.preview(file);
        assertThat(preview.rows().get(0).notes()).isEmpty();
        assertThat(preview.rows().get(1).problems())
                .containsExactly(
                        new FieldError("bookedSessions", "Another session in this file is at the same time.", "A2.4"));
        papers.enter(file, 1, "records");
        Agreement agreement = agreements.betweenNow("supervisor", "worker").orElseThrow();
        assertThat(bed.get(SessionService.class).futureBooked(agreement.requireId()))
                .extracting(SupervisionSession::startAt)
                .containsExactly(
                        bed.get(WorkingCalendar.class).at(LocalDateTime.of(2027, 1, 18, 10, 0)),
                        bed.get(WorkingCalendar.class).at(LocalDateTime.of(2027, 2, 15, 10, 0)));
        assertThat(bed.hasTask("Task_BookSessions", agreement.key())).isFalse();
        assertThat(bed.get(SessionService.class)
                        .previousDate(
                                agreement.requireId(),
                                bed.get(WorkingCalendar.class).at(LocalDateTime.of(2027, 1, 18, 10, 0)),
                                null))
                .isEqualTo("2026-12-21");
    }

    @Test
    @DisplayName("a file that cannot be read, or lacks columns, brings nothing")
    void otherFiles() {
        for (String text : List.of("", "supervisor,supervisee\na,b", papers.template(), "name\nJane")) {
            Result result = papers.preview(text.getBytes(StandardCharsets.UTF_8));
            assertThat(result.problems()).as(text).isNotEmpty();
            assertThat(result.rows()).isEmpty();
            assertThat(result.toString()).doesNotContain("Jane");
        }
        assertThat(papers.preview("supervisor,supervisee\na,b".getBytes(StandardCharsets.UTF_8))
                        .problems())
                .contains(new CsvTable.Problem(1, "scanReference", "This column is missing."));
    }
}
