package org.supervision.retention;

import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface DisposalListRepository extends CrudRepository<DisposalList, Long> {

    Optional<DisposalList> findFirstByOrderByListedOnDesc();
}
