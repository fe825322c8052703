package org.supervision.session;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an author has written, before it becomes a version of the record; the fields as in {@link RecordContent}.
 *
 * @param personalMatters what is kept apart from the record (A5.1)
 */
public record RecordDraft(
        boolean agendaAgreed,
        List<RecordContent.Item> items,
        List<RecordContent.CaseDiscussed> cases,
        @Nullable String fewerCasesReason,
        List<RecordContent.Action> actions,
        List<RecordContent.EarlierAction> earlierActions,
        List<RecordContent.Position> disagreements,
        List<Matter> personalMatters) {

    /** A personal matter, and whether the author would have the line manager know of it (A5.1). */
    public record Matter(String wording, boolean forLineManager) {}
}
