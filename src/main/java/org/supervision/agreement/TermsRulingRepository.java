package org.supervision.agreement;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface TermsRulingRepository extends CrudRepository<TermsRuling, Long> {

    List<TermsRuling> findByTermIdOrderById(long termId);
}
