package org.supervision.session;

import java.time.LocalDate;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.policy.ClosureDayAdded;

/** Tells both of a session that is booked on a day which has become a closure day (F117): it stays until they rearrange it. */
@Component
public class ClosureNotices {

    private final SessionRepository sessions;
    private final Notifier notifier;
    private final WorkingCalendar calendar;

    ClosureNotices(SessionRepository sessions, Notifier notifier, WorkingCalendar calendar) {
        this.sessions = sessions;
        this.notifier = notifier;
        this.calendar = calendar;
    }

    /** The sessions that are booked on this London date, the earliest first. */
    public List<SupervisionSession> bookedOn(LocalDate day) {
        return sessions.findBookedBetween(calendar.startOf(day), calendar.endOf(day));
    }

    @EventListener
    void on(ClosureDayAdded added) {
        for (SupervisionSession session : bookedOn(added.day())) {
            for (String person : List.of(session.supervisor(), session.supervisee())) {
                notifier.send(Notice.of(
                                session.key() + "/closed/" + added.day(),
                                person,
                                MailKind.SESSION_ON_CLOSURE_DAY,
                                session.key())
                        .start(session.startAt()));
            }
        }
    }
}
