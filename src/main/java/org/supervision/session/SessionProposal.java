package org.supervision.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;
import org.supervision.agreement.MeetingMode;

/**
 * A date that was put down on the booking form and is booked in the next step.
 *
 * @param id the row id; null before the row exists
 * @param agreementId under which agreement
 * @param startAt when it starts
 * @param durationMinutes how long it is to be
 * @param location where
 * @param meetingMode how the two are to meet
 * @param reason why it is booked against a rule, or remotely
 */
@Table("session_proposal")
record SessionProposal(
        @Id @Nullable Long id,
        long agreementId,
        Instant startAt,
        int durationMinutes,
        String location,
        MeetingMode meetingMode,
        @Nullable String reason) {

    static SessionProposal of(NewSession wanted) {
        return new SessionProposal(
                null,
                wanted.agreementId(),
                wanted.start(),
                Math.toIntExact(wanted.duration().toMinutes()),
                wanted.location(),
                wanted.mode(),
                wanted.reason());
    }

    NewSession toBook() {
        return new NewSession(
                agreementId, startAt, Duration.ofMinutes(durationMinutes), location, meetingMode, reason, null, null);
    }
}
