package org.supervision.compliance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.supervision.compliance.ComplianceReport.Line;
import org.supervision.compliance.ComplianceReport.Reason;
import org.supervision.compliance.ComplianceReports;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.session.ReasonClass;
import org.supervision.session.RecordDraft;
import org.supervision.session.SessionTestBed;
import org.supervision.session.SupervisionSession;

@DisplayName("A month is counted once it is over, from what was recorded and signed (P12)")
@Deployment(
        resources = {
            "bpmn/compliance-report.bpmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/session-booking.bpmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn"
        })
class ComplianceReportProcessTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ProcessEngineCoverageExtension.builder()
            .excludeProcessDefinitionKeys(
                    "supervisionSession", "sessionBooking", "frequency-policy", "session-outcome", "record-deadline")
            .assertClassCoverageAtLeast(1.0)
            .build();

    private static final YearMonth JANUARY = YearMonth.of(2027, 1);
    private static final String KEY = "CR-2027-01";
    private static final LocalDateTime FIRST_WORKING_DAY = LocalDateTime.of(2027, 2, 1, 0, 0);

    private SessionTestBed bed;
    private ComplianceReports reports;

    @BeforeEach
    void open() {
        bed = new SessionTestBed(COVERAGE.getProcessEngine());
        reports = bed.get(ComplianceReports.class);
    }

    @AfterEach
    void close() {
        bed.close();
    }

    private void sweepAt(LocalDateTime london) {
        bed.at(london);
        bed.inTransaction(reports::askForLastMonth);
    }

    private SupervisionSession recorded(long agreement, LocalDateTime start) {
        return bed.recorded(
                agreement,
                start,
                new RecordDraft(true, List.of(), List.of(), "None", List.of(), List.of(), List.of(), List.of()));
    }

    @Test
    @DisplayName("on the first working day of the next month, not a moment earlier, and once")
    void isMadeInTime() {
        bed.agreementWithoutBooking("supervisor", "worker", SessionTestBed.terms());
        sweepAt(FIRST_WORKING_DAY.minusSeconds(1));
        assertThat(bed.instance("complianceReport", KEY)).isNull();

        sweepAt(FIRST_WORKING_DAY);
        ProcessInstance instance = bed.instance("complianceReport", KEY);
        assertThat(instance).isNotNull();
        bed.runDueJobs();
        assertThat(instance)
                .hasPassedInOrder("StartEvent_MonthOver", "Task_CountMonth", "Task_TellManagers", "EndEvent_ReportMade")
                .isEnded();

        bed.inTransaction(reports::askForLastMonth);
        assertThat(bed.instance("complianceReport", KEY)).isNull();
        assertThat(reports.months()).containsExactly(JANUARY);
    }

    @Test
    @DisplayName("a month before the first agreement is not counted")
    void nothingToCount() {
        sweepAt(FIRST_WORKING_DAY);
        assertThat(bed.instance("complianceReport", KEY)).isNull();
        assertThat(reports.months()).isEmpty();
    }

    @Test
    @DisplayName(
            "what is held counts when it is recorded and signed by both; what is only said to be held is told apart")
    void countsWhatIsSigned() {
        long confirmed = bed.agreementWithoutBooking("supervisor", "worker", SessionTestBed.terms());
        long unsigned = bed.agreementWithoutBooking("supervisor", "nqsw", SessionTestBed.terms());
        long missed = bed.agreementWithoutBooking("othersupervisor", "otherworker", SessionTestBed.terms());
        bed.signed(recorded(confirmed, LocalDateTime.of(2027, 1, 11, 10, 0)));
        recorded(unsigned, LocalDateTime.of(2027, 1, 12, 10, 0));
        bed.missed(missed, LocalDateTime.of(2027, 1, 13, 10, 0));
        recorded(missed, LocalDateTime.of(2027, 2, 1, 9, 0)); // another month's

        sweepAt(LocalDateTime.of(2027, 2, 1, 12, 0));
        bed.runDueJobs();

        assertThat(reports.find(JANUARY).orElseThrow().lines())
                .containsExactly(
                        new Line("othersupervisor", "Children and Families", 1, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0),
                        // the newly qualified worker's week is over without a signed record
                        new Line("supervisor", "Children and Families", 2, 1, 1, 1, 0, 2, 2, 0, 0, 2, 3, 1, 0));
        assertThat(reports.find(JANUARY).orElseThrow().reasons())
                .containsExactly(new Reason("Children and Families", ReasonClass.WORKLOAD, 1));
    }

    @Test
    @DisplayName("the Service and Strategic Manager get a link, and nothing else")
    void tellsTheManagers() {
        bed.agreementWithoutBooking("supervisor", "worker", SessionTestBed.terms());
        bed.signed(recorded(
                bed.agreementWithoutBooking("othersupervisor", "otherworker", SessionTestBed.terms()),
                LocalDateTime.of(2027, 1, 11, 10, 0)));
        sweepAt(FIRST_WORKING_DAY.withHour(6));
        bed.runDueJobs();

        assertThat(bed.notices())
                .filteredOn(notice -> notice.kind() == MailKind.COMPLIANCE_REPORT)
                .extracting(Notice::recipientUserId, notice -> notice.model().get(Notice.PATH))
                .containsExactlyInAnyOrder(
                        tuple("servicemanager", "/camunda/api/supervision/compliance/2027-01"),
                        tuple("strategicmanager", "/camunda/api/supervision/compliance/2027-01"));
    }
}
