package org.supervision.audit.process;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.audit.AuditFacts;
import org.supervision.audit.Audits;
import org.supervision.taskform.CardDetails;

/** Says on a card whose file is audited. */
@Component
class AuditCards implements CardDetails {

    private final Audits audits;
    private final AuditFacts facts;

    AuditCards(Audits audits, AuditFacts facts) {
        this.audits = audits;
        this.facts = facts;
    }

    @Override
    public Collection<String> processes() {
        return List.of(RecordAuditProcess.ID);
    }

    @Override
    public Map<String, String> who(Collection<String> businessKeys, String reader) {
        Map<String, String> who = new HashMap<>();
        businessKeys.forEach(key -> audits.find(key).ifPresent(file -> who.put(key, facts.parties(file))));
        return who;
    }

    @Override
    public Map<Long, String> what(String taskKey, Collection<Long> elements) {
        Map<Long, String> what = new HashMap<>();
        elements.forEach(id -> what.put(id, facts.parties(audits.requireFile(id))));
        return what;
    }
}
