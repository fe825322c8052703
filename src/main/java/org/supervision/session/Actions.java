package org.supervision.session;

import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was agreed to be done, by whom and by when, and what became of it in later sessions (B5). */
@Service
@Transactional
public class Actions {

    private final ActionItemRepository actions;
    private final ActionReviewRepository reviews;
    private final SessionDeadlines deadlines;

    Actions(ActionItemRepository actions, ActionReviewRepository reviews, SessionDeadlines deadlines) {
        this.actions = actions;
        this.reviews = reviews;
        this.deadlines = deadlines;
    }

    /** What was agreed in a session. */
    public List<ActionItem> of(long sessionId) {
        return actions.findBySessionIdOrderById(sessionId);
    }

    /** What earlier sessions left to be done and this one goes through, the earliest due first. */
    public List<ActionItem> toGoThrough(long sessionId) {
        return actions.findEarlierThan(sessionId);
    }

    /** In how many sessions an action was gone through and carried on (F51). */
    public int carried(long actionId) {
        return reviews.countByActionIdAndState(actionId, ActionState.OPEN);
    }

    /** Takes down what a version of a record agrees; a correction replaces what an earlier version had. */
    void agree(SupervisionSession session, List<RecordContent.Action> agreed) {
        List<ActionItem> known = of(session.requireId());
        known.stream()
                .filter(action -> agreed.stream().noneMatch(action::says))
                .filter(action -> !reviews.existsByActionId(action.requireId()))
                .forEach(actions::delete);
        agreed.stream()
                .filter(row -> known.stream().noneMatch(action -> action.says(row)))
                .map(row -> new ActionItem(
                        null,
                        session.agreementId(),
                        session.requireId(),
                        row.what(),
                        row.owner(),
                        row.due(),
                        row.type(),
                        ActionState.OPEN,
                        null))
                .forEach(actions::save);
    }

    /** Takes down what became of earlier actions; one that nothing was said of is carried on. */
    void review(SupervisionSession session, List<RecordContent.EarlierAction> said) {
        LocalDate day = deadlines.dateOf(session);
        for (ActionItem action : toGoThrough(session.requireId())) {
            ActionState state = said.stream()
                    .filter(row -> row.id() == action.requireId())
                    .map(RecordContent.EarlierAction::state)
                    .findFirst()
                    .orElse(ActionState.OPEN);
            Long reviewId = reviews.findByActionIdAndSessionId(action.requireId(), session.requireId())
                    .map(ActionReview::id)
                    .orElse(null);
            reviews.save(new ActionReview(reviewId, action.requireId(), session.requireId(), state));
            actions.save(action.in(state, day));
        }
    }
}
