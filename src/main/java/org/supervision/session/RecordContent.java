package org.supervision.session;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.supervision.agreement.MeetingMode;

/**
 * What a record says (A6.1, B5). Personal matters are no part of it (A5.1).
 *
 * @param session the session's key
 * @param version 1 for the first
 * @param supervisor user id of who held the session
 * @param supervisee user id
 * @param author user id of who wrote the record
 * @param startedAt London time at which the session really began
 * @param endedAt London time at which it really ended
 * @param mode how the two met (B4)
 * @param agendaAgreed that the author agreed the agenda at the beginning (A3.1)
 * @param items the agenda, each item with its answer (A3.5)
 * @param cases cases and pieces of work (B7)
 * @param fewerCasesReason why fewer than the policy asks for were reviewed in depth; null where enough were
 * @param actions what is to be done, by whom, by when (B5)
 * @param earlierActions what became of actions of earlier sessions
 * @param disagreements disagreements with both positions (A7.1)
 */
public record RecordContent(
        String session,
        int version,
        String supervisor,
        String supervisee,
        String author,
        LocalDateTime startedAt,
        LocalDateTime endedAt,
        MeetingMode mode,
        boolean agendaAgreed,
        List<Item> items,
        List<CaseDiscussed> cases,
        @Nullable String fewerCasesReason,
        List<Action> actions,
        List<EarlierAction> earlierActions,
        List<Position> disagreements) {

    public RecordContent {
        items = List.copyOf(items);
        cases = List.copyOf(cases);
        actions = List.copyOf(actions);
        earlierActions = List.copyOf(earlierActions);
        disagreements = List.copyOf(disagreements);
    }

    /** Whether this item of the agenda was discussed. */
    boolean hasDiscussed(String code) {
        return items.stream().anyMatch(item -> item.code().equals(code) && item.outcome() == ItemOutcome.DISCUSSED);
    }

    /**
     * One item of the agenda.
     *
     * @param code a standard item's code, or the id of an added one
     * @param title what it is about
     */
    public record Item(
            String code,
            String title,
            ItemOutcome outcome,
            @Nullable String text) {}

    /** A case or piece of work that was discussed. */
    public record CaseDiscussed(
            String reference,
            boolean inDepth,
            boolean priority,
            @Nullable String discussion,
            @Nullable String decision) {}

    /**
     * Something that is to be done.
     *
     * @param owner user id of one of the parties
     * @param caseReference the case that it is about; null where it is about none
     */
    public record Action(
            String what,
            String owner,
            LocalDate due,
            ActionType type,
            @Nullable String caseReference) {}

    /** What became of an action of an earlier session; the id is the action's. */
    public record EarlierAction(long id, String what, ActionState state) {}

    /** A disagreement: both positions, and whether it stays unresolved. */
    public record Position(String supervisorPosition, String superviseePosition, boolean unresolved) {}
}
