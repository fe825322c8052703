package org.supervision.agreement;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface AgreementRepository extends CrudRepository<Agreement, Long> {

    List<Agreement> findByStatusInOrderById(Collection<AgreementStatus> statuses);

    List<Agreement> findBySupervisorOrSuperviseeOrderById(String supervisor, String supervisee);

    Optional<Agreement> findByLivePair(String livePair);
}
