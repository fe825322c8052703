package org.supervision.unallocated;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

interface UnallocatedSuperviseeRepository extends CrudRepository<UnallocatedSupervisee, Long> {

    Optional<UnallocatedSupervisee> findByOpenFor(String supervisee);

    @Query("select * from unallocated_supervisee where open_for is not null and agreement_id = :agreementId")
    Optional<UnallocatedSupervisee> findOpenUnder(long agreementId);

    @Query("select * from unallocated_supervisee where open_for is not null order by id")
    List<UnallocatedSupervisee> findOpen();
}
