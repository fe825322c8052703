package org.supervision.absence;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface CoverNeedRepository extends CrudRepository<CoverNeed, Long> {

    List<CoverNeed> findByAbsenceIdOrderById(long absenceId);
}
