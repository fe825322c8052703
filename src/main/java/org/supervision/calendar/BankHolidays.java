package org.supervision.calendar;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The bank holidays of England and Wales as observed, substitute days included. */
class BankHolidays {

    private static final String ENGLAND = "eng"; // Wales has the same days

    private final HolidayManager manager =
            HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.UNITED_KINGDOM));

    private final Map<Integer, Set<LocalDate>> byYear = new ConcurrentHashMap<>();

    boolean contains(LocalDate day) {
        return byYear.computeIfAbsent(day.getYear(), this::of).contains(day);
    }

    /** Their names in a year, in order. */
    SortedMap<LocalDate, String> namesIn(int year) {
        SortedMap<LocalDate, String> names = new TreeMap<>();
        manager.getHolidays(Year.of(year), ENGLAND)
                .forEach(holiday -> names.put(holiday.getDate(), holiday.getDescription(Locale.UK)));
        return names;
    }

    private Set<LocalDate> of(int year) {
        return manager.getHolidays(Year.of(year), ENGLAND).stream()
                .map(Holiday::getDate)
                .collect(Collectors.toUnmodifiableSet());
    }
}
