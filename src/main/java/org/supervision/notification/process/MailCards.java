package org.supervision.notification.process;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.notification.MailDispatch;
import org.supervision.people.People;
import org.supervision.taskform.CardDetails;

/** Says on a card whom a mail did not reach. */
@Component
class MailCards implements CardDetails {

    private final MailDispatch dispatch;
    private final People people;

    MailCards(MailDispatch dispatch, People people) {
        this.dispatch = dispatch;
        this.people = people;
    }

    @Override
    public Collection<String> processes() {
        return List.of(MailDeliveryProcess.KEY);
    }

    @Override
    public Map<String, String> who(Collection<String> businessKeys, String reader) {
        Map<String, String> who = new HashMap<>();
        businessKeys.forEach(key -> who.put(key, people.nameOf(dispatch.recipientOf(key))));
        return who;
    }
}
