package org.supervision.session;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface DisagreementRepository extends CrudRepository<Disagreement, Long> {

    List<Disagreement> findBySessionIdOrderById(long sessionId);
}
