package org.supervision.session;

import java.time.LocalDate;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.policy.ClosureDay;
import org.supervision.policy.ClosureFollowUp;
import org.supervision.policy.Moved;
import org.supervision.policy.Slice;

/** Tells both of a session that is booked on a day which has become a closure day (F117): it stays until they rearrange it. */
@Component
@Order(3)
public class ClosureNotices implements ClosureFollowUp {

    private final SessionRepository sessions;
    private final Notifier notifier;
    private final WorkingCalendar calendar;

    ClosureNotices(SessionRepository sessions, Notifier notifier, WorkingCalendar calendar) {
        this.sessions = sessions;
        this.notifier = notifier;
        this.calendar = calendar;
    }

    /** The sessions that are booked on this London date, the earliest first, up to so many. */
    public List<SupervisionSession> bookedOn(LocalDate day, int limit) {
        return sessions.findBookedBetween(calendar.startOf(day), calendar.endOf(day), limit);
    }

    /** How many sessions are booked on this London date. */
    public int countOn(LocalDate day) {
        return sessions.countBookedBetween(calendar.startOf(day), calendar.endOf(day));
    }

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public boolean isCountingAnew() {
        return false;
    }

    @Override
    public List<Slice> slices(LocalDate closed, int size) {
        return Slice.of(
                name(),
                sessions.findEachBookedBetween(calendar.startOf(closed), calendar.endOf(closed), size).stream()
                        .map(String::valueOf)
                        .toList());
    }

    @Override
    public Moved atMost(LocalDate closed) {
        return Moved.NOTHING;
    }

    @Override
    public Moved follow(ClosureDay closed, Slice slice) {
        long end = slice.end() == null ? Long.MAX_VALUE : Long.parseLong(slice.end());
        sessions.findBookedBetween(
                        calendar.startOf(closed.day()),
                        calendar.endOf(closed.day()),
                        Long.parseLong(slice.first()),
                        end)
                .forEach(session -> tell(session, closed.day()));
        return Moved.NOTHING;
    }

    private void tell(SupervisionSession session, LocalDate closed) {
        for (String person : List.of(session.supervisor(), session.supervisee())) {
            notifier.send(Notice.of(
                            session.key() + "/closed/" + closed, person, MailKind.SESSION_ON_CLOSURE_DAY, session.key())
                    .start(session.startAt()));
        }
    }
}
