package org.supervision.missedsession;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;

/**
 * What a manager decided on a case.
 *
 * @param escalationLevel see {@link Level}
 * @param manager user id
 * @param startAt when the session that he fixed starts
 * @param supervisor user id of who holds it
 * @param absentFrom first London date of the absence
 * @param absentUntil last London date of the absence as foreseen; null when not known
 * @param sessionId that session, once it is booked
 * @param carriedOut whether it has been put into effect
 * @param reasons what the manager wrote to it
 */
@Table("missed_resolution")
public record Resolution(
        @Id @Nullable Long id,
        long caseId,
        int escalationLevel,
        String manager,
        @Column("resolution") Kind kind,
        Instant decidedAt,
        @Nullable Instant startAt,
        @Nullable String supervisor,
        @Nullable LocalDate absentFrom,
        @Nullable LocalDate absentUntil,
        @Nullable Long sessionId,
        boolean carriedOut,
        @Nullable String reasons) {

    /** What a manager can do. */
    public enum Kind {
        /** The two meet at a date that he fixes. */
        NEW_DATE,
        /** Another supervisor holds the session. */
        COVER,
        /** Another supervisor holds the session and those to come until the post is filled. */
        INTERIM,
        /** One of the two is away for long: supervision is suspended. */
        ABSENCE,
        /** It goes to the next manager. */
        REFER;

        /** Whether it fixes a session. */
        public boolean fixesSession() {
            return this == NEW_DATE || this == COVER || this == INTERIM;
        }
    }

    /**
     * What a manager decided, as typed.
     *
     * @param supervisor who holds the session; null for the agreement's supervisor
     */
    public record Decision(
            Kind kind,
            @Nullable Instant startAt,
            @Nullable String supervisor,
            @Nullable LocalDate absentFrom,
            @Nullable LocalDate absentUntil,
            @Nullable String reasons) {}

    Resolution carriedOut(@Nullable Long bookedSession) {
        return new Resolution(
                id,
                caseId,
                escalationLevel,
                manager,
                kind,
                decidedAt,
                startAt,
                supervisor,
                absentFrom,
                absentUntil,
                bookedSession,
                true,
                reasons);
    }
}
