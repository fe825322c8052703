package org.supervision.missedsession;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

interface MissedCaseRepository extends CrudRepository<MissedCase, Long> {

    Optional<MissedCase> findByOpenMarker(long agreementId);

    List<MissedCase> findByOpenMarkerInOrderById(Collection<Long> agreementIds);

    List<MissedCase> findByAgreementIdOrderById(long agreementId);

    /** How many missed sessions this agreement has had from one London date to another, both included. */
    @Query("""
            select count(*) from missed_case
            where agreement_id = :agreementId and counted = true
              and initial_missed_on >= :from and initial_missed_on <= :until""")
    int countMisses(long agreementId, LocalDate from, LocalDate until);

    /** How many other cases of this agreement were referred above the line manager since then. */
    @Query("""
            select count(distinct c.id) from missed_case c join case_event e on e.case_id = c.id
            where c.agreement_id = :agreementId and c.id <> :caseId
              and e.kind = 'ROUTED' and e.escalation_level >= 1 and e.happened_at >= :since""")
    int countReferrals(long agreementId, long caseId, Instant since);
}
