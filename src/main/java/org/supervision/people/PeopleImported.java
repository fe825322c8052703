package org.supervision.people;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells of people about whom the directory has changed. Of a few it is published inside the transaction that changed it, so
 * that a listener's failure undoes the import; of many part by part afterwards, each in a transaction of its own.
 * {@link DirectoryChanged} comes after the last.
 *
 * @param effectiveOn first day (London) on which the changes hold; it may lie ahead
 * @param first whether the directory was empty before
 * @param added user ids of people who are new, or come back
 * @param moved people who get another line manager
 * @param ended user ids of people who left
 * @param away user ids of people of whom the file tells another absence than before
 */
public record PeopleImported(
        LocalDate effectiveOn,
        boolean first,
        List<String> added,
        List<Move> moved,
        List<String> ended,
        List<String> away) {

    /**
     * Somebody who gets another line manager.
     *
     * @param from user id of the line manager until then; nobody at the top
     * @param to user id of the line manager from then on; nobody at the top
     */
    public record Move(
            String userId, @Nullable String from, @Nullable String to) {}
}
