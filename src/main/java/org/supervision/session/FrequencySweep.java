package org.supervision.session;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.FrequencyBands;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.notification.SweepTask;

/** Tells both when the policy allows another longest interval, and whether what they have booked still fits (B1). */
@Component
@Order(FrequencySweep.ORDER)
class FrequencySweep implements SweepTask {

    static final int ORDER = BookingSweep.ORDER - 1;

    private final FrequencyBands bands;
    private final SessionService sessions;
    private final AgreementService agreements;
    private final BookingHorizon horizon;
    private final Notifier notifier;
    private final WorkingCalendar calendar;

    FrequencySweep(
            FrequencyBands bands,
            SessionService sessions,
            AgreementService agreements,
            BookingHorizon horizon,
            Notifier notifier,
            WorkingCalendar calendar) {
        this.bands = bands;
        this.sessions = sessions;
        this.agreements = agreements;
        this.horizon = horizon;
        this.notifier = notifier;
        this.calendar = calendar;
    }

    @Override
    public void sweep(Instant now) {
        LocalDate today = calendar.dateOf(now);
        bands.bringUpToDate(today).forEach(agreementId -> tellBoth(agreementId, today));
    }

    private void tellBoth(long agreementId, LocalDate today) {
        String key = Agreement.keyOf(agreementId);
        MailKind kind = areApart(agreementId) ? MailKind.FREQUENCY_CHANGED_SESSIONS_APART : MailKind.FREQUENCY_CHANGED;
        for (String party : agreements.parties(agreementId).both()) {
            notifier.send(
                    Notice.of(key + "/frequency/" + today, party, kind, key).path(SupervisionDates.PATH + "/" + key));
        }
        horizon.check(agreementId);
    }

    /** Whether a session ahead lies longer after the one before it than it may now. */
    private boolean areApart(long agreementId) {
        List<SupervisionSession> ahead = sessions.futureBooked(agreementId);
        if (ahead.isEmpty()) {
            return false;
        }
        LocalDate previous = sessions.previousDate(agreementId, ahead.get(0).startAt(), null);
        for (SupervisionSession session : ahead) {
            LocalDate day = calendar.dateOf(session.startAt());
            if (ChronoUnit.DAYS.between(previous, day) > agreements.effectiveIntervalDays(agreementId, previous)) {
                return true;
            }
            previous = day;
        }
        return false;
    }
}
