package org.supervision.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.supervision.agreement.MeetingMode;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.policy.ClosureDay;
import org.supervision.policy.Slice;

class ClosureNoticesTest {

    private static final LocalDate DAY = LocalDate.of(2027, 12, 29);
    private static final Instant START = Instant.parse("2027-12-29T10:00:00Z");

    @Test
    @DisplayName("F117: both of a session that is booked on a new closure day are told so, once a day, and nobody else")
    void bothAreTold() {
        SessionRepository sessions = mock();
        Notifier notifier = mock();
        WorkingCalendar calendar = mock();
        when(calendar.startOf(DAY)).thenReturn(Instant.parse("2027-12-29T00:00:00Z"));
        when(calendar.endOf(DAY)).thenReturn(Instant.parse("2027-12-30T00:00:00Z"));
        when(sessions.findEachBookedBetween(calendar.startOf(DAY), calendar.endOf(DAY), 5))
                .thenReturn(List.of(7L, 12L));
        when(sessions.findBookedBetween(calendar.startOf(DAY), calendar.endOf(DAY), 7, 12))
                .thenReturn(List.of(session()));
        ClosureNotices notices = new ClosureNotices(sessions, notifier, calendar);
        List<Slice> slices = notices.slices(DAY, 5);
        assertThat(slices).hasSize(2);

        notices.follow(new ClosureDay(1, DAY, "Closed", "admin", START, null, 2, 0), slices.get(0));

        ArgumentCaptor<Notice> told = ArgumentCaptor.forClass(Notice.class);
        verify(notifier, times(2)).send(told.capture());
        assertThat(told.getAllValues()).extracting(Notice::recipientUserId).containsExactly("cover", "worker");
        assertThat(told.getAllValues()).allSatisfy(notice -> {
            assertThat(notice.kind()).isEqualTo(MailKind.SESSION_ON_CLOSURE_DAY);
            assertThat(notice.uniqueId()).isEqualTo("SE-000007/closed/2027-12-29");
        });
    }

    private static SupervisionSession session() {
        return new SupervisionSession(
                7L,
                1,
                "cover",
                "worker",
                SessionKind.FORMAL,
                SessionState.BOOKED,
                START,
                START.plusSeconds(5400),
                "Room 3",
                MeetingMode.FACE_TO_FACE,
                null,
                START,
                null,
                0,
                0,
                null,
                null,
                0);
    }
}
