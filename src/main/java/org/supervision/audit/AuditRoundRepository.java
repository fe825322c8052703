package org.supervision.audit;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface AuditRoundRepository extends CrudRepository<AuditRound, Long> {

    Optional<AuditRound> findFirstByOrderByPeriodUntilDesc();

    List<AuditRound> findAllByOrderByPeriodUntilDesc();
}
