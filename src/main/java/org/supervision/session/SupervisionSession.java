package org.supervision.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;
import org.supervision.agreement.MeetingMode;
import org.supervision.agreement.Parties;

/**
 * One supervision session: when and where it is, who holds it, and what became of it.
 *
 * @param id the row id; null before the row exists
 * @param agreementId under which agreement
 * @param supervisor user id of who holds it: the agreement's supervisor, or whoever covers (A-br, E27)
 * @param supervisee user id
 * @param kind whether it is booked ahead, or was logged afterwards
 * @param state what it is, or became
 * @param startAt its agreed start, as last rearranged
 * @param endAt its agreed end
 * @param location where
 * @param meetingMode how the two are to meet (B4)
 * @param bookingReason why it is booked against a rule, or remotely; null where neither is so
 * @param bookedAt when it was booked
 * @param givenAt when it was given to whoever holds it now (E27); null where it was booked with them
 * @param icsSequence how often its calendar entry has changed
 * @param moves how often it was rearranged (A2.4)
 * @param recoveryForCase row id of the missed-session case that it is to recover; null where it is none's
 * @param outcome what became of it; null as long as nobody has said
 * @param rowVersion guards against two changes at once
 */
@Table("supervision_session")
public record SupervisionSession(
        @Id @Nullable Long id,
        long agreementId,
        String supervisor,
        String supervisee,
        SessionKind kind,
        SessionState state,
        Instant startAt,
        Instant endAt,
        String location,
        MeetingMode meetingMode,
        @Nullable String bookingReason,
        Instant bookedAt,
        @Nullable Instant givenAt,
        int icsSequence,
        int moves,
        @Nullable Long recoveryForCase,
        @Embedded.Nullable(prefix = "outcome_") @Nullable Outcome outcome,
        @Version int rowVersion) {

    private static final Pattern KEY = Pattern.compile("SE-(\\d{6,18})");

    /** The business key of the session with this row id, such as {@code SE-000456}. */
    public static String keyOf(long id) {
        return "SE-%06d".formatted(id);
    }

    /** Whether this is a session's business key. */
    public static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    /**
     * The row id in a session's business key.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static long idOf(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("No session's key: " + key);
        }
        return Long.parseLong(matcher.group(1));
    }

    static SupervisionSession booked(NewSession wanted, Parties holders, Instant now) {
        return new SupervisionSession(
                null,
                wanted.agreementId(),
                holders.supervisor(),
                holders.supervisee(),
                SessionKind.FORMAL,
                SessionState.BOOKED,
                wanted.start(),
                wanted.start().plus(wanted.duration()),
                wanted.location(),
                wanted.mode(),
                wanted.reason(),
                now,
                null,
                0,
                0,
                wanted.recoveryForCase(),
                null,
                0);
    }

    /** One that was not booked, and is logged once it is over. */
    static SupervisionSession logged(SessionKind kind, long agreementId, Parties parties, Outcome held, Instant now) {
        Instant start = Objects.requireNonNull(held.actualStartAt());
        Instant end = Objects.requireNonNull(held.actualEndAt());
        MeetingMode mode = Objects.requireNonNull(held.meetingMode());
        return new SupervisionSession(
                null,
                agreementId,
                parties.supervisor(),
                parties.supervisee(),
                kind,
                SessionState.HELD,
                start,
                end,
                "",
                mode,
                null,
                now,
                null,
                0,
                0,
                null,
                held,
                0);
    }

    /** Whether it is one of the sessions that the agreement is about. */
    public boolean isFormal() {
        return kind == SessionKind.FORMAL;
    }

    /** The row id of a stored session. */
    public long requireId() {
        return Objects.requireNonNull(id, "The session is not stored yet");
    }

    /** The business key, such as {@code SE-000456}. */
    public String key() {
        return keyOf(requireId());
    }

    /** Who holds it and who is supervised in it. */
    public Parties parties() {
        return new Parties(supervisor, supervisee);
    }

    /** Both, whoever holds it first. */
    public List<String> both() {
        return parties().both();
    }

    /** Its agreed length. */
    public Duration duration() {
        return Duration.between(startAt, endAt);
    }

    /** Whether its agreed start has passed at this moment: from then on it is held or missed, and no longer moved. */
    public boolean hasStarted(Instant now) {
        return !now.isBefore(startAt);
    }

    /** When it took place, or was to. */
    public Instant heldOrAgreedStart() {
        return outcome == null || outcome.actualStartAt() == null ? startAt : outcome.actualStartAt();
    }

    /**
     * What became of it.
     *
     * @throws IllegalStateException as long as nobody has said
     */
    public Outcome requireOutcome() {
        if (outcome == null) {
            throw new IllegalStateException(key() + " has no outcome yet");
        }
        return outcome;
    }

    SupervisionSession movedTo(Instant newStart) {
        requireState(SessionState.BOOKED, "be rearranged");
        return copy(state, newStart, newStart.plus(duration()), icsSequence + 1, moves + 1, recoveryForCase, null);
    }

    /** Held by somebody else from now on; its calendar entry changes with that. */
    SupervisionSession heldBy(String newSupervisor, Instant now) {
        requireState(SessionState.BOOKED, "go to another supervisor");
        return new SupervisionSession(
                id,
                agreementId,
                newSupervisor,
                supervisee,
                kind,
                state,
                startAt,
                endAt,
                location,
                meetingMode,
                bookingReason,
                bookedAt,
                now,
                icsSequence + 1,
                moves,
                recoveryForCase,
                outcome,
                rowVersion);
    }

    SupervisionSession recovering(long caseId) {
        requireState(SessionState.BOOKED, "recover a case");
        return copy(state, startAt, endAt, icsSequence, moves, caseId, null);
    }

    SupervisionSession became(SessionState newState, Outcome newOutcome) {
        requireState(SessionState.BOOKED, "become " + newState);
        return copy(newState, startAt, endAt, icsSequence, moves, recoveryForCase, newOutcome);
    }

    /** Was missed or cancelled for all that was known, and is now known to have been held (E5, E11). */
    SupervisionSession heldAfterAll(SessionState newState, Outcome newOutcome) {
        if (state != SessionState.MISSED && state != SessionState.CANCELLED) {
            throw new IllegalStateException(key() + " is " + state + " and cannot have been held after all");
        }
        return copy(newState, startAt, endAt, icsSequence, moves, recoveryForCase, newOutcome);
    }

    SupervisionSession calledOff(SessionState newState, @Nullable Outcome newOutcome) {
        requireState(SessionState.BOOKED, "become " + newState);
        return copy(newState, startAt, endAt, icsSequence + 1, moves, recoveryForCase, newOutcome);
    }

    private SupervisionSession copy(
            SessionState newState,
            Instant newStart,
            Instant newEnd,
            int newIcsSequence,
            int newMoves,
            @Nullable Long newRecoveryForCase,
            @Nullable Outcome newOutcome) {
        return new SupervisionSession(
                id,
                agreementId,
                supervisor,
                supervisee,
                kind,
                newState,
                newStart,
                newEnd,
                location,
                meetingMode,
                bookingReason,
                bookedAt,
                givenAt,
                newIcsSequence,
                newMoves,
                newRecoveryForCase,
                newOutcome,
                rowVersion);
    }

    private void requireState(SessionState wanted, String what) {
        if (state != wanted) {
            throw new IllegalStateException("%s is %s and cannot %s".formatted(key(), state, what));
        }
    }
}
