package org.supervision.agreement;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;

/**
 * An agreement that a hire or a change of line manager calls for (A1.2).
 *
 * @param supervisor user id of the line manager from that day
 * @param supervisee user id
 * @param formerSupervisor user id of the line manager until then; null after a hire
 * @param fromOn first London day of the working relationship
 * @param agreementId the draft that was raised; null unless one was
 * @param closedAt when it was raised or found to be needed no more
 */
record AgreementNeed(
        @Id @Nullable Long id,
        String supervisor,
        String supervisee,
        @Nullable String formerSupervisor,
        LocalDate fromOn,
        Status status,
        @Nullable Long agreementId,
        Instant createdAt,
        @Nullable Instant closedAt,
        @Version int rowVersion) {

    /** How far it is. */
    enum Status {
        /** Its day has not come. */
        WAITING,
        /** The supervisor has the draft. */
        RAISED,
        /** The two have an agreement already, or are not in line any more. */
        NOT_NEEDED
    }

    static AgreementNeed of(
            String supervisor, String supervisee, @Nullable String formerSupervisor, LocalDate fromOn, Instant now) {
        return new AgreementNeed(
                null, supervisor, supervisee, formerSupervisor, fromOn, Status.WAITING, null, now, null, 0);
    }

    AgreementNeed raised(long draft, Instant now) {
        return closed(Status.RAISED, draft, now);
    }

    AgreementNeed notNeeded(Instant now) {
        return closed(Status.NOT_NEEDED, null, now);
    }

    /** Whether this agreement was made with the line manager that the supervisee had before. */
    boolean replaces(Agreement agreement) {
        return agreement.supervisor().equals(formerSupervisor)
                && supervisee.equals(agreement.supervisee())
                && !agreement.createdAt().isAfter(createdAt);
    }

    private AgreementNeed closed(Status end, @Nullable Long draft, Instant now) {
        return new AgreementNeed(
                id, supervisor, supervisee, formerSupervisor, fromOn, end, draft, createdAt, now, rowVersion);
    }
}
