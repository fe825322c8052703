package org.supervision.audit;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A file in an audit's sample.
 *
 * @param id the row id; null before the row exists
 * @param supervisor user id, as of the day of the sample
 * @param auditor user id of the one auditor who looks at it; null where nobody is independent of it
 * @param settledAt when it was audited, or the term was over; null before
 * @param findings what the auditor found beyond the answers
 * @param considerDueOn the London date by whose end the line manager has considered the findings; null where they need not
 * @param decision what the line manager does about them; null before
 * @param decisionNote what that is, in the line manager's words
 */
@Table("audit_file")
public record AuditFile(
        @Id @Nullable Long id,
        long roundId,
        long agreementId,
        String supervisor,
        @Nullable String auditor,
        State state,
        @Nullable Instant settledAt,
        @Nullable String findings,
        @Nullable LocalDate considerDueOn,
        @Nullable Decision decision,
        @Nullable String decisionNote,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Version int rowVersion) {

    private static final Pattern KEY = Pattern.compile("AF-\\d{6,18}");
    private static final String FORMAT = "AF-%06d";
    private static final int PREFIX = 3;

    /** How far it has come. */
    public enum State {
        /** With the auditor. */
        OPEN,
        AUDITED,
        /** The term was over before the auditor was done. */
        NOT_AUDITED,
        /** Nobody who is independent of it could audit it. */
        NO_AUDITOR
    }

    /** What a line manager does about findings. */
    public enum Decision {
        ACT,
        NOTHING_TO_DO
    }

    /** Whether this is written as the key of such a file. */
    public static boolean isKey(String key) {
        return KEY.matcher(key).matches();
    }

    static String keyOf(long id) {
        return FORMAT.formatted(id);
    }

    static long idOf(String key) {
        return Long.parseLong(key.substring(PREFIX));
    }

    /** The business key, such as {@code AF-000003}. */
    public String key() {
        return keyOf(requireId());
    }

    /** The row id of a stored file. */
    public long requireId() {
        return Objects.requireNonNull(id, "The file is not stored yet");
    }

    static AuditFile drawn(long roundId, long agreementId, String supervisor, @Nullable String auditor) {
        return new AuditFile(
                null,
                roundId,
                agreementId,
                supervisor,
                auditor,
                auditor == null ? State.NO_AUDITOR : State.OPEN,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0);
    }

    AuditFile audited(@Nullable String found, @Nullable LocalDate considerBy, Instant at) {
        return new AuditFile(
                id,
                roundId,
                agreementId,
                supervisor,
                auditor,
                State.AUDITED,
                at,
                found,
                considerBy,
                null,
                null,
                null,
                null,
                rowVersion);
    }

    AuditFile notAudited(Instant at) {
        return new AuditFile(
                id,
                roundId,
                agreementId,
                supervisor,
                auditor,
                State.NOT_AUDITED,
                at,
                null,
                null,
                null,
                null,
                null,
                null,
                rowVersion);
    }

    AuditFile considered(Decision what, String note, String by, Instant at) {
        return new AuditFile(
                id,
                roundId,
                agreementId,
                supervisor,
                auditor,
                state,
                settledAt,
                findings,
                considerDueOn,
                what,
                note,
                by,
                at,
                rowVersion);
    }
}
