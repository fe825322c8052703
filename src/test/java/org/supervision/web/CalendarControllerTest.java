package org.supervision.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.calendar.DaysOff;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.diary.FeedAddresses;
import org.supervision.diary.TeamMonth;
import org.supervision.diary.TeamMonth.Clash;
import org.supervision.diary.TeamMonth.Gap;
import org.supervision.diary.TeamMonth.Kind;
import org.supervision.diary.TeamMonth.Meeting;
import org.supervision.diary.TeamMonth.Picture;
import org.supervision.notification.CalendarFeed;
import org.supervision.people.Absences.Days;
import org.supervision.people.People;
import org.supervision.session.SessionState;
import org.supervision.taskform.CurrentUser;
import org.supervision.taskform.TaskOverview;
import org.supervision.taskform.TaskOverview.Line;
import org.supervision.web.CalendarController.Day;
import org.supervision.web.CalendarController.Look;

/** What the page of a month says. */
class CalendarControllerTest {

    private static final YearMonth MARCH = YearMonth.of(2027, 3);

    /** 10:00 in London on the day after the clocks have gone forward. */
    private static final Instant START = Instant.parse("2027-03-29T09:00:00Z");

    private final TeamMonth months = mock(TeamMonth.class);
    private final FeedAddresses addresses = mock(FeedAddresses.class);
    private final TaskOverview tasks = mock(TaskOverview.class);
    private final People people = mock(People.class);
    private final CurrentUser currentUser = mock(CurrentUser.class);

    @BeforeEach
    void somebodyIsSignedIn() {
        when(currentUser.require()).thenReturn("supervisor");
        when(people.names(any())).thenReturn(userId -> "Name of " + userId);
        when(addresses.madeAt(anyString())).thenReturn(Optional.empty());
        shows(List.of(), List.of(), List.of(), Map.of());
    }

    @Test
    @DisplayName("C5: weeks run from Monday to Sunday, and days of other months are left empty")
    void weeks() {
        List<List<Day>> weeks = weeks("2027-05");

        assertThat(weeks).hasSize(6).allMatch(week -> week.size() == 7);
        assertThat(weeks.get(0))
                .filteredOn(Objects::nonNull)
                .extracting(Day::number)
                .containsExactly(1, 2);
        assertThat(weeks.get(5).get(0).words()).isEqualTo("Monday 31 May 2027");
        assertThat(weeks.get(5).subList(1, 7)).containsOnlyNulls();
        assertThat(day(weeks, 3).off()).isEqualTo("Bank holiday or closed");
        assertThat(day(weeks, 1).off()).as("a Saturday speaks for itself").isNull();
    }

    @Test
    @DisplayName(
            "C5: a session stands on its London day with its London time, and leads its two to the task to move it in")
    void aSession() {
        when(tasks.of("supervisor")).thenReturn(List.of(holdTask("own", START)));
        shows(
                List.of(
                        meeting("SE-000001", "supervisor", "worker", SessionState.BOOKED),
                        meeting("SE-000002", "othersupervisor", "otherworker", SessionState.BOOKED),
                        meeting("SE-000003", "linemanager", "supervisor", SessionState.MISSED)),
                List.of(),
                List.of(),
                Map.of("supervisor", List.of(new Days(LocalDate.of(2027, 3, 29), null))));

        Day day = day(weeks("2027-03"), 29);

        assertThat(day.entries())
                .extracting(entry -> entry.time() + ", " + entry.who() + ", " + entry.state() + ", " + entry.task())
                .containsExactly(
                        "10:00 to 11:30, Name of worker, null, own",
                        "10:00 to 11:30, Name of othersupervisor and Name of otherworker, null, null",
                        "10:00 to 11:30, Name of linemanager, missed, own");
        assertThat(day.away()).containsExactly("You");
        assertThat(day(weeks("2027-03"), 28).away()).isEmpty();
        assertThat(day(weeks("2027-03"), 28).isEmpty()).isTrue();
    }

    @Test
    @DisplayName("B1, C5: gaps and clashes are said in words, with their day")
    void whatIsToBeLookedAt() {
        Meeting own = meeting("SE-000001", "supervisor", "worker", SessionState.BOOKED);
        Meeting other = meeting("SE-000002", "supervisor", "nqsw", SessionState.BOOKED);
        shows(
                List.of(own),
                List.of(
                        new Gap(
                                "AG-000001",
                                "supervisor",
                                "worker",
                                LocalDate.of(2027, 2, 8),
                                LocalDate.of(2027, 3, 29),
                                false),
                        new Gap("AG-000002", "othersupervisor", "otherworker", LocalDate.of(2027, 3, 31), null, false),
                        new Gap("AG-000003", "supervisor", "nqsw", LocalDate.of(2027, 3, 30), null, true)),
                List.of(
                        new Clash(own, Kind.DOUBLE, "supervisor", other),
                        new Clash(own, Kind.DAY_OFF, null, null),
                        new Clash(own, Kind.AWAY, "worker", null),
                        new Clash(own, Kind.NOT_USUAL, "worker", null)),
                Map.of());

        assertThat(looks())
                .extracting(Look::words)
                .containsExactly(
                        "Name of worker: a session was owed by Monday 8 February 2027, 5 weeks ago, and the first is booked for Monday 29 March 2027.",
                        "Name of othersupervisor and Name of otherworker: a session is owed by Wednesday 31 March 2027, in 2 weeks, and none is booked.",
                        "Name of worker, Monday 29 March 2027, 10:00: Name of supervisor has another session then, 10:00 to 11:30.",
                        "Name of worker, Monday 29 March 2027, 10:00: that is no working day.",
                        "Name of worker, Monday 29 March 2027, 10:00: Name of worker is away then.",
                        "Name of worker, Monday 29 March 2027, 10:00: Name of worker does not usually work on that day of the week.");
        when(tasks.of("supervisor"))
                .thenReturn(List.of(new Line(
                        "book", "Task_BookSessions", "AG-000001", "Title", null, null, null, null, false, null, null)));
        assertThat(looks())
                .as("whoever has the task to book is led to it")
                .extracting(Look::task)
                .startsWith("book", null);
        assertThat(looks()).extracting(Look::day).startsWith(null, "day-2027-03-31", "day-2027-03-29");
        assertThat(day(weeks("2027-03"), 30).owed())
                .as("with enough booked before it, it is but a day")
                .containsExactly("Name of nqsw");
        assertThat(day(weeks("2027-03"), 31).owed()).containsExactly("Name of othersupervisor and Name of otherworker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2027", "2027-13", "March", "9999-01", "2027-3", "2027-03-01"})
    void whatIsNoMonthIsNotThere(String month) {
        assertThatThrownBy(() -> show(month))
                .isInstanceOfSatisfying(
                        ResponseStatusException.class,
                        refused -> assertThat(refused.getStatusCode().value()).isEqualTo(404));
    }

    private void shows(List<Meeting> meetings, List<Gap> gaps, List<Clash> clashes, Map<String, List<Days>> away) {
        when(months.of(anyString(), any(), anyBoolean()))
                .thenAnswer(asked -> new Picture(asked.getArgument(1), meetings, gaps, clashes, away, true));
    }

    private static Meeting meeting(String key, String supervisor, String supervisee, SessionState state) {
        return new Meeting(key, supervisor, supervisee, state, START, START.plusSeconds(5400));
    }

    private static Line holdTask(String id, Instant start) {
        return new Line(id, "Task_HoldSession", "SE-000001", "Title", null, null, null, null, false, null, start);
    }

    private static Day day(List<List<Day>> weeks, int number) {
        return weeks.stream()
                .flatMap(List::stream)
                .filter(day -> day != null && day.number() == number)
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private List<List<Day>> weeks(String month) {
        return (List<List<Day>>) Objects.requireNonNull(show(month).get("weeks"));
    }

    @SuppressWarnings("unchecked")
    private List<Look> looks() {
        return (List<Look>) Objects.requireNonNull(show(MARCH.toString()).get("looks"));
    }

    private ExtendedModelMap show(@Nullable String month) {
        Clock clock = Clock.fixed(Instant.parse("2027-03-15T09:00:00Z"), ZoneOffset.UTC);
        WorkingCalendar calendar = new WorkingCalendar(clock, new DaysOff() {
            @Override
            public boolean isOff(LocalDate day) {
                return false;
            }

            @Override
            public LocalDate knownUntil() {
                return LocalDate.of(2028, 12, 31);
            }
        });
        ExtendedModelMap model = new ExtendedModelMap();
        new CalendarController(months, addresses, mock(CalendarFeed.class), tasks, people, calendar, currentUser)
                .month(month, null, model, new MockHttpServletRequest());
        return model;
    }
}
