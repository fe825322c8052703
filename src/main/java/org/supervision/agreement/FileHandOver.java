package org.supervision.agreement;

import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.supervision.access.SupervisionFiles;
import org.supervision.calendar.WorkingCalendar;

/**
 * An agreement that gives way to another hands its supervision file over to the other's supervisor, from the day on which
 * the one has ended and the other is in force (B6).
 */
@Component
class FileHandOver {

    private final AgreementService agreements;
    private final SupervisionFiles files;
    private final WorkingCalendar calendar;

    FileHandOver(AgreementService agreements, SupervisionFiles files, WorkingCalendar calendar) {
        this.agreements = agreements;
        this.files = files;
        this.calendar = calendar;
    }

    @EventListener
    void on(AgreementEnded ended) {
        if (ended.reason() == EndReason.SUPERSEDED) {
            String supervisee =
                    agreements.require(ended.agreementId()).parties().supervisee();
            under(supervisee)
                    .filter(other -> other.status() == AgreementStatus.IN_FORCE)
                    .findFirst()
                    .ifPresent(this::takeOver);
        }
    }

    @EventListener
    void on(AgreementInForce started) {
        Agreement successor = agreements.require(started.agreementId());
        if (calendar.today().equals(successor.inForceOn())) {
            takeOver(successor);
        }
    }

    /** The files of earlier agreements whose holder does not supervise the same person any more. */
    private void takeOver(Agreement successor) {
        String supervisee = successor.parties().supervisee();
        under(supervisee)
                .filter(former -> former.endReason() == EndReason.SUPERSEDED)
                .filter(former -> !supervises(files.holderOf(former.requireId()), supervisee))
                .forEach(former -> files.handOver(former.requireId(), successor.supervisor(), calendar.today()));
    }

    private boolean supervises(String holder, String supervisee) {
        return under(supervisee)
                .anyMatch(agreement ->
                        agreement.status().isSigned() && agreement.supervisor().equals(holder));
    }

    private Stream<Agreement> under(String supervisee) {
        return agreements.of(supervisee).stream().filter(agreement -> supervisee.equals(agreement.supervisee()));
    }
}
