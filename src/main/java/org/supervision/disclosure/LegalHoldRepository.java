package org.supervision.disclosure;

import org.springframework.data.repository.CrudRepository;

interface LegalHoldRepository extends CrudRepository<LegalHold, Long> {

    boolean existsByAgreementIdAndLiftedAtIsNull(long agreementId);
}
