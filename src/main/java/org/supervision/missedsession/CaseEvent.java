package org.supervision.missedsession;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Something that happened in a case: ids, dates and enums, no text.
 *
 * @param sessionId the session it is about
 * @param person who did it, or whom it concerns: a user id
 * @param escalationLevel see {@link Level}
 * @param detail an enum's name
 * @param onceKey what can happen once only, however often it is told
 */
@Table("case_event")
record CaseEvent(
        @Id @Nullable Long id,
        long caseId,
        Kind kind,
        Instant happenedAt,
        @Nullable Long sessionId,
        @Nullable String person,
        @Nullable Integer escalationLevel,
        @Nullable String detail,
        @Nullable String onceKey) {

    /** What can happen. */
    enum Kind {
        OPENED,
        MISSED,
        CANCELLED,
        INTERVAL_BREACHED,
        REBOOKED,
        NO_DATE,
        RECOVERY_FAILED,
        REPORTS_ASKED,
        REPORTED,
        NOT_REPORTED,
        HELD_CLAIMED,
        HELD_CONFIRMED,
        DISPUTED,
        ESCALATED,
        MANAGER_PASSED_OVER,
        NOBODY_ELIGIBLE,
        MANAGER_APPOINTED,
        ROUTED,
        DECIDED,
        DECISION_WITHDRAWN,
        TRANSFERRED,
        CLOSED
    }

    static CaseEvent of(long caseId, Kind kind, Instant now) {
        return new CaseEvent(null, caseId, kind, now, null, null, null, null, null);
    }

    CaseEvent session(@Nullable Long session) {
        return new CaseEvent(id, caseId, kind, happenedAt, session, person, escalationLevel, detail, onceKey);
    }

    /** The same event as one that a session has at most once. */
    CaseEvent onceFor(long session) {
        return new CaseEvent(
                id, caseId, kind, happenedAt, session, person, escalationLevel, detail, onceKey(kind, session));
    }

    CaseEvent by(@Nullable String userId) {
        return new CaseEvent(id, caseId, kind, happenedAt, sessionId, userId, escalationLevel, detail, onceKey);
    }

    CaseEvent level(int level) {
        return new CaseEvent(id, caseId, kind, happenedAt, sessionId, person, level, detail, onceKey);
    }

    CaseEvent detail(Enum<?> value) {
        return new CaseEvent(id, caseId, kind, happenedAt, sessionId, person, escalationLevel, value.name(), onceKey);
    }

    static String onceKey(Kind kind, long session) {
        return kind + "/" + session;
    }
}
