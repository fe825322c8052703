package org.supervision.subjectaccess.process;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.subjectaccess.SubjectAccessPeople;
import org.supervision.subjectaccess.SubjectAccessService;
import org.supervision.taskform.CardDetails;

/** Says on a card whose data are asked for. */
@Component
class SubjectAccessCards implements CardDetails {

    private final SubjectAccessService requests;
    private final SubjectAccessPeople people;

    SubjectAccessCards(SubjectAccessService requests, SubjectAccessPeople people) {
        this.requests = requests;
        this.people = people;
    }

    @Override
    public Collection<String> processes() {
        return List.of(SubjectAccessProcess.ID);
    }

    @Override
    public Map<String, String> who(Collection<String> businessKeys, String reader) {
        Map<String, String> who = new HashMap<>();
        businessKeys.forEach(key -> requests.find(key)
                .filter(request -> request.subject() != null)
                .ifPresent(request -> who.put(key, people.nameOf(request.requireSubject()))));
        return who;
    }
}
