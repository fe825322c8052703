package org.supervision.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A change of the policy that was proposed on its page, and what became of it.
 *
 * @param profile under which profile it holds
 * @param from first day (London) on which it holds
 * @param changes what changes, by key such as {@code record.dueWd}
 * @param reason why, in the words of whoever proposed it
 * @param proposedBy user id
 * @param decidedBy user id of whoever put it in force, refused it or took it back; null while it is open
 * @param decisionReason why it was refused; null otherwise
 */
public record PolicyVersion(
        long id,
        String profile,
        LocalDate from,
        Map<String, String> changes,
        String reason,
        Status status,
        String proposedBy,
        Instant proposedAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String decisionReason) {

    public PolicyVersion {
        changes = new TreeMap<>(changes);
    }

    /** What became of it. */
    public enum Status {
        /** It waits for a second person. */
        PROPOSED,
        /** It holds from its first day on. */
        APPROVED,
        /** The second person was against it. */
        REFUSED,
        /** Whoever proposed it took it back. */
        WITHDRAWN
    }

    /** Its name for good, such as {@code P3}; kept with every case that is opened under it. */
    public String name() {
        return "P" + id;
    }

    PolicyChange change() {
        return new PolicyChange(name(), from, profile, changes);
    }
}
