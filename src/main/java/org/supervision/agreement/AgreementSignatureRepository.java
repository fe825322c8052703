package org.supervision.agreement;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface AgreementSignatureRepository extends CrudRepository<AgreementSignature, Long> {

    List<AgreementSignature> findByTermIdOrderBySignedAtAscIdAsc(long termId);
}
