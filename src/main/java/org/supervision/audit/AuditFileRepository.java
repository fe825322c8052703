package org.supervision.audit;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface AuditFileRepository extends CrudRepository<AuditFile, Long> {

    List<AuditFile> findByRoundIdOrderById(long roundId);

    List<AuditFile> findByAgreementIdOrderById(long agreementId);
}
