package org.supervision.diary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.supervision.session.SessionTestBed.SUPERVISEE;
import static org.supervision.session.SessionTestBed.SUPERVISOR;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.agreement.Agreement;
import org.supervision.diary.TeamMonth.Clash;
import org.supervision.diary.TeamMonth.Gap;
import org.supervision.diary.TeamMonth.Kind;
import org.supervision.diary.TeamMonth.Meeting;
import org.supervision.diary.TeamMonth.Picture;
import org.supervision.session.ReasonClass;
import org.supervision.session.SessionService;
import org.supervision.session.SessionState;
import org.supervision.session.SessionTestBed;
import org.supervision.session.SupervisionSession;

/** Whose sessions somebody sees in a month, and what is said to stand against them. */
@Deployment(
        resources = {
            "bpmn/session-booking.bpmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn"
        })
class TeamMonthTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension ENGINE =
            ProcessEngineCoverageExtension.builder().build();

    private static final YearMonth JANUARY = YearMonth.of(2027, 1);
    private static final YearMonth MARCH = YearMonth.of(2027, 3);
    private static final LocalDateTime FIRST = LocalDateTime.of(2027, 1, 11, 10, 0);

    private SessionTestBed bed;
    private TeamMonth months;
    private long agreement;

    @BeforeEach
    void start() {
        bed = new SessionTestBed(ENGINE.getProcessEngine());
        months = bed.get(TeamMonth.class);
        agreement = bed.agreementWithoutBooking(SUPERVISOR, SUPERVISEE, SessionTestBed.terms());
    }

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    @DisplayName("C5: the two and whoever stands above see a session, and nobody else")
    void whoSeesASession() {
        SupervisionSession session = bed.book(agreement, FIRST);

        for (String reader : List.of(SUPERVISOR, SUPERVISEE, "linemanager", "servicemanager", "strategicmanager")) {
            assertThat(keys(reader)).as(reader).containsExactly(session.key());
        }
        for (String reader : List.of("othersupervisor", "otherworker", "cover", "processowner", "records", "admin")) {
            assertThat(keys(reader)).as(reader).isEmpty();
        }
        assertThat(months.of("linemanager", JANUARY, true).meetings()).isEmpty();
        assertThat(months.of(SUPERVISOR, MARCH, false).meetings()).isEmpty();
    }

    @Test
    @DisplayName("R032: a session that is covered is seen by whoever covers, and still by the line of the agreement")
    void aCoveredSession() {
        SupervisionSession session = bed.book(agreement, FIRST);
        bed.inTransaction(() -> bed.get(SessionService.class).handTo(session.requireId(), "cover"));

        assertThat(keys("cover")).containsExactly(session.key());
        assertThat(keys(SUPERVISOR)).containsExactly(session.key());
        assertThat(months.of("cover", JANUARY, true).meetings())
                .extracting(Meeting::supervisor)
                .containsExactly("cover");
    }

    @Test
    @DisplayName("B1: the first day by whose end a session is owed and none is booked is a gap, from today's month on")
    void gaps() {
        assertThat(gaps(SUPERVISEE, YearMonth.of(2027, 2)))
                .containsExactly(new Gap(
                        Agreement.keyOf(agreement), SUPERVISOR, SUPERVISEE, LocalDate.of(2027, 2, 1), null, false));

        bed.book(agreement, FIRST);
        assertThat(gaps(SUPERVISOR, YearMonth.of(2027, 2)))
                .as("four weeks from the one that is booked")
                .containsExactly(new Gap(
                        Agreement.keyOf(agreement), SUPERVISOR, SUPERVISEE, LocalDate.of(2027, 2, 8), null, false));

        bed.book(agreement, LocalDateTime.of(2027, 2, 10, 10, 0));
        assertThat(gaps("linemanager", YearMonth.of(2027, 2)))
                .as("booked two days too late")
                .containsExactly(new Gap(
                        Agreement.keyOf(agreement),
                        SUPERVISOR,
                        SUPERVISEE,
                        LocalDate.of(2027, 2, 8),
                        LocalDate.of(2027, 2, 10),
                        false));
        assertThat(gaps("othersupervisor", YearMonth.of(2027, 2))).isEmpty();
        assertThat(gaps(SUPERVISOR, MARCH)).as("only the first").isEmpty();
    }

    @Test
    @DisplayName(
            "B3: where as many are booked as are asked for nobody has to look at the day of the next, until one is over")
    void bookedEnough() {
        bed.book(agreement, FIRST);
        bed.book(agreement, LocalDateTime.of(2027, 2, 8, 10, 0));
        assertThat(gaps(SUPERVISOR, MARCH))
                .extracting(Gap::dueOn, Gap::bookedEnough)
                .containsExactly(tuple(LocalDate.of(2027, 3, 8), true));

        bed.at(FIRST.plusDays(1));
        assertThat(gaps(SUPERVISOR, MARCH))
                .extracting(Gap::dueOn, Gap::bookedEnough)
                .containsExactly(tuple(LocalDate.of(2027, 3, 8), false));
    }

    @Test
    @DisplayName("B1: what was owed before stays to be looked at in the month of today")
    void gapsOfBefore() {
        bed.at(LocalDateTime.of(2027, 3, 2, 9, 0));

        assertThat(gaps(SUPERVISOR, MARCH)).extracting(Gap::dueOn).containsExactly(LocalDate.of(2027, 2, 1));
        assertThat(gaps(SUPERVISOR, YearMonth.of(2027, 4))).isEmpty();
    }

    @Test
    @DisplayName(
            "C5, A-br: two at a time, a bank holiday, a day that somebody is away or does not work stand against a session")
    void clashes() {
        long other = bed.agreementWithoutBooking(SUPERVISOR, "nqsw", SessionTestBed.terms());
        SupervisionSession first = bed.book(agreement, LocalDateTime.of(2027, 3, 1, 10, 0));
        SupervisionSession second = bed.book(other, LocalDateTime.of(2027, 3, 1, 11, 0));
        SupervisionSession touching = bed.book(agreement, LocalDateTime.of(2027, 3, 1, 12, 30));
        SupervisionSession goodFriday = bed.book(agreement, LocalDateTime.of(2027, 3, 26, 10, 0));
        SupervisionSession inLeave = bed.book(agreement, LocalDateTime.of(2027, 3, 10, 10, 0));
        SupervisionSession notUsual = bed.book(other, LocalDateTime.of(2027, 3, 12, 10, 0));
        away(SUPERVISEE, "2027-03-08", "2027-03-10");
        bed.get(JdbcClient.class)
                .sql("update person set working_days = 'MON TUE WED THU' where user_id = 'nqsw'")
                .update();

        assertThat(months.of(SUPERVISOR, MARCH, false).clashes())
                .extracting(clash -> clash.meeting().key(), Clash::kind, Clash::person, TeamMonthTest::other)
                .containsExactly(
                        tuple(first.key(), Kind.DOUBLE, SUPERVISOR, second.key()),
                        tuple(inLeave.key(), Kind.AWAY, SUPERVISEE, null),
                        tuple(notUsual.key(), Kind.NOT_USUAL, "nqsw", null),
                        tuple(goodFriday.key(), Kind.DAY_OFF, null, null));
        assertThat(months.of(SUPERVISOR, MARCH, false).clashes())
                .noneMatch(clash -> clash.meeting().key().equals(touching.key()));

        bed.at(LocalDateTime.of(2027, 3, 31, 9, 0));
        assertThat(months.of(SUPERVISOR, MARCH, false).clashes())
                .as("past sessions are past")
                .isEmpty();
    }

    @Test
    @DisplayName(
            "A-br: away days are told to themselves, their supervisor and the line, without why, and to nobody else")
    void awayDays() {
        away(SUPERVISEE, "2027-03-08", "2027-03-10");
        away(SUPERVISOR, "2027-03-15", null);
        bed.book(agreement, LocalDateTime.of(2027, 3, 15, 10, 0));

        assertThat(months.of(SUPERVISEE, MARCH, false).away()).containsOnlyKeys(SUPERVISEE);
        assertThat(months.of(SUPERVISEE, MARCH, false).clashes())
                .as("of a session of one's own one knows, as by mail")
                .extracting(Clash::kind, Clash::person)
                .containsExactly(tuple(Kind.AWAY, SUPERVISOR));
        assertThat(months.of(SUPERVISOR, MARCH, false).away()).containsOnlyKeys(SUPERVISOR, SUPERVISEE);
        assertThat(months.of("linemanager", MARCH, false).away()).containsOnlyKeys(SUPERVISOR, SUPERVISEE);
        assertThat(months.of("linemanager", MARCH, true).away()).isEmpty();
        assertThat(months.of("othersupervisor", MARCH, false).away()).isEmpty();
        assertThat(months.of(SUPERVISOR, YearMonth.of(2027, 4), false).away()).containsOnlyKeys(SUPERVISOR);
    }

    @Test
    @DisplayName("R013: a cancelled session is shown as such; it neither clashes nor keeps the interval")
    void aCancelledSession() {
        SupervisionSession off = bed.book(agreement, FIRST);
        bed.inTransaction(
                () -> bed.get(SessionService.class).cancel(off.requireId(), SUPERVISEE, ReasonClass.COURT, "Hearing"));
        bed.book(agreement, FIRST.plusMinutes(30));

        Picture january = months.of(SUPERVISOR, JANUARY, false);
        assertThat(january.meetings())
                .extracting(Meeting::state)
                .containsExactly(SessionState.CANCELLED, SessionState.BOOKED);
        assertThat(january.clashes()).isEmpty();
        assertThat(january.isWhole()).isTrue();
    }

    private static String other(Clash clash) {
        return clash.other() == null ? null : clash.other().key();
    }

    private void away(String person, String from, String until) {
        bed.get(JdbcClient.class)
                .sql("insert into absence (initiator, created_at, status, person, from_on, until_on, row_version)"
                        + " values (:person, current_timestamp, 'RECORDED', :person, :from, :until, 1)")
                .param("person", person)
                .param("from", LocalDate.parse(from))
                .param("until", until == null ? null : LocalDate.parse(until))
                .update();
    }

    private List<String> keys(String reader) {
        return months.of(reader, JANUARY, false).meetings().stream()
                .map(Meeting::key)
                .toList();
    }

    private List<Gap> gaps(String reader, YearMonth month) {
        return months.of(reader, month, false).gaps();
    }
}
