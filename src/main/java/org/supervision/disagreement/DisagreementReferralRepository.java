package org.supervision.disagreement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

interface DisagreementReferralRepository extends CrudRepository<DisagreementReferral, Long> {

    Optional<DisagreementReferral> findByDisagreementId(long disagreementId);

    List<DisagreementReferral> findByAgreementIdOrderById(long agreementId);

    List<DisagreementReferral> findBySessionIdOrderById(long sessionId);

    List<DisagreementReferral> findByProgressStateOrderById(ReferralState state);

    /** How many other disagreements of this agreement were referred since then. */
    @Query("""
            select count(*) from disagreement_referral
            where agreement_id = :agreementId and id <> :id and referred_at >= :since""")
    int countReferrals(long agreementId, long id, Instant since);

    /** The row ids of what stands unresolved in a distributed record of an agreement that lives, without a referral. */
    @Query("""
            select d.id from disagreement d
            join supervision_session s on s.id = d.session_id
            join agreement a on a.id = s.agreement_id
            where d.unresolved = true and a.status in ('IN_FORCE', 'SUSPENDED')
                and exists (select 1 from record_distribution x
                    where x.session_id = d.session_id and x.version_number >= d.first_version)
                and not exists (select 1 from disagreement_referral r where r.disagreement_id = d.id)
            order by d.id""")
    List<Long> findUnreferred();
}
