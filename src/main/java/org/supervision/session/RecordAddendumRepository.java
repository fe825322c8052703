package org.supervision.session;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface RecordAddendumRepository extends CrudRepository<RecordAddendum, Long> {

    List<RecordAddendum> findBySessionIdOrderById(long sessionId);
}
