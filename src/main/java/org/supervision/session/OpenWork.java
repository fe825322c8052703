package org.supervision.session;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.People;

/** What is open under an agreement when it changes hands (B6). */
@Component
public class OpenWork {

    private final Actions actions;
    private final SessionSummary summaries;
    private final People people;
    private final WorkingCalendar calendar;

    OpenWork(Actions actions, SessionSummary summaries, People people, WorkingCalendar calendar) {
        this.actions = actions;
        this.summaries = summaries;
        this.people = people;
        this.calendar = calendar;
    }

    /** {@code actions} that are still to be done (B5), and {@code casesDue} (B7). */
    public Map<String, Object> of(Agreement agreement) {
        return Map.of(
                "actions",
                actions.open(agreement.requireId()).stream().map(this::show).toList(),
                "casesDue",
                summaries.casesDue(agreement.parties().supervisee(), calendar.today()));
    }

    private Map<String, Object> show(ActionItem action) {
        return Map.of("what", action.what(), "owner", people.nameOf(action.owner()), "due", action.dueOn());
    }
}
