package org.supervision.notification;

import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.supervision.calendar.CalendarUnknownException;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy.Window;

/** When mail may go out: in the policy's {@code mail.window}, London time. */
@Component
class MailHours {

    private final WorkingCalendar calendar;
    private final Policies policies;

    MailHours(WorkingCalendar calendar, Policies policies) {
        this.calendar = calendar;
        this.policies = policies;
    }

    /** The first moment, not before {@code moment}, at which mail may go. */
    Instant firstAt(Instant moment) {
        Window window = policies.current().mail().window();
        LocalDate day = calendar.dateOf(moment);
        try {
            if (isOpenOn(day, window)) {
                if (moment.isBefore(calendar.at(day, window.from()))) {
                    return calendar.at(day, window.from());
                }
                if (moment.isBefore(calendar.at(day, window.until()))) {
                    return moment;
                }
            }
            LocalDate next = window.workingDaysOnly() ? calendar.nextWorkingDay(day) : day.plusDays(1);
            return calendar.at(next, window.from());
        } catch (CalendarUnknownException pastTheKnownYears) {
            // a calendar that nobody has kept up must not keep back the mail that says what is due
            return moment;
        }
    }

    private boolean isOpenOn(LocalDate day, Window window) {
        return !window.workingDaysOnly() || calendar.isWorkingDay(day);
    }
}
