package org.supervision.handover;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface HandoverMatterRepository extends CrudRepository<HandoverMatter, Long> {

    List<HandoverMatter> findByChangeId(long changeId);

    void deleteByChangeId(long changeId);
}
