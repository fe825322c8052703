package org.supervision.session;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;
import org.supervision.agreement.Party;

/**
 * A disagreement on a record: both positions (A7.1).
 *
 * @param id the row id; null before the row exists
 * @param sessionId which session
 * @param firstVersion the version of the record that first had it
 * @param supervisorPosition what the supervisor holds
 * @param superviseePosition what the supervisee holds
 * @param unresolved whether the two could not resolve it, so that it is referred (A7.2)
 */
@Table("disagreement")
public record Disagreement(
        @Id @Nullable Long id,
        long sessionId,
        int firstVersion,
        String supervisorPosition,
        String superviseePosition,
        boolean unresolved) {

    static Disagreement noted(long sessionId, int version, RecordContent.Position position) {
        return new Disagreement(
                null,
                sessionId,
                version,
                position.supervisorPosition(),
                position.superviseePosition(),
                position.unresolved());
    }

    long requireId() {
        return Objects.requireNonNull(id, "The disagreement is not stored yet");
    }

    /** What this side holds. */
    public String positionOf(Party side) {
        return side == Party.SUPERVISOR ? supervisorPosition : superviseePosition;
    }

    boolean says(RecordContent.Position position) {
        return supervisorPosition.equals(position.supervisorPosition())
                && superviseePosition.equals(position.superviseePosition())
                && unresolved == position.unresolved();
    }
}
