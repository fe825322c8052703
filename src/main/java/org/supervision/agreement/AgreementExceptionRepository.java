package org.supervision.agreement;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

interface AgreementExceptionRepository extends CrudRepository<AgreementException, Long> {

    @Query("select * from agreement_exception where agreement_id = :agreementId order by id")
    List<AgreementException> findByAgreementIdOrderById(long agreementId);

    /** Those of these agreements. */
    List<AgreementException> findByAgreementIdIn(Collection<Long> agreementIds);

    /** Those approved under agreements of these supervisors. */
    @Query("""
            select e.* from agreement_exception e join agreement a on a.id = e.agreement_id
             where e.approved = true and a.supervisor in (:supervisors)
             order by e.id
            """)
    List<AgreementException> findApprovedUnder(Collection<String> supervisors);

    Optional<AgreementException> findFirstByTermIdOrderByIdDesc(long termId);
}
