package org.supervision.unallocated;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface InterimRefusalRepository extends CrudRepository<InterimRefusal, Long> {

    List<InterimRefusal> findByUnallocatedIdOrderById(long unallocatedId);
}
