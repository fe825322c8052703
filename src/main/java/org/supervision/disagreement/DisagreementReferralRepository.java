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

    List<DisagreementReferral> findByStateOrderById(ReferralState state);

    /** How many other disagreements of this agreement were referred since then. */
    @Query("""
            select count(*) from disagreement_referral
            where agreement_id = :agreementId and id <> :id and referred_at >= :since""")
    int countReferrals(long agreementId, long id, Instant since);
}
