package org.supervision.caseload;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface WorkCaseRepository extends CrudRepository<WorkCase, Long> {

    List<WorkCase> findBySuperviseeOrderByPriorityDescReference(String supervisee);

    Optional<WorkCase> findBySuperviseeAndReference(String supervisee, String reference);
}
