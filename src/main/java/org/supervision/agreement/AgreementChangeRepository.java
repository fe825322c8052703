package org.supervision.agreement;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface AgreementChangeRepository extends CrudRepository<AgreementChange, Long> {

    Optional<AgreementChange> findFirstByAgreementIdAndStatusOrderByIdDesc(
            long agreementId, AgreementChange.Status status);

    List<AgreementChange> findByAgreementIdAndStatus(long agreementId, AgreementChange.Status status);

    List<AgreementChange> findByStatus(AgreementChange.Status status);
}
