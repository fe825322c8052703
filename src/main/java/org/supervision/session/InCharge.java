package org.supervision.session;

import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.supervision.access.SupervisionFiles;
import org.supervision.agreement.AgreementService;
import org.supervision.calendar.WorkingCalendar;

/** Who does the supervisor's part of what is still to do about a session. */
@Component
class InCharge {

    private final AgreementService agreements;
    private final SupervisionFiles files;
    private final WorkingCalendar calendar;

    InCharge(AgreementService agreements, SupervisionFiles files, WorkingCalendar calendar) {
        this.agreements = agreements;
        this.files = files;
        this.calendar = calendar;
    }

    /** User id of whoever covers it or, once the agreement has changed hands, of its supervisor now (B6). */
    String of(SupervisionSession session) {
        LocalDate heldOn = calendar.dateOf(session.startAt());
        // while nobody has the file a session stays booked with whoever had it, who does not cover it
        boolean covered = !files.lastHolderOn(session.agreementId(), heldOn).equals(session.supervisor());
        return covered
                ? session.supervisor()
                : agreements.parties(session.agreementId()).supervisor();
    }
}
