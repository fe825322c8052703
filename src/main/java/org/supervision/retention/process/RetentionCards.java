package org.supervision.retention.process;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.retention.Disposals;
import org.supervision.taskform.CardDetails;

/** Says on a card how many files of a list wait to be decided on. */
@Component
class RetentionCards implements CardDetails {

    private final Disposals disposals;

    RetentionCards(Disposals disposals) {
        this.disposals = disposals;
    }

    @Override
    public Collection<String> processes() {
        return List.of(RecordRetentionProcess.ID);
    }

    @Override
    public Map<String, String> who(Collection<String> businessKeys, String reader) {
        Map<String, String> who = new HashMap<>();
        businessKeys.forEach(key -> who.put(
                key,
                inWords(disposals.itemsOf(key).stream()
                        .filter(item -> item.outcome() == null)
                        .count())));
        return who;
    }

    private static String inWords(long files) {
        return files == 1 ? "1 file" : files + " files";
    }
}
