package org.supervision.missedsession;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.People;

/** What has happened in a case, for the two and for their managers alike: what and when, and nobody's words. */
@Component
public class CaseTimeline {

    private final CaseEventRepository events;
    private final People people;
    private final WorkingCalendar calendar;

    CaseTimeline(CaseEventRepository events, People people, WorkingCalendar calendar) {
        this.events = events;
        this.people = people;
        this.calendar = calendar;
    }

    /**
     * Something that happened.
     *
     * @param when London time
     */
    public record Step(LocalDateTime when, String what) {}

    /** The steps so far, the first one first. */
    public List<Step> of(MissedCase missed) {
        return of(List.of(missed)).getOrDefault(missed.id(), List.of());
    }

    /** The same of several cases, by row id; nothing of one in which nothing has happened that is told. */
    public Map<Long, List<Step>> of(List<MissedCase> cases) {
        UnaryOperator<String> names = people.names();
        Map<Long, List<Step>> steps = new HashMap<>();
        List<Long> ids = cases.stream().map(MissedCase::id).toList();
        for (CaseEvent event : ids.isEmpty() ? List.<CaseEvent>of() : events.findByCaseIdInOrderById(ids)) {
            String what = inWords(event, names);
            if (what != null) {
                steps.computeIfAbsent(event.caseId(), id -> new ArrayList<>())
                        .add(new Step(calendar.localOf(event.happenedAt()), what));
            }
        }
        return steps;
    }

    /** Null for what another event says as well. */
    private static @Nullable String inWords(CaseEvent event, UnaryOperator<String> names) {
        return switch (event.kind()) {
            case OPENED, ESCALATED -> null;
            case MISSED -> "A session was missed";
            case CANCELLED -> "A session was cancelled";
            case INTERVAL_BREACHED -> "There was no session within the interval";
            case REBOOKED -> "A new date was agreed";
            case NO_DATE -> "No new date could be agreed";
            case RECOVERY_FAILED -> "The new date came to nothing";
            case REPORTS_ASKED -> "Both were asked to report";
            case REPORTED -> person(event, names) + " reported";
            case NOT_REPORTED -> person(event, names) + " did not report in time";
            case HELD_CLAIMED -> person(event, names) + " said that it was held";
            case HELD_CONFIRMED -> "It was confirmed that it was held";
            case DISPUTED -> "The two do not agree whether it was held";
            case ROUTED -> "It went to " + person(event, names);
            case MANAGER_PASSED_OVER -> person(event, names) + " could not take it";
            case NOBODY_ELIGIBLE -> "No manager could take it";
            case MANAGER_APPOINTED -> person(event, names) + " was named to decide";
            case DECIDED -> person(event, names) + " decided";
            case DECISION_WITHDRAWN -> "What was decided came to nothing";
            case TRANSFERRED -> "The supervisor changed";
            case CLOSED -> "The case was closed";
        };
    }

    private static String person(CaseEvent event, UnaryOperator<String> names) {
        return event.person() == null ? "Somebody" : names.apply(event.person());
    }
}
