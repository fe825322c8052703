package org.supervision.notification;

import java.time.LocalDate;

/**
 * One line of somebody's digest. It is sent once for each combination of its fields, however often it is reported.
 *
 * @param userId who is reminded
 * @param kind why: what is coming, due or overdue, as a key of {@code mail-texts.properties} below {@code reminder.},
 *     such as {@code record.overdue}
 * @param businessKey the session, agreement or case it is about
 * @param dueOn the London date by whose end the thing is due, was due, or takes place
 * @param remindOn the London date of this reminder: what is reminded of weekly has another each week
 */
public record Reminder(String userId, String kind, String businessKey, LocalDate dueOn, LocalDate remindOn) {}
