package org.supervision.session;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface RecordDistributionRepository extends CrudRepository<RecordDistribution, Long> {

    List<RecordDistribution> findBySessionIdOrderByVersionNumber(long sessionId);
}
