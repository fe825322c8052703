package org.supervision.audit;

import java.util.Collection;
import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface AuditAnswerRepository extends CrudRepository<AuditAnswer, Long> {

    List<AuditAnswer> findByFileIdOrderById(long fileId);

    List<AuditAnswer> findByFileIdInOrderById(Collection<Long> fileIds);
}
