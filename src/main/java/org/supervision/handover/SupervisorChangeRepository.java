package org.supervision.handover;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface SupervisorChangeRepository extends CrudRepository<SupervisorChange, Long> {

    Optional<SupervisorChange> findByPlannedFor(long agreementId);

    List<SupervisorChange> findByPlannedForIn(Collection<Long> agreementIds);

    List<SupervisorChange> findByAgreementIdOrderById(long agreementId);
}
