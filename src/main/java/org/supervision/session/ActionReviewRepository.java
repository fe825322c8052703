package org.supervision.session;

import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface ActionReviewRepository extends CrudRepository<ActionReview, Long> {

    Optional<ActionReview> findByActionIdAndSessionId(long actionId, long sessionId);

    boolean existsByActionId(long actionId);

    int countByActionIdAndState(long actionId, ActionState state);
}
