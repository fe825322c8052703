package org.supervision.session;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface RecordVersionRepository extends CrudRepository<RecordVersion, Long> {

    List<RecordVersion> findBySessionIdOrderByVersionNumber(long sessionId);
}
