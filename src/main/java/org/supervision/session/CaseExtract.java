package org.supervision.session;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a distributed record says of one case, and of that case alone: for its file (B5).
 *
 * @param id stays the same for this case in this version of this record, such as {@code SE-000456/C12/V1}
 * @param session the session's key
 * @param version of the record
 * @param sessionDate London date of the session
 * @param supervisor user id
 * @param supervisee user id
 * @param reference the case's
 * @param initials null where nobody gave any
 * @param inDepth whether it was reviewed in depth (B7)
 * @param priority whether it is a priority
 * @param actions those that the record says are about this case
 */
public record CaseExtract(
        String id,
        String session,
        int version,
        LocalDate sessionDate,
        String supervisor,
        String supervisee,
        String reference,
        @Nullable String initials,
        boolean inDepth,
        boolean priority,
        @Nullable String discussion,
        @Nullable String decision,
        List<Action> actions) {

    public CaseExtract {
        actions = List.copyOf(actions);
    }

    /** Something that is to be done, by whom (user id) and by when. */
    public record Action(String what, String owner, LocalDate due) {}
}
