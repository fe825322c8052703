package org.supervision.session;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface RecordSignatureRepository extends CrudRepository<RecordSignature, Long> {

    List<RecordSignature> findBySessionIdOrderById(long sessionId);
}
