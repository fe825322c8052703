package org.supervision.session;

import java.util.List;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

interface RecordVersionRepository extends CrudRepository<RecordVersion, Long> {

    @Query("select * from record_version where session_id = :sessionId order by version_number")
    List<RecordVersion> findBySessionIdOrderByVersionNumber(long sessionId);
}
