package org.supervision.agreement;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

interface AgreementTermRepository extends CrudRepository<AgreementTerm, Long> {

    List<AgreementTerm> findByAgreementIdOrderByTermNumber(long agreementId);

    @Query("select * from agreement_term where agreement_id = :agreementId and term_number = :termNumber")
    Optional<AgreementTerm> findByAgreementIdAndTermNumber(long agreementId, int termNumber);

    Optional<AgreementTerm> findFirstByAgreementIdOrderByTermNumberDesc(long agreementId);

    @Query("select * from agreement_term where agreement_id = :agreementId and status = :status")
    Optional<AgreementTerm> findByAgreementIdAndStatus(long agreementId, TermStatus status);

    /** Where a term is in force under an agreement in force or suspended. */
    record Standing(long agreementId, int termNumber, boolean suspended) {

        String key() {
            return AgreementTerm.keyOf(agreementId, termNumber);
        }
    }

    /** Of all agreements. */
    @Query("""
            select t.agreement_id, t.term_number, a.status = 'SUSPENDED' as suspended
              from agreement_term t join agreement a on a.id = t.agreement_id
             where t.status = 'IN_FORCE' and a.status in ('IN_FORCE', 'SUSPENDED')
             order by t.id
            """)
    List<Standing> findStanding();

    /** The terms in force of these agreements. */
    @Query("select * from agreement_term where agreement_id in (:agreementIds) and status = :status")
    List<AgreementTerm> findByAgreementIdInAndStatus(Collection<Long> agreementIds, TermStatus status);

    /** The terms of unsuspended agreements whose review should have begun by then. */
    @Query("""
            select t.* from agreement_term t join agreement a on a.id = t.agreement_id
             where t.status = 'IN_FORCE' and a.status = 'IN_FORCE' and t.review_starts_at <= :now
             order by t.id
            """)
    List<AgreementTerm> findReviewsToStart(OffsetDateTime now);

    /** The terms of these supervisors that counted on a day from the first to the last, later ones later. */
    @Query("""
            select t.* from agreement_term t join agreement a on a.id = t.agreement_id
             where a.supervisor in (:supervisors) and a.supervisee is not null and t.effective_on <= :until
               and (t.ended_on is null or t.ended_on > :from)
             order by t.agreement_id, t.term_number
            """)
    List<AgreementTerm> findCountedIn(Collection<String> supervisors, LocalDate from, LocalDate until);
}
