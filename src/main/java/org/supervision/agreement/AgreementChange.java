package org.supervision.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

/**
 * Something that a person asks of an agreement in mid-term.
 *
 * @param id the row id; null before the row exists
 * @param initiator user id of whoever asks
 * @param status how far it is
 * @param agreementId which agreement; null until the form says
 * @param kind what; null until the form says
 * @param reason why; both parties read it
 * @param endReason why the agreement ends; null unless it does
 * @param fromOn London date from which it holds
 * @param untilOn the last London date of a suspension as foreseen; null when not known
 * @param closedAt when it was applied or withdrawn
 */
public record AgreementChange(
        @Id @Nullable Long id,
        String initiator,
        Instant createdAt,
        Status status,
        @Nullable Long agreementId,
        @Nullable ChangeKind kind,
        @Nullable String reason,
        @Nullable EndReason endReason,
        @Nullable LocalDate fromOn,
        @Nullable LocalDate untilOn,
        @Nullable Instant closedAt,
        @Version int rowVersion) {

    private static final String KEY = "CH-%06d";
    private static final int PREFIX = 3;

    /** How far a change is. */
    public enum Status {
        /** Being filled in. */
        ASKED,
        /** To be applied at once. */
        READY,
        /** To be applied on a later day. */
        PLANNED,
        APPLIED,
        /** Not applied: not wanted any more, or the agreement had ended or changed otherwise before the day came. */
        WITHDRAWN
    }

    /** Whether this is the key of a change that names no agreement yet. */
    public static boolean isKey(String key) {
        return key.matches("CH-\\d{6,18}");
    }

    static long idOf(String key) {
        if (!isKey(key)) {
            throw new IllegalArgumentException("No change's key: " + key);
        }
        return Long.parseLong(key.substring(PREFIX));
    }

    static AgreementChange asked(String initiator, Instant now) {
        return new AgreementChange(null, initiator, now, Status.ASKED, null, null, null, null, null, null, null, 0);
    }

    /** The key under which it runs while somebody has to choose among several agreements, such as {@code CH-000012}. */
    public String key() {
        return KEY.formatted(Objects.requireNonNull(id, "The change is not stored yet"));
    }

    /** The agreement that it is about. */
    public long requireAgreementId() {
        return Objects.requireNonNull(agreementId, "The change names no agreement yet");
    }

    AgreementChange filled(
            long newAgreementId,
            ChangeKind newKind,
            String newReason,
            @Nullable EndReason newEndReason,
            LocalDate from,
            @Nullable LocalDate until,
            boolean later) {
        return new AgreementChange(
                id,
                initiator,
                createdAt,
                later ? Status.PLANNED : Status.READY,
                newAgreementId,
                newKind,
                newReason,
                newEndReason,
                from,
                until,
                null,
                rowVersion);
    }

    AgreementChange closed(Status end, Instant now) {
        return new AgreementChange(
                id, initiator, createdAt, end, agreementId, kind, reason, endReason, fromOn, untilOn, now, rowVersion);
    }
}
