package org.supervision.missedsession;

import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface AppointmentRepository extends CrudRepository<Appointment, Long> {

    Optional<Appointment> findFirstByCaseIdAndEscalationLevelOrderByIdDesc(long caseId, int escalationLevel);
}
