package org.supervision.session;

import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface PreparationRepository extends CrudRepository<Preparation, Long> {

    Optional<Preparation> findBySessionIdAndParty(long sessionId, String party);
}
