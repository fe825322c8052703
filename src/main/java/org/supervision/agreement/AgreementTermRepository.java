package org.supervision.agreement;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface AgreementTermRepository extends CrudRepository<AgreementTerm, Long> {

    List<AgreementTerm> findByAgreementIdOrderByTermNumber(long agreementId);

    Optional<AgreementTerm> findByAgreementIdAndTermNumber(long agreementId, int termNumber);

    Optional<AgreementTerm> findFirstByAgreementIdOrderByTermNumberDesc(long agreementId);

    Optional<AgreementTerm> findByAgreementIdAndStatus(long agreementId, TermStatus status);

    List<AgreementTerm> findByStatusInOrderById(Collection<TermStatus> statuses);
}
