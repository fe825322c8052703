package org.supervision.unallocated;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.supervision.agreement.InterimSupervisors;

/** Tells the rest of the product who supervises for the time being. */
@Component
class AcceptedInterims implements InterimSupervisors {

    private final UnallocatedSuperviseeRepository unallocated;

    AcceptedInterims(UnallocatedSuperviseeRepository unallocated) {
        this.unallocated = unallocated;
    }

    @Override
    public Optional<String> of(long agreementId) {
        return unallocated.findOpenUnder(agreementId).flatMap(UnallocatedSupervisee::acceptedInterim);
    }
}
