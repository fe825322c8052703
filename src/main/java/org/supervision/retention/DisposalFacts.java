package org.supervision.retention;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.taskform.FormErrors;

/** What the forms of a disposal show of each file, without content, and that each is decided on once. */
@Component
public class DisposalFacts {

    private final Disposals disposals;

    DisposalFacts(Disposals disposals) {
        this.disposals = disposals;
    }

    /** {@code files}: whose they are, when they were due, and when their agreements ended. */
    public List<Map<String, Object>> of(List<DisposalItem> items) {
        return items.stream().map(this::of).toList();
    }

    private Map<String, Object> of(DisposalItem item) {
        Map<String, Object> facts = new HashMap<>();
        facts.put("id", Math.toIntExact(item.requireId()));
        facts.put("file", disposals.inWords(item));
        facts.put("dueOn", item.dueOn());
        disposals.endOf(item).ifPresent(end -> facts.put("endedOn", end));
        return facts;
    }

    /**
     * Whether the form's rows are these files, each once; adds an error otherwise.
     *
     * @param rows the ids of the rows, in order
     */
    public boolean requireEach(List<DisposalItem> items, List<@Nullable Integer> rows, FormErrors errors) {
        boolean each = items.stream()
                .map(DisposalItem::requireId)
                .toList()
                .equals(rows.stream()
                        .map(row -> row == null ? 0L : row.longValue())
                        .toList());
        if (!each) {
            errors.add("files", "Decide on each file of the list once. Open the form again.");
        }
        return each;
    }
}
