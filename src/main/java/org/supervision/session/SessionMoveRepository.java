package org.supervision.session;

import org.springframework.data.repository.CrudRepository;

interface SessionMoveRepository extends CrudRepository<SessionMove, Long> {}
