package org.supervision.handover;

import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface HandoverSummaryRepository extends CrudRepository<HandoverSummary, Long> {

    Optional<HandoverSummary> findByChangeId(long changeId);
}
