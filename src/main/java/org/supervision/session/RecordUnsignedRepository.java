package org.supervision.session;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface RecordUnsignedRepository extends CrudRepository<RecordUnsigned, Long> {

    List<RecordUnsigned> findBySessionIdOrderById(long sessionId);
}
