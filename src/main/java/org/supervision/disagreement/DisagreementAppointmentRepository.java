package org.supervision.disagreement;

import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface DisagreementAppointmentRepository extends CrudRepository<DisagreementAppointment, Long> {

    Optional<DisagreementAppointment> findFirstByReferralIdOrderByIdDesc(long referralId);

    int countByReferralId(long referralId);
}
