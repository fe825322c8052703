package org.supervision.missedsession;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface ResolutionRepository extends CrudRepository<Resolution, Long> {

    List<Resolution> findByCaseIdOrderById(long caseId);

    Optional<Resolution> findFirstByCaseIdOrderByIdDesc(long caseId);
}
