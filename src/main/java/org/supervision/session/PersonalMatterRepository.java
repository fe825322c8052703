package org.supervision.session;

import java.util.List;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

interface PersonalMatterRepository extends CrudRepository<PersonalMatter, Long> {

    List<PersonalMatter> findBySessionIdOrderById(long sessionId);

    @Query("""
            select matter.* from personal_matter matter
            join supervision_session session on session.id = matter.session_id
            where session.agreement_id = :agreementId order by matter.id""")
    List<PersonalMatter> findByAgreement(long agreementId);

    @Modifying
    @Query("update personal_matter set passed_to = :to where id = :matterId")
    void passOn(long matterId, String to);
}
