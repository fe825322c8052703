package org.supervision.retention;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface LegalHoldRepository extends CrudRepository<LegalHold, Long> {

    boolean existsByAgreementIdAndLiftedAtIsNull(long agreementId);

    List<LegalHold> findByLiftedAtIsNull();

    List<LegalHold> findAllByOrderByIdDesc();
}
