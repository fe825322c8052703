package org.supervision.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A disagreement on a record: both positions (A7.1) and, where it was referred, the decision (A7.2).
 *
 * @param id the row id; null before the row exists
 * @param sessionId which session
 * @param firstVersion the version of the record that first had it
 * @param supervisorPosition what the supervisor holds
 * @param superviseePosition what the supervisee holds
 * @param unresolved whether the two could not resolve it
 * @param decision what was decided; null before
 * @param reasons why
 * @param decidedBy user id
 * @param decidedAt when
 */
@Table("disagreement")
public record Disagreement(
        @Id @Nullable Long id,
        long sessionId,
        int firstVersion,
        String supervisorPosition,
        String superviseePosition,
        boolean unresolved,
        @Nullable String decision,
        @Nullable String reasons,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt) {

    static Disagreement noted(long sessionId, int version, RecordContent.Position position) {
        return new Disagreement(
                null,
                sessionId,
                version,
                position.supervisorPosition(),
                position.superviseePosition(),
                position.unresolved(),
                null,
                null,
                null,
                null);
    }

    Disagreement decided(String newDecision, @Nullable String newReasons, String by, Instant at) {
        return new Disagreement(
                id,
                sessionId,
                firstVersion,
                supervisorPosition,
                superviseePosition,
                unresolved,
                newDecision,
                newReasons,
                by,
                at);
    }

    boolean says(RecordContent.Position position) {
        return supervisorPosition.equals(position.supervisorPosition())
                && superviseePosition.equals(position.superviseePosition())
                && unresolved == position.unresolved();
    }
}
