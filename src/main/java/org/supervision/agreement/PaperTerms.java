package org.supervision.agreement;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Terms that two people signed on paper.
 *
 * @param terms what they agreed on
 * @param signedBySupervisor London date
 * @param signedBySupervisee London date
 * @param scanReference where the scan of the paper is kept
 * @param lastHeldOn London date of the last session that was held under them; null where none was
 */
public record PaperTerms(
        Parties parties,
        AgreementTerms terms,
        LocalDate signedBySupervisor,
        LocalDate signedBySupervisee,
        String scanReference,
        @Nullable LocalDate lastHeldOn) {

    /** The London date from which they count: that of the later signature (A-sig, B-sig). */
    public LocalDate effectiveOn() {
        return signedBySupervisor.isAfter(signedBySupervisee) ? signedBySupervisor : signedBySupervisee;
    }

    LocalDate signedBy(Party party) {
        return party == Party.SUPERVISOR ? signedBySupervisor : signedBySupervisee;
    }
}
