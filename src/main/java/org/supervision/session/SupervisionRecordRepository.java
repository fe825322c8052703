package org.supervision.session;

import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface SupervisionRecordRepository extends CrudRepository<SupervisionRecord, Long> {

    Optional<SupervisionRecord> findBySessionId(long sessionId);
}
