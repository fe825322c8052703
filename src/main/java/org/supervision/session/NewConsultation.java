package org.supervision.session;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.supervision.agreement.MeetingMode;

/**
 * A consultation that took place without a booking, as somebody logs it.
 *
 * @param kind ad hoc, or in a group
 * @param present row ids of the agreements of those who were there: one, unless in a group
 * @param absent row ids of the agreements of those of the group who were not
 * @param start when it began
 * @param end when it ended
 * @param mode how they met
 * @param about what it was about
 * @param decision what was decided; null where nothing was
 * @param actions what is to be done, and in whose file it stands
 */
public record NewConsultation(
        SessionKind kind,
        List<Long> present,
        List<Long> absent,
        Instant start,
        Instant end,
        MeetingMode mode,
        String about,
        @Nullable String decision,
        List<FiledAction> actions) {

    /**
     * Something that is to be done.
     *
     * @param agreementId row id of the agreement in whose file it stands, of somebody who was there
     */
    public record FiledAction(RecordContent.Action action, long agreementId) {}

    public NewConsultation {
        present = List.copyOf(present);
        absent = List.copyOf(absent);
        actions = List.copyOf(actions);
    }
}
