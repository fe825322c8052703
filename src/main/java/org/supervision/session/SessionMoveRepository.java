package org.supervision.session;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface SessionMoveRepository extends CrudRepository<SessionMove, Long> {

    List<SessionMove> findBySessionIdOrderById(long sessionId);
}
