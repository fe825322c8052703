package org.supervision.agreement;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;

/** The decision table of how often a person must be seen (D1; B1). */
public interface FrequencyTable {

    /**
     * The longest interval between two sessions of this person on this day, in calendar days. Nothing is kept of
     * the question.
     *
     * @param supervisee user id; worker type and time in post decide
     * @param on London date
     */
    int maxIntervalDays(String supervisee, LocalDate on);

    /**
     * The same of many people on one day, in a number of statements that does not grow with them.
     *
     * @param supervisees user ids
     * @param on London date
     * @return calendar days by user id
     */
    Map<String, Integer> maxIntervalDays(Collection<String> supervisees, LocalDate on);

    /** The same of one person, where an agreement's terms are decided by it: kept in the decision history. */
    int decideMaxIntervalDays(String supervisee, LocalDate on);
}
