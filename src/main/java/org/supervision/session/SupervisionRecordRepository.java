package org.supervision.session;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

interface SupervisionRecordRepository extends CrudRepository<SupervisionRecord, Long> {

    @Query("select * from supervision_record where session_id = :sessionId")
    Optional<SupervisionRecord> findBySessionId(long sessionId);

    @Query("select * from supervision_record where session_id in"
            + " (select id from supervision_session where agreement_id = :agreementId)")
    List<SupervisionRecord> findByAgreementId(long agreementId);
}
