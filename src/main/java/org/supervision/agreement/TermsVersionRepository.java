package org.supervision.agreement;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface TermsVersionRepository extends CrudRepository<TermsVersion, Long> {

    List<TermsVersion> findByTermIdOrderByVersionNumber(long termId);

    Optional<TermsVersion> findFirstByTermIdOrderByVersionNumberDesc(long termId);
}
