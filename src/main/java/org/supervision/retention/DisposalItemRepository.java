package org.supervision.retention;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface DisposalItemRepository extends CrudRepository<DisposalItem, Long> {

    List<DisposalItem> findByListIdOrderById(long listId);
}
