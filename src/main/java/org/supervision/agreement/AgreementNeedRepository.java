package org.supervision.agreement;

import java.time.LocalDate;
import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface AgreementNeedRepository extends CrudRepository<AgreementNeed, Long> {

    List<AgreementNeed> findByStatusAndFromOnLessThanEqualOrderById(AgreementNeed.Status status, LocalDate day);

    List<AgreementNeed> findBySupervisee(String supervisee);
}
