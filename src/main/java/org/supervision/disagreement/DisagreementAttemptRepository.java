package org.supervision.disagreement;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface DisagreementAttemptRepository extends CrudRepository<DisagreementAttempt, Long> {

    List<DisagreementAttempt> findByReferralIdOrderById(long referralId);
}
