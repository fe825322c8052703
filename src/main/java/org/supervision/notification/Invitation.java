package org.supervision.notification;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A calendar entry for one session, to be put in, changed or taken out of the recipient's calendar. It says when, and
 * where if a place is given, and nothing of what the session is about (B3, F17).
 *
 * @param uid the same for ever for one session, such as its business key
 * @param sequence 0 for the first version of this uid, one more for each change and for the cancellation
 * @param method put in or change, or take out
 * @param start first moment of the session
 * @param end the moment after its last, later than {@code start}
 * @param location the room or place; null leaves it out
 */
public record Invitation(
        String uid,
        int sequence,
        Method method,
        Instant start,
        Instant end,
        @Nullable String location) {

    /** What the recipient's calendar is to do (RFC 5546). */
    public enum Method {
        REQUEST,
        CANCEL
    }

    public Invitation {
        Objects.requireNonNull(uid, "uid");
        Objects.requireNonNull(method, "method");
        if (sequence < 0) {
            throw new IllegalArgumentException("An invitation's sequence starts at 0, was " + sequence);
        }
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("An invitation ends after it starts");
        }
    }

    /** A new session, or with a higher sequence the same session at another time or place. */
    public static Invitation request(String uid, int sequence, Instant start, Instant end, @Nullable String location) {
        return new Invitation(uid, sequence, Method.REQUEST, start, end, location);
    }

    /** The session is off. */
    public static Invitation cancel(String uid, int sequence, Instant start, Instant end) {
        return new Invitation(uid, sequence, Method.CANCEL, start, end, null);
    }
}
