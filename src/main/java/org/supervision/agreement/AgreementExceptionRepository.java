package org.supervision.agreement;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface AgreementExceptionRepository extends CrudRepository<AgreementException, Long> {

    List<AgreementException> findByAgreementIdOrderById(long agreementId);

    List<AgreementException> findByApprovedTrueOrderById();

    Optional<AgreementException> findFirstByTermIdOrderByIdDesc(long termId);
}
