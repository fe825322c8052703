package org.supervision.personalmatter;

import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface MatterSharingRepository extends CrudRepository<MatterSharing, Long> {

    Optional<MatterSharing> findByMatterId(long matterId);
}
