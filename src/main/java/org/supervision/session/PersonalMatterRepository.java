package org.supervision.session;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface PersonalMatterRepository extends CrudRepository<PersonalMatter, Long> {

    List<PersonalMatter> findBySessionIdOrderById(long sessionId);
}
