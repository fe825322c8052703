package org.supervision.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.supervision.session.SessionTestBed.SUPERVISOR;
import static org.supervision.session.SessionTestBed.TODAY;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.TestBed;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.FrequencyBands;
import org.supervision.agreement.FrequencyBands.Band;
import org.supervision.agreement.FrequencyTable;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.session.SupervisionDates.Line;

/** What time in post changes of how often the newly qualified are seen, and what the two are told of it. */
@Deployment(
        resources = {
            "bpmn/session-booking.bpmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn"
        })
class FrequencySweepTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE =
            ProcessEngineCoverageExtension.builder().build();

    private static final LocalDate SIX_WEEKS = LocalDate.of(2027, 2, 15);
    private static final LocalDate SIX_MONTHS = LocalDate.of(2027, 7, 4);

    private SessionTestBed bed;
    private long agreement;

    @BeforeEach
    void start() {
        bed = new SessionTestBed(ENGINE.getProcessEngine());
        agreement = bed.agreementWithoutBooking(SUPERVISOR, "nqsw", SessionTestBed.terms());
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    @DisplayName("R105, F94: at six weeks and six months both are told once, and the log has both days")
    void bothAreToldOnce() {
        sweepOn(TODAY);
        sweepOn(SIX_WEEKS.minusDays(1));
        assertThat(told("nqsw")).isEmpty();

        sweepOn(SIX_WEEKS);
        sweepOn(SIX_WEEKS);
        sweepOn(SIX_WEEKS.plusDays(1));
        assertThat(told("nqsw")).containsExactly(MailKind.FREQUENCY_CHANGED);
        assertThat(told(SUPERVISOR)).containsExactly(MailKind.FREQUENCY_CHANGED);

        sweepOn(SIX_MONTHS);
        assertThat(told("nqsw")).hasSize(2);
        assertThat(bed.get(FrequencyBands.class).of(agreement))
                .containsExactly(new Band(TODAY, 7), new Band(SIX_WEEKS, 14), new Band(SIX_MONTHS, 28));
    }

    @Test
    @DisplayName("R105: the notice holds no word of supervision, only where the log of dates is")
    void theNoticeIsEmpty() {
        sweepOn(TODAY);
        sweepOn(SIX_WEEKS);

        assertThat(bed.noticesTo("nqsw").stream().filter(FrequencySweepTest::isOfFrequency))
                .singleElement()
                .satisfies(notice -> assertThat(notice.model())
                        .containsExactlyEntriesOf(Map.of(Notice.PATH, SupervisionDates.PATH + "/AG-000001")));
    }

    @Test
    @DisplayName("R105, F94: sessions booked too far apart for a shorter band are named in the notice")
    void bookingsAreCheckedAgain() {
        bed.book(agreement, LocalDateTime.of(2027, 2, 22, 10, 0));
        sweepOn(TODAY);
        sweepOn(SIX_WEEKS);
        assertThat(told("nqsw"))
                .as("from 4 January to 22 February is more than fourteen days")
                .containsExactly(MailKind.FREQUENCY_CHANGED_SESSIONS_APART);

        bed.at(LocalDate.of(2027, 2, 22), LocalTime.of(12, 0));
        sweepOn(SIX_MONTHS);
        assertThat(told("nqsw")).endsWith(MailKind.FREQUENCY_CHANGED);
    }

    @Test
    @DisplayName("R105, F94: a suspension of fourteen days puts the next band off by fourteen days")
    void aSuspensionExtendsTimeInPost() {
        sweepOn(TODAY);
        AgreementService agreements = bed.get(AgreementService.class);
        bed.at(LocalDate.of(2027, 2, 1), LocalTime.of(9, 0));
        bed.inTransaction(() -> agreements.suspend(agreement, LocalDate.of(2027, 2, 1), null));
        FrequencyTable table = bed.get(FrequencyTable.class);
        assertThat(table.maxIntervalDays("nqsw", SIX_WEEKS.plusDays(5)))
                .as("time in post stands still")
                .isEqualTo(7);
        bed.at(LocalDate.of(2027, 2, 15), LocalTime.of(9, 0));
        bed.inTransaction(() -> agreements.resume(agreement));

        sweepOn(SIX_WEEKS.plusDays(13));
        assertThat(told("nqsw")).isEmpty();
        sweepOn(SIX_WEEKS.plusDays(14));
        assertThat(told("nqsw")).containsExactly(MailKind.FREQUENCY_CHANGED);
        assertThat(lines())
                .contains(new Line(LocalDate.of(2027, 2, 1), "Supervision paused", "until Sunday 14 February 2027"));
    }

    @Test
    @DisplayName(
            "R105, F94: an absence of 28 days puts the next band off as much, suspended or not; one of 27 does not")
    void anAbsenceExtendsTimeInPost() {
        sweepOn(TODAY);
        away("2027-02-01", "2027-02-27");
        FrequencyTable table = bed.get(FrequencyTable.class);
        assertThat(table.maxIntervalDays("nqsw", SIX_WEEKS)).isEqualTo(14);
        bed.get(JdbcClient.class).sql("delete from absence").update();

        away("2027-02-01", "2027-02-28");
        sweepOn(SIX_WEEKS.plusDays(27));
        assertThat(told("nqsw")).isEmpty();
        sweepOn(SIX_WEEKS.plusDays(28));
        assertThat(told("nqsw")).containsExactly(MailKind.FREQUENCY_CHANGED);
        assertThat(lines())
                .contains(new Line(
                        LocalDate.of(2027, 2, 1), "Time in post stands still", "away until Sunday 28 February 2027"));
    }

    @Test
    @DisplayName("R105, F94: an absence without a last day counts from its first day once it has lasted 28 days")
    void anOpenAbsenceExtendsTimeInPost() {
        away("2027-02-01", null);
        FrequencyTable table = bed.get(FrequencyTable.class);
        assertThat(table.maxIntervalDays("nqsw", LocalDate.of(2027, 2, 27))).isEqualTo(14);
        assertThat(table.maxIntervalDays("nqsw", LocalDate.of(2027, 2, 28)))
                .as("27 days of it are over")
                .isEqualTo(7);
    }

    private void away(String from, @Nullable String until) {
        bed.get(JdbcClient.class)
                .sql("insert into absence (initiator, created_at, status, person, from_on, until_on, row_version)"
                        + " values ('nqsw', current_timestamp, 'RECORDED', 'nqsw', :from, :until, 0)")
                .param("from", LocalDate.parse(from))
                .param("until", until == null ? null : LocalDate.parse(until))
                .update();
    }

    @Test
    @DisplayName("R105, F94: the log for the portfolio has the start, the sessions held and how long they were")
    void logOfDates() {
        sweepOn(TODAY);
        SupervisionSession held = bed.book(agreement, LocalDateTime.of(2027, 1, 11, 10, 0));
        bed.at(LocalDateTime.of(2027, 1, 11, 11, 30));
        bed.inTransaction(() -> bed.get(SessionService.class)
                .hold(
                        held.requireId(),
                        new HeldSession(held.startAt(), held.endAt(), held.meetingMode(), true, null, null, List.of()),
                        SUPERVISOR));
        bed.book(agreement, LocalDateTime.of(2027, 1, 18, 10, 0));

        assertThat(lines())
                .containsExactly(
                        new Line(TODAY, "Started in post", ""),
                        new Line(TODAY, "Supervision agreement in force", ""),
                        new Line(TODAY, "Longest time between sessions by the policy", "7 days"),
                        new Line(
                                LocalDate.of(2027, 1, 11),
                                "Session held",
                                "90 minutes, face to face, with Sarah Bennett"));
    }

    @Test
    @DisplayName("R105, F95: newly appointed, student, agency and residential staff each have their row of the table")
    void everyTypeHasItsRow() {
        assertThat(days("NEWLY_APPOINTED", 1, "FIELDWORK", TODAY)).isEqualTo(7);
        assertThat(days("NEWLY_APPOINTED", 1, "FIELDWORK", SIX_WEEKS)).isEqualTo(14);
        assertThat(days("STUDENT", 1, "FIELDWORK", SIX_MONTHS)).isEqualTo(7);
        assertThat(days("AGENCY", 1, "FIELDWORK", TODAY)).isEqualTo(28);
        assertThat(days("AGENCY", 1, "RESIDENTIAL", TODAY))
                .as("eight shifts at five a week")
                .isEqualTo(11);
        assertThat(days("RESIDENTIAL", 1, "RESIDENTIAL", TODAY)).isEqualTo(14);
        assertThat(days("RESIDENTIAL", 1, "RESIDENTIAL", SIX_MONTHS)).isEqualTo(28);
        assertThat(days("EXPERIENCED", 1, "FIELDWORK", TODAY)).isEqualTo(28);
    }

    @Test
    @DisplayName("R105, F94: with INTERVAL part-time hours make the interval longer, up to the ceiling; otherwise not")
    void partTimeHours() {
        assertThat(days("NQSW", 0.5, "FIELDWORK", TODAY)).isEqualTo(7);

        bed.close();
        bed = new SessionTestBed(
                ENGINE.getProcessEngine(),
                TestBed.policy("partTimeProRata: NONE", "partTimeProRata: INTERVAL"),
                "combined");
        assertThat(days("NQSW", 0.5, "FIELDWORK", TODAY)).isEqualTo(14);
        assertThat(days("NQSW", 0.5, "FIELDWORK", SIX_MONTHS)).isEqualTo(28);
        assertThat(days("NQSW", 1, "FIELDWORK", TODAY)).isEqualTo(7);
    }

    /** What the table says of somebody of this type who started on 4 January 2027. */
    private int days(String workerType, double fte, String siteMode, LocalDate on) {
        String demo = TestBed.text("demo/people.csv");
        String line = demo.lines()
                .filter(person -> person.startsWith("nqsw,"))
                .findFirst()
                .orElseThrow();
        bed.people(
                demo.replace(
                        line,
                        line.replace(",NQSW,", "," + workerType + ",")
                                .replace(",1.0,FIELDWORK", "," + fte + "," + siteMode)),
                TODAY);
        return bed.get(FrequencyTable.class).maxIntervalDays("nqsw", on);
    }

    private List<Line> lines() {
        return bed.get(SupervisionDates.class)
                .of(bed.get(AgreementService.class).require(agreement));
    }

    private List<MailKind> told(String userId) {
        return bed.noticesTo(userId).stream()
                .filter(FrequencySweepTest::isOfFrequency)
                .map(Notice::kind)
                .toList();
    }

    private static boolean isOfFrequency(Notice notice) {
        return notice.kind().name().startsWith("FREQUENCY_");
    }

    private void sweepOn(LocalDate day) {
        bed.at(day, LocalTime.of(6, 0));
        bed.inTransaction(
                () -> bed.get(FrequencySweep.class).sweep(bed.get(Clock.class).instant()));
    }
}
