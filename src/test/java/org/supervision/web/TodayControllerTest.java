package org.supervision.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.ui.ExtendedModelMap;
import org.supervision.disclosure.DisclosureLists;
import org.supervision.taskform.CurrentUser;
import org.supervision.taskform.TaskOverview;
import org.supervision.taskform.TaskOverview.Line;
import org.supervision.web.TodayController.Group;

class TodayControllerTest {

    /** Tuesday 30 March 2027, 09:00 in London, where summer time has begun. */
    private static final Instant NOW = Instant.parse("2027-03-30T08:00:00Z");

    private final TaskOverview tasks = mock(TaskOverview.class);
    private final DisclosureLists disclosures = mock(DisclosureLists.class);
    private final CurrentUser currentUser = mock(CurrentUser.class);

    @Test
    void whatIsLateOfTodayBookedAndNextStandApart() {
        assertThat(groups(
                        line("late", "Task_WriteRecord", "2027-03-29T23:00:00Z", null, "1 day late"),
                        line("until tonight", "Task_BookSessions", "2027-03-30T23:00:00Z", null, null),
                        line("until tomorrow night", "Task_SignRecordAsSupervisee", "2027-03-31T23:00:00Z", null, null),
                        line("held today", "Task_HoldSession", "2027-04-01T23:00:00Z", "2027-03-30T22:30:00Z", null),
                        line("second", "Task_HoldSession", "2027-05-01T23:00:00Z", "2027-04-28T09:00:00Z", null),
                        line("first", "Task_HoldSession", "2027-05-02T23:00:00Z", "2027-03-30T23:00:00Z", null),
                        line("whenever", "Task_PlanChange", null, null, null)))
                .isEqualTo(Map.of(
                        "late", List.of("late"),
                        "today", List.of("until tonight", "held today"),
                        "sessions", List.of("first", "second"),
                        "next", List.of("until tomorrow night", "whenever")));
    }

    @Test
    @SuppressWarnings("unchecked")
    void itIsSaidInShortAndHowFarOffEachIs() {
        assertThat(show().get("inShort")).isEqualTo("Nothing waits for you.");

        when(tasks.of("supervisor"))
                .thenReturn(List.of(line("next", "Task_BookSessions", "2027-04-02T23:00:00Z", null, null)));
        assertThat(show().get("inShort")).isEqualTo("Nothing is late, and nothing is for today.");
        assertThat(((List<Group>) show().get("groups")).get(0).entries())
                .extracting(TodayController.Entry::away)
                .containsExactly("in 3 days");

        when(tasks.of("supervisor"))
                .thenReturn(List.of(
                        line("late", "Task_WriteRecord", "2027-03-29T23:00:00Z", null, "1 day late"),
                        line("later", "Task_WriteRecord", "2027-03-28T23:00:00Z", null, "2 days late"),
                        line("today", "Task_BookSessions", "2027-03-30T23:00:00Z", null, null)));
        assertThat(show().get("inShort")).isEqualTo("2 things are late, 1 is for today.");
    }

    @SuppressWarnings("unchecked")
    private Map<String, List<String>> groups(Line... lines) {
        when(tasks.of("supervisor")).thenReturn(List.of(lines));
        return ((List<Group>) show().get("groups"))
                .stream()
                        .collect(Collectors.toMap(
                                Group::id,
                                group -> group.entries().stream()
                                        .map(entry -> entry.task().id())
                                        .toList()));
    }

    private ExtendedModelMap show() {
        when(currentUser.require()).thenReturn("supervisor");
        ExtendedModelMap model = new ExtendedModelMap();
        new TodayController(tasks, disclosures, currentUser, Clock.fixed(NOW, ZoneOffset.UTC))
                .today(model, new MockHttpServletRequest("GET", TodayController.IN_REST));
        return model;
    }

    private static Line line(
            String id, String taskKey, @Nullable String due, @Nullable String followUp, @Nullable String late) {
        return new Line(
                id,
                taskKey,
                "SE-000001",
                "Title",
                "Daniel Okafor",
                null,
                null,
                late,
                false,
                due == null ? null : Instant.parse(due),
                followUp == null ? null : Instant.parse(followUp));
    }
}
