package org.supervision.session;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.calendar.WorkingCalendar;

/** What was agreed to be done, by whom and by when, and what became of it in later sessions (B5). */
@Service
@Transactional
public class Actions {

    /** Where the two see and close their actions between sessions. */
    public static final String PATH = "/camunda/api/supervision/actions";

    /** How much its owner can say of an action, in characters. */
    public static final int LONGEST_NOTE = 2000;

    /** From so many sessions on in which an action was carried on it is flagged to both (F51). */
    private static final int STUCK = 2;

    private final ActionItemRepository actions;
    private final ActionReviewRepository reviews;
    private final ActionEventRepository events;
    private final SessionDeadlines deadlines;
    private final WorkingCalendar calendar;

    Actions(
            ActionItemRepository actions,
            ActionReviewRepository reviews,
            ActionEventRepository events,
            SessionDeadlines deadlines,
            WorkingCalendar calendar) {
        this.actions = actions;
        this.reviews = reviews;
        this.events = events;
        this.deadlines = deadlines;
        this.calendar = calendar;
    }

    /** What was agreed in a session. */
    public List<ActionItem> of(long sessionId) {
        return actions.findBySessionIdOrderById(sessionId);
    }

    /** What is still to be done under an agreement, the earliest due first. */
    public List<ActionItem> open(long agreementId) {
        return actions.findByAgreementIdAndStateOrderByDueOnAscIdAsc(agreementId, ActionState.OPEN);
    }

    /** What earlier sessions left to be done and this one goes through, the earliest due first. */
    public List<ActionItem> toGoThrough(long sessionId) {
        return actions.findEarlierThan(sessionId);
    }

    /** In how many sessions an action was gone through and carried on (F51). */
    public int carried(long actionId) {
        return reviews.countByActionIdAndState(actionId, ActionState.OPEN);
    }

    /** Whether an action that was carried on so often should be looked at anew (F51). */
    public static boolean isStuck(int carried) {
        return carried >= STUCK;
    }

    /** How often an action was carried on, in words for both; nothing where it never was. */
    public String carriedInWords(long actionId) {
        int carried = carried(actionId);
        if (carried == 0) {
            return "";
        }
        return " (carried forward " + (carried == 1 ? "once" : carried + " times")
                + (isStuck(carried) ? ": decide what becomes of it)" : ")");
    }

    /** Everything that was agreed under an agreement: what is open first, then the latest due. */
    public List<ActionItem> underAgreement(long agreementId) {
        return actions.findByAgreementIdOrderByDueOnDescIdDesc(agreementId).stream()
                .sorted(Comparator.comparing(action -> action.state() != ActionState.OPEN))
                .toList();
    }

    /** How many actions of an agreement are open. */
    public int countOpen(long agreementId) {
        return actions.countByAgreementIdAndState(agreementId, ActionState.OPEN);
    }

    /** The same of several agreements, by row id; those without any are left out. */
    public Map<Long, Integer> countOpen(Collection<Long> agreementIds) {
        return agreementIds.isEmpty()
                ? Map.of()
                : actions.findAgreementsOfOpen(agreementIds).stream()
                        .collect(Collectors.toMap(id -> id, id -> 1, Integer::sum));
    }

    /** Whether an action should have been done. */
    public boolean isLate(ActionItem action) {
        return action.state() == ActionState.OPEN && calendar.today().isAfter(action.dueOn());
    }

    /** What became of an action between sessions, in order. */
    public List<ActionEvent> events(long actionId) {
        return events.findByActionIdOrderById(actionId);
    }

    /** The owner closes an action between sessions, or opens it again (F53). Does nothing where it stands so already. */
    public void change(ActionItem action, ActionState state, @Nullable String note) {
        actions.lock(action.requireId()).filter(now -> now.state() != state).ifPresent(now -> {
            events.save(new ActionEvent(null, now.requireId(), state, note, action.owner(), calendar.now(), null));
            actions.save(now.in(state, calendar.today()));
        });
    }

    /**
     * What a supervisor who goes was still to do is the new one's; who had it stays in the action's history (B6).
     *
     * @param kept row ids of the actions that do not pass on
     */
    public void passOn(long agreementId, String from, String to, Collection<Long> kept) {
        open(agreementId).stream()
                .filter(action -> action.owner().equals(from) && !kept.contains(action.requireId()))
                .forEach(action -> {
                    events.save(new ActionEvent(
                            null, action.requireId(), ActionState.OPEN, null, from, calendar.now(), to));
                    actions.save(action.passedTo(to));
                });
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
                        null,
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
            ActionReview before = reviews.findByActionIdAndSessionId(action.requireId(), session.requireId())
                    .orElse(null);
            reviews.save(new ActionReview(
                    before == null ? null : before.id(), action.requireId(), session.requireId(), state));
            // a correction that says nothing new leaves alone what the owner has done since
            if (before == null || before.state() != state) {
                actions.save(action.in(state, day));
            }
        }
    }
}
