package org.supervision.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.Reminder.Phase;
import org.supervision.notification.ReminderRules.Moment;
import org.supervision.policy.Policies;

class ReminderRulesTest {

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant FAR_AHEAD = Instant.parse("2028-01-01T00:00:00Z");

    private final Clock clock = TestCalendars.at("2027-01-04T08:00:00Z");
    private final ReminderRules rules = new ReminderRules(
            TestCalendars.calendar(clock), TestCalendars.policies(clock).current());

    @Test
    void everyTaskIsRemindedOfOnItsDueDayAndOnTheDayAfter() {
        assertThat(all("Task_SignRecordAsSupervisee", "2027-03-04", null))
                .containsExactlyInAnyOrder(
                        moment(
                                "sign-record-as-supervisee",
                                Phase.TODAY,
                                "2027-03-04",
                                "2027-03-04",
                                "2027-03-04T09:00:00Z"),
                        moment(
                                "sign-record-as-supervisee",
                                Phase.OVERDUE,
                                "2027-03-04",
                                "2027-03-05",
                                "2027-03-05T00:00:00Z"));
    }

    @Test
    void aDueDayWithoutWorkIsRemindedOfOnTheLastWorkingDayBefore() {
        // E23: Easter Monday 2027; the last working day before is Maundy Thursday, still in winter time
        assertThat(all("Task_ReportAsSupervisor", "2027-03-29", null))
                .contains(moment(
                        "report-as-supervisor", Phase.AHEAD, "2027-03-29", "2027-03-25", "2027-03-25T09:00:00Z"));
    }

    @Test
    void theRecordIsRemindedOfTwoWorkingDaysAhead() {
        assertThat(all("Task_WriteRecord", "2027-03-08", null))
                .hasSize(3)
                .contains(moment("write-record", Phase.AHEAD, "2027-03-08", "2027-03-04", "2027-03-04T00:00:00Z"));
    }

    @Test
    void theSessionIsRemindedOfFiveAndOneWorkingDaysAheadInSummerTimeToo() {
        assertThat(all("Task_HoldSession", "2027-06-09", "2027-06-08"))
                .hasSize(4)
                .contains(
                        moment("thought", Phase.AHEAD, "2027-06-08", "2027-06-01", "2027-05-31T23:00:00Z"),
                        moment("session", Phase.AHEAD, "2027-06-08", "2027-06-07", "2027-06-06T23:00:00Z"));
    }

    @Test
    void preparationIsRemindedOfInWorkingDaysAcrossEaster() {
        // Wednesday after Easter: Good Friday 26 and Easter Monday 29 March don't count
        assertThat(all("Task_HoldSession", "2027-04-01", "2027-03-31"))
                .contains(
                        moment("thought", Phase.AHEAD, "2027-03-31", "2027-03-22", "2027-03-22T00:00:00Z"),
                        moment("session", Phase.AHEAD, "2027-03-31", "2027-03-30", "2027-03-29T23:00:00Z"));
    }

    @Test
    void preparationIsRemindedOfInWorkingDaysAcrossTheChristmasClosure() {
        // the council is closed from 24 December 2027 to the substitute for New Year's Day, Monday 3 January
        ReminderRules closed = rulesWith("2027-12-24, 2027-12-29, 2027-12-30, 2027-12-31");
        LocalDate session = day("2028-01-04");

        assertThat(closed.between(
                        "Task_HoldSession", day("2028-01-05"), session, LONG_AGO, FAR_AHEAD.plusSeconds(900_000)))
                .contains(
                        moment("thought", Phase.AHEAD, "2028-01-04", "2027-12-17", "2027-12-17T00:00:00Z"),
                        moment("session", Phase.AHEAD, "2028-01-04", "2027-12-23", "2027-12-23T00:00:00Z"));
        assertThat(closed.between("Task_PrepareAsSupervisor", day("2027-12-22"), null, LONG_AGO, FAR_AHEAD))
                .contains(moment(
                        "prepare-as-supervisor", Phase.TODAY, "2027-12-22", "2027-12-22", "2027-12-22T09:00:00Z"));
    }

    @Test
    void aClosureOfAnyLengthHidesNothingThatIsToBeRemindedOf() {
        ReminderRules closed = rulesWith(day("2027-12-06")
                .datesUntil(day("2028-01-01"))
                .map(LocalDate::toString)
                .collect(Collectors.joining(", ")));

        assertThat(closed.between("Task_HoldSession", day("2028-01-05"), day("2028-01-04"), LONG_AGO, FAR_AHEAD))
                .contains(moment("thought", Phase.AHEAD, "2028-01-04", "2027-11-29", "2027-11-29T00:00:00Z"));
        assertThat(closed.lastRemindedOf(day("2027-11-29"))).isAfterOrEqualTo(day("2028-01-04"));
        assertThat(rules.lastRemindedOf(day("2030-12-30")))
                .as("at the end of the calendar")
                .isNotNull();
    }

    @Test
    void theReviewIsRemindedOfAWeekAheadSinceItsStartIsTheFirstReminder() {
        assertThat(all("Task_HoldReview", "2027-07-05", null))
                .hasSize(3)
                .contains(moment("hold-review", Phase.AHEAD, "2027-07-05", "2027-06-28", "2027-06-27T23:00:00Z"));
    }

    @Test
    void theHighestManagerIsChasedEveryWeek() {
        Instant to = Instant.parse("2027-03-31T12:00:00Z");

        assertThat(rules.between("Task_DecideReferral", day("2027-03-08"), null, LONG_AGO, to))
                .extracting(Moment::remindOn)
                .containsExactlyInAnyOrder(
                        day("2027-03-08"), day("2027-03-09"), day("2027-03-16"), day("2027-03-23"), day("2027-03-30"));
    }

    @Test
    void howOftenTheHighestManagerIsChasedIsTheCouncilsPolicy() {
        Policies policies = TestCalendars.policies(clock, "remindDays: 7", "remindDays: 10");
        ReminderRules seldom = new ReminderRules(TestCalendars.calendar(clock), policies.current());

        assertThat(seldom.between(
                        "Task_DecideReferral",
                        day("2027-03-08"),
                        null,
                        LONG_AGO,
                        Instant.parse("2027-03-31T12:00:00Z")))
                .extracting(Moment::remindOn)
                .containsExactlyInAnyOrder(day("2027-03-08"), day("2027-03-09"), day("2027-03-19"), day("2027-03-29"));
    }

    @Test
    void aMomentBelongsToTheSweepThatFirstReachesIt() {
        LocalDate due = day("2027-03-04");
        Instant nine = Instant.parse("2027-03-04T09:00:00Z");

        assertThat(rules.between("Task_ConfirmHeld", due, null, nine.minusSeconds(3600), nine.minusMillis(1)))
                .isEmpty();
        assertThat(rules.between("Task_ConfirmHeld", due, null, nine.minusMillis(1), nine))
                .hasSize(1);
        assertThat(rules.between("Task_ConfirmHeld", due, null, nine, nine.plusSeconds(3600)))
                .isEmpty();
    }

    @Test
    void aDatePastTheKnownCalendarStillHasItsReminders() {
        assertThat(rules.between(
                        "Task_WriteRecord", day("2031-01-05"), null, LONG_AGO, Instant.parse("2032-01-01T00:00:00Z")))
                .isNotEmpty();
    }

    private List<Moment> all(String taskKey, String dueOn, @Nullable String takesPlaceOn) {
        return rules.between(taskKey, day(dueOn), takesPlaceOn == null ? null : day(takesPlaceOn), LONG_AGO, FAR_AHEAD);
    }

    private ReminderRules rulesWith(String closureDays) {
        Policies policies = TestCalendars.policies(clock, "closureDays: []", "closureDays: [" + closureDays + "]");
        return new ReminderRules(new WorkingCalendar(clock, policies), policies.current());
    }

    private static Moment moment(String about, Phase phase, String dueOn, String remindOn, String at) {
        return new Moment(about, phase, day(dueOn), day(remindOn), Instant.parse(at));
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }
}
