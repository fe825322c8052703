package org.supervision.missedsession;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface HeldClaimRepository extends CrudRepository<HeldClaim, Long> {

    List<HeldClaim> findByCaseIdOrderById(long caseId);

    Optional<HeldClaim> findFirstByCaseIdOrderByIdDesc(long caseId);

    Optional<HeldClaim> findFirstByCaseIdAndStateOrderByIdDesc(long caseId, HeldClaim.State state);
}
