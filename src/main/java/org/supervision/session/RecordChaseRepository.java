package org.supervision.session;

import org.springframework.data.repository.CrudRepository;

interface RecordChaseRepository extends CrudRepository<RecordChase, Long> {}
