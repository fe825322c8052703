package org.supervision.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * What a party put on the agenda beside the standard items (A3.1, A3.2).
 *
 * @param id the row id; null before the row exists
 * @param sessionId the session whose agenda it was put on; while it is put off it comes up in later ones, too
 * @param title what it is about
 * @param addedBy user id of who added it
 * @param addedAt when
 * @param needsThought whether it needs thought beforehand (A3.3)
 * @param raisedLate whether it needs thought but was added too late for that: the other may have it deferred
 * @param outcome what a record says of it; null before
 * @param answeredIn the session whose record said so last; null before
 */
@Table("agenda_item")
public record AgendaItem(
        @Id @Nullable Long id,
        long sessionId,
        String title,
        String addedBy,
        Instant addedAt,
        boolean needsThought,
        boolean raisedLate,
        @Nullable ItemOutcome outcome,
        @Nullable Long answeredIn) {

    /** How the record's form names it. */
    public String code() {
        return String.valueOf(id);
    }

    AgendaItem answered(ItemOutcome newOutcome, long inSession) {
        return new AgendaItem(id, sessionId, title, addedBy, addedAt, needsThought, raisedLate, newOutcome, inSession);
    }
}
