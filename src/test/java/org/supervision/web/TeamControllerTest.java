package org.supervision.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Answers;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.ui.ExtendedModelMap;
import org.supervision.agreement.AgreementStatus;
import org.supervision.calendar.DaysOff;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.compliance.TeamFigures;
import org.supervision.compliance.TeamPicture;
import org.supervision.compliance.TeamPicture.Missed;
import org.supervision.compliance.TeamPicture.Standing;
import org.supervision.missedsession.CaseMode;
import org.supervision.missedsession.CaseState;
import org.supervision.people.LineManagement;
import org.supervision.people.People;
import org.supervision.policy.Policies;
import org.supervision.taskform.CurrentUser;
import org.supervision.taskform.TaskOverview;
import org.supervision.web.TeamController.Row;

class TeamControllerTest {

    private static final LocalDate TODAY = LocalDate.of(2027, 3, 30);

    private final TeamPicture team = mock(TeamPicture.class);

    @Test
    void whatIsInOrderNeedsNoLook() {
        assertThat(notes(standing(AgreementStatus.IN_FORCE, TODAY, 2, 0, 0, TODAY, null)))
                .isEmpty();
        assertThat(notes(standing(AgreementStatus.SUSPENDED, null, 0, 0, 0, null, null)))
                .containsExactly("Suspended");
        assertThat(notes(standing(AgreementStatus.DRAFT, null, 0, 0, 0, null, null)))
                .containsExactly("The agreement is not signed yet");
    }

    @Test
    void whatIsLateIsSaid() {
        LocalDate yesterday = TODAY.minusDays(1);
        assertThat(notes(standing(AgreementStatus.IN_FORCE, yesterday, 1, 1, 2, yesterday, null)))
                .containsExactly(
                        "No session within the interval",
                        "Fewer than 2 sessions booked",
                        "1 record late",
                        "2 records not signed yet",
                        "Review overdue since Monday 29 March 2027");
    }

    @Test
    void anOpenCaseSaysHowManyDaysAreLeftOrWhoHasIt() {
        LocalDate missedOn = LocalDate.of(2027, 3, 17);
        assertThat(missed(missedOn, "2027-03-31T23:00:00Z", null))
                .isEqualTo(
                        "Session missed on Wednesday 17 March 2027, to be put right by Wednesday 31 March 2027, 1 day left");
        assertThat(missed(missedOn, "2027-03-30T23:00:00Z", null)).endsWith("by Tuesday 30 March 2027, today");
        assertThat(missed(missedOn, "2027-03-29T23:00:00Z", null)).endsWith("by Monday 29 March 2027");
        assertThat(missed(missedOn, "2027-03-31T23:00:00Z", "linemanager"))
                .isEqualTo("Session missed on Wednesday 17 March 2027, with linemanager, to be decided by"
                        + " Wednesday 31 March 2027, 1 day left");
    }

    private String missed(LocalDate on, String deadline, @Nullable String resolver) {
        return notes(standing(
                        AgreementStatus.IN_FORCE,
                        TODAY,
                        2,
                        0,
                        0,
                        null,
                        new Missed(
                                "MC-000001",
                                CaseMode.MISSED,
                                CaseState.REPORT_DUE,
                                on,
                                Instant.parse(deadline),
                                resolver)))
                .get(0);
    }

    private static Standing standing(
            AgreementStatus status,
            @Nullable LocalDate dueOn,
            int ahead,
            int recordsLate,
            int recordsUnsigned,
            @Nullable LocalDate reviewDueOn,
            @Nullable Missed missed) {
        return new Standing(
                "supervisor",
                "worker",
                status,
                null,
                dueOn,
                null,
                ahead,
                recordsLate,
                recordsUnsigned,
                reviewDueOn,
                missed);
    }

    @SuppressWarnings("unchecked")
    private List<String> notes(Standing standing) {
        when(team.below("supervisor")).thenReturn(List.of(standing));
        CurrentUser currentUser = mock(CurrentUser.class);
        when(currentUser.require()).thenReturn("supervisor");
        People people = mock(People.class);
        when(people.nameOf(anyString())).thenAnswer(call -> call.getArgument(0));
        when(people.names(anyCollection())).thenReturn(UnaryOperator.identity());
        Policies policies = mock(Policies.class, Answers.RETURNS_DEEP_STUBS);
        when(policies.current().booking().horizon()).thenReturn(2);
        WorkingCalendar calendar = new WorkingCalendar(
                Clock.fixed(Instant.parse("2027-03-30T08:00:00Z"), ZoneOffset.UTC), mock(DaysOff.class));
        ExtendedModelMap model = new ExtendedModelMap();
        new TeamController(
                        team,
                        mock(TeamFigures.class),
                        mock(TaskOverview.class),
                        mock(LineManagement.class),
                        people,
                        policies,
                        calendar,
                        currentUser)
                .team("all", "looking", 1, model, new MockHttpServletRequest());
        List<Row> rows = (List<Row>) model.get("rows");
        assertThat(rows).hasSize(1);
        return rows.get(0).notes();
    }
}
