package org.supervision.agreement;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface AgreementExceptionRepository extends CrudRepository<AgreementException, Long> {

    List<AgreementException> findByAgreementIdOrderById(long agreementId);

    /** Those of these agreements. */
    List<AgreementException> findByAgreementIdIn(Collection<Long> agreementIds);

    List<AgreementException> findByApprovedTrueOrderById();

    Optional<AgreementException> findFirstByTermIdOrderByIdDesc(long termId);
}
