package org.supervision.caseload;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface WorkCaseRepository extends CrudRepository<WorkCase, Long> {

    List<WorkCase> findBySuperviseeOrderByPriorityDescReference(String supervisee);

    List<WorkCase> findBySuperviseeInOrderByPriorityDescReference(Collection<String> supervisees);

    Optional<WorkCase> findBySuperviseeAndReference(String supervisee, String reference);
}
