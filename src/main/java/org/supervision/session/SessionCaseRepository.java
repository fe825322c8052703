package org.supervision.session;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface SessionCaseRepository extends CrudRepository<SessionCase, Long> {

    List<SessionCase> findBySessionIdOrderById(long sessionId);

    List<SessionCase> findByWorkCaseId(long workCaseId);
}
