package org.supervision.agreement;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

interface AgreementNeedRepository extends CrudRepository<AgreementNeed, Long> {

    List<AgreementNeed> findByStatusAndFromOnLessThanEqualOrderById(AgreementNeed.Status status, LocalDate day);

    /** Those whose draft is not signed by both yet. */
    @Query("""
            select n.* from agreement_need n join agreement a on a.id = n.agreement_id
            where n.status = 'RAISED' and a.status = 'DRAFT' order by n.id""")
    List<AgreementNeed> findDrafted();

    Optional<AgreementNeed> findByAgreementId(long agreementId);

    List<AgreementNeed> findBySupervisee(String supervisee);

    List<AgreementNeed> findBySuperviseeInAndFromOnGreaterThanEqual(Collection<String> supervisees, LocalDate day);
}
