package org.supervision.agreement;

import java.util.Optional;

/** Knows who supervises for the time being where the supervisor has gone or is away for long; implemented where they are found. */
@FunctionalInterface
public interface InterimSupervisors {

    /** User id of who has accepted to supervise under this agreement for the time being (B8). */
    Optional<String> of(long agreementId);
}
