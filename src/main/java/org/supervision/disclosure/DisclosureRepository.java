package org.supervision.disclosure;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

interface DisclosureRepository extends CrudRepository<Disclosure, Long> {

    List<Disclosure> findByViewerOrderByIdDesc(String viewer);

    List<Disclosure> findByAgreementIdInOrderByIdDesc(Collection<Long> agreementIds);

    /** Those of other people's records that this person asked for or decided on; all of them for a records officer. */
    @Query("""
            select disclosure.* from disclosure join agreement on agreement.id = disclosure.agreement_id
             where agreement.supervisor <> :person and coalesce(agreement.supervisee, '') <> :person
               and (:officer or disclosure.requested_by = :person
                    or exists (select 1 from disclosure_authority authority
                                where authority.disclosure_id = disclosure.id and authority.decided_by = :person))
             order by disclosure.id desc
            """)
    List<Disclosure> lookedAfterBy(String person, boolean officer);

    List<Disclosure> findByProgressStateInAndProgressNoticedAtIsNull(Collection<DisclosureState> states);

    @Query("select * from disclosure where id = :id for update")
    Optional<Disclosure> lock(long id);
}
