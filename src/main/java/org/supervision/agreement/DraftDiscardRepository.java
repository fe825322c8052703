package org.supervision.agreement;

import org.springframework.data.repository.CrudRepository;

interface DraftDiscardRepository extends CrudRepository<DraftDiscard, Long> {

    boolean existsByTermId(long termId);
}
