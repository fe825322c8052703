package org.supervision.missedsession;

import java.util.Collection;
import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface CaseEventRepository extends CrudRepository<CaseEvent, Long> {

    boolean existsByOnceKey(String onceKey);

    boolean existsByCaseIdAndKind(long caseId, CaseEvent.Kind kind);

    List<CaseEvent> findByCaseIdOrderById(long caseId);

    List<CaseEvent> findByCaseIdInOrderById(Collection<Long> caseIds);
}
