package org.supervision.disclosure;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface DisclosureEventRepository extends CrudRepository<DisclosureEvent, Long> {

    List<DisclosureEvent> findByDisclosureIdOrderById(long disclosureId);
}
