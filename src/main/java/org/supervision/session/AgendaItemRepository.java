package org.supervision.session;

import java.util.List;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

interface AgendaItemRepository extends CrudRepository<AgendaItem, Long> {

    List<AgendaItem> findBySessionId(long sessionId);

    /** Its own items, those its record answered, and those that earlier sessions of the agreement left open. */
    @Query("""
            select item.* from agenda_item item
            join supervision_session raised on raised.id = item.session_id
            join supervision_session here on here.id = :sessionId
            where raised.agreement_id = here.agreement_id
              and (item.session_id = here.id
                   or item.answered_in = here.id
                   or (raised.start_at < here.start_at
                       and (item.outcome = 'DEFERRED'
                            or (item.outcome is null and raised.state in ('MISSED', 'CANCELLED', 'VOID')))))
            order by item.id""")
    List<AgendaItem> findOnAgendaOf(long sessionId);
}
