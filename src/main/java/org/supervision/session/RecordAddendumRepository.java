package org.supervision.session;

import java.util.List;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

interface RecordAddendumRepository extends CrudRepository<RecordAddendum, Long> {

    List<RecordAddendum> findBySessionIdOrderById(long sessionId);

    /** Lets those who add to the same record wait for each other. */
    @Query("select id from supervision_session where id = :sessionId for update")
    long lock(long sessionId);
}
