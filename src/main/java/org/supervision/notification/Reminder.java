package org.supervision.notification;

import java.time.LocalDate;

/**
 * One line of somebody's digest. It is sent once for each combination of its fields, however often it is reported.
 *
 * @param userId who is reminded
 * @param about what to do: a key of {@code mail-texts.properties} below {@code reminder.}, such as
 *     {@code write-record}; for a user task its id in kebab case
 * @param phase how its due date stands to the day of the reminder
 * @param businessKey the session, agreement or case it is about
 * @param dueOn the London date by whose end it is due, or on which it takes place
 * @param remindOn the London date of this reminder: what is reminded of weekly has another each week
 */
public record Reminder(
        String userId, String about, Phase phase, String businessKey, LocalDate dueOn, LocalDate remindOn) {

    /** How the due date stands to the day of the reminder. */
    public enum Phase {
        AHEAD,
        TODAY,
        OVERDUE
    }
}
