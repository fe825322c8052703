package org.supervision.handover;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface HandoverActionRepository extends CrudRepository<HandoverAction, Long> {

    List<HandoverAction> findByChangeId(long changeId);
}
