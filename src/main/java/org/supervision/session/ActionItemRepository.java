package org.supervision.session;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

interface ActionItemRepository extends CrudRepository<ActionItem, Long> {

    List<ActionItem> findBySessionIdOrderById(long sessionId);

    List<ActionItem> findByAgreementIdOrderByDueOnDescIdDesc(long agreementId);

    List<ActionItem> findByAgreementIdAndStateOrderByDueOnAscIdAsc(long agreementId, ActionState state);

    int countByAgreementIdAndState(long agreementId, ActionState state);

    /** Row ids of these agreements, each as often as it has open actions. */
    @Query("select agreement_id from action_item where agreement_id in (:agreementIds) and state = 'OPEN'")
    List<Long> findAgreementsOfOpen(Collection<Long> agreementIds);

    /** As it stands now; whoever else changes it waits for the end of this transaction. */
    @Query("select * from action_item where id = :id for update")
    Optional<ActionItem> lock(long id);

    /** What was open when a session took place: agreed in earlier ones, or under an agreement that gave way to this, and not closed before. */
    @Query("""
            select action.* from action_item action
            join supervision_session agreed on agreed.id = action.session_id
            join supervision_session here on here.id = :sessionId
            join agreement under on under.id = action.agreement_id
            where (under.id = here.agreement_id or under.supervisee = here.supervisee and under.end_reason = 'SUPERSEDED')
              and agreed.start_at < here.start_at
              and (action.state = 'OPEN' or exists (
                  select 1 from action_review review
                  where review.action_id = action.id and review.session_id = here.id))
            order by action.due_on, action.id""")
    List<ActionItem> findEarlierThan(long sessionId);
}
