package org.supervision.session;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface ActionEventRepository extends CrudRepository<ActionEvent, Long> {

    List<ActionEvent> findByActionIdOrderById(long actionId);
}
