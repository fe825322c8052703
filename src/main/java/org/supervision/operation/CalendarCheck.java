package org.supervision.operation;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import org.supervision.calendar.CalendarUnknownException;
import org.supervision.calendar.WorkingCalendar;

/** Refuses to start once the calendar of working days has run out: no deadline could be computed. */
@Component
class CalendarCheck implements InitializingBean {

    private final WorkingCalendar calendar;

    CalendarCheck(WorkingCalendar calendar) {
        this.calendar = calendar;
    }

    /** @throws CalendarUnknownException naming the last known day */
    @Override
    public void afterPropertiesSet() {
        calendar.isWorkingDay(calendar.today());
    }
}
