package org.supervision.agreement;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

interface AgreementRepository extends CrudRepository<Agreement, Long> {

    @Query("select * from agreement where status in (:statuses) order by id")
    List<Agreement> findByStatusInOrderById(Collection<AgreementStatus> statuses);

    @Query(
            "select id from agreement where status in (:statuses) and (supervisor in (:people) or supervisee in (:people))")
    List<Long> findIdsOf(Collection<String> people, Collection<AgreementStatus> statuses);

    List<Agreement> findByIdInOrderById(Collection<Long> ids);

    List<Agreement> findBySupervisorOrSuperviseeOrderById(String supervisor, String supervisee);

    List<Agreement> findBySupervisorAndLivePairIsNotNull(String supervisor);

    Optional<Agreement> findByLivePair(String livePair);

    /** The latest status, which nobody else changes until the transaction ends. */
    @Query("select status from agreement where id = :id for update")
    Optional<AgreementStatus> lockStatus(long id);
}
