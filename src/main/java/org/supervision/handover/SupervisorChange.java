package org.supervision.handover;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

/**
 * A change of the supervisor of an agreement (B6).
 *
 * @param id the row id; null before the row exists
 * @param requestedBy user id of the manager who asks for it, or {@link #PEOPLE_FILE}
 * @param status how far it is
 * @param agreementId which agreement; null until the form says
 * @param plannedFor the agreement while the change is planned, unique; null otherwise
 * @param outgoing user id of the supervisor until then
 * @param newSupervisor user id of who is named; null while nobody is
 * @param effectiveOn London date at whose start it takes effect
 * @param reason why, for the three concerned
 * @param acceptBy London date by whose end whoever was named last answers; null until somebody was
 * @param acceptedAt when the new supervisor accepted; null before
 * @param closedAt when it took effect or was withdrawn
 */
public record SupervisorChange(
        @Id @Nullable Long id,
        String requestedBy,
        Instant createdAt,
        Status status,
        @Nullable Long agreementId,
        @Nullable Long plannedFor,
        @Nullable String outgoing,
        @Nullable String newSupervisor,
        @Nullable LocalDate effectiveOn,
        @Nullable String reason,
        @Nullable LocalDate acceptBy,
        @Nullable Instant acceptedAt,
        @Nullable Instant closedAt,
        @Version int rowVersion) {

    /** In the place of a manager where the directory of people asks for it. */
    public static final String PEOPLE_FILE = "people-file";

    private static final String KEY = "CS-%06d";
    private static final int PREFIX = 3;

    /** How far a change is. */
    public enum Status {
        /** Being filled in. */
        ASKED,
        /** Its day has not come. */
        PLANNED,
        /** The new supervisor has taken over. */
        APPLIED,
        /** Its day came and nobody had accepted. */
        UNALLOCATED,
        /** Not wanted any more, or replaced by another. */
        WITHDRAWN
    }

    /** Whether this is the key of a change of supervisor. */
    public static boolean isKey(String key) {
        return key.matches("CS-\\d{6,18}");
    }

    /**
     * The row id in a key.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static long idOf(String key) {
        if (!isKey(key)) {
            throw new IllegalArgumentException("No change of supervisor: " + key);
        }
        return Long.parseLong(key.substring(PREFIX));
    }

    static SupervisorChange asked(String requestedBy, Instant now) {
        return new SupervisorChange(
                null, requestedBy, now, Status.ASKED, null, null, null, null, null, null, null, null, null, 0);
    }

    /** The row id of a stored change. */
    public long requireId() {
        return Objects.requireNonNull(id, "The change is not stored yet");
    }

    /** The business key, such as {@code CS-000012}. */
    public String key() {
        return KEY.formatted(requireId());
    }

    /** The agreement that it is about. */
    public long requireAgreementId() {
        return Objects.requireNonNull(agreementId, "The change names no agreement yet");
    }

    /** The London date at whose start it takes effect. */
    public LocalDate requireEffectiveOn() {
        return Objects.requireNonNull(effectiveOn, "The change has no day yet");
    }

    /** Who supervises until then. */
    public String requireOutgoing() {
        return Objects.requireNonNull(outgoing, "The change names no agreement yet");
    }

    /** Whether the new supervisor has accepted. */
    public boolean isAccepted() {
        return newSupervisor != null && acceptedAt != null;
    }

    /** Whether its day is still ahead. */
    public boolean isPlanned() {
        return status == Status.PLANNED;
    }

    SupervisorChange planned(long agreement, String from, LocalDate day, @Nullable String newReason) {
        return new SupervisorChange(
                id,
                requestedBy,
                createdAt,
                Status.PLANNED,
                agreement,
                agreement,
                from,
                null,
                day,
                newReason,
                null,
                null,
                null,
                rowVersion);
    }

    SupervisorChange naming(String named, LocalDate answerBy) {
        return answered(named, answerBy, null);
    }

    /** Keeps by when an answer was due: what waits for one after the day goes by that date until its end. */
    SupervisorChange namingNobody() {
        return answered(null, acceptBy, null);
    }

    SupervisorChange accepted(Instant now) {
        return answered(newSupervisor, acceptBy, now);
    }

    private SupervisorChange answered(@Nullable String named, @Nullable LocalDate answerBy, @Nullable Instant at) {
        if (!isPlanned()) {
            throw new IllegalStateException(key() + " is " + status);
        }
        return new SupervisorChange(
                id,
                requestedBy,
                createdAt,
                status,
                agreementId,
                plannedFor,
                outgoing,
                named,
                effectiveOn,
                reason,
                answerBy,
                at,
                null,
                rowVersion);
    }

    SupervisorChange closed(Status end, Instant now) {
        return new SupervisorChange(
                id,
                requestedBy,
                createdAt,
                end,
                agreementId,
                null,
                outgoing,
                newSupervisor,
                effectiveOn,
                reason,
                acceptBy,
                acceptedAt,
                now,
                rowVersion);
    }
}
