package org.supervision.missedsession;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

interface CaseEventRepository extends CrudRepository<CaseEvent, Long> {

    @Query("select exists (select 1 from case_event where once_key = :onceKey)")
    boolean existsByOnceKey(String onceKey);

    boolean existsByCaseIdAndKind(long caseId, CaseEvent.Kind kind);

    List<CaseEvent> findByCaseIdOrderById(long caseId);

    List<CaseEvent> findByCaseIdInOrderById(Collection<Long> caseIds);
}
