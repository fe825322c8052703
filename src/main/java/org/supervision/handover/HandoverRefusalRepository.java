package org.supervision.handover;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface HandoverRefusalRepository extends CrudRepository<HandoverRefusal, Long> {

    List<HandoverRefusal> findByChangeIdOrderById(long changeId);
}
