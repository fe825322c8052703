package org.supervision.session.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.supervision.engine.ProcessVariables;
import org.supervision.session.BookingHorizon;
import org.supervision.session.Bookings;

/** Books what both have put down on the form: one session each (B3). */
@Component("createSessions")
class CreateSessionsDelegate implements JavaDelegate {

    private final Bookings bookings;
    private final BookingHorizon horizon;

    CreateSessionsDelegate(Bookings bookings, BookingHorizon horizon) {
        this.bookings = bookings;
        this.horizon = horizon;
    }

    @Override
    public void execute(DelegateExecution execution) {
        long agreementId = SessionBookingProcess.agreementId(execution);
        bookings.bookProposed(agreementId);
        ProcessVariables.TWO_AHEAD.set(execution, horizon.isMet(agreementId));
    }
}
