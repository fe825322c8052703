package org.supervision.session;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface InterruptionRepository extends CrudRepository<Interruption, Long> {

    List<Interruption> findBySessionIdOrderById(long sessionId);
}
