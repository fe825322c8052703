package org.supervision.missedsession;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.calendar.LondonWords;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.People;
import org.supervision.session.SessionService;
import org.supervision.session.SupervisionSession;

/** What has happened in a case, for the two and for their managers alike: what and when, and nobody's words. */
@Component
public class CaseTimeline {

    private static final Set<CaseEvent.Kind> ABOUT_A_SESSION =
            EnumSet.of(CaseEvent.Kind.MISSED, CaseEvent.Kind.CANCELLED);

    private final CaseEventRepository events;
    private final SessionService sessions;
    private final People people;
    private final WorkingCalendar calendar;

    CaseTimeline(CaseEventRepository events, SessionService sessions, People people, WorkingCalendar calendar) {
        this.events = events;
        this.sessions = sessions;
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
        List<CaseEvent> told = ids.isEmpty() ? List.of() : events.findByCaseIdInOrderById(ids);
        Map<Long, SupervisionSession> meant = sessions.all(told.stream()
                .filter(event -> ABOUT_A_SESSION.contains(event.kind()))
                .map(CaseEvent::sessionId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        for (CaseEvent event : told) {
            SupervisionSession session = event.sessionId() == null ? null : meant.get(event.sessionId());
            String what = session == null ? inWords(event, names) : inWords(event.kind(), session);
            if (what != null) {
                steps.computeIfAbsent(event.caseId(), id -> new ArrayList<>())
                        .add(new Step(calendar.localOf(event.happenedAt()), what));
            }
        }
        return steps;
    }

    /** What became of a session: which one it is, as what nobody records is known days later only. */
    private static String inWords(CaseEvent.Kind kind, SupervisionSession session) {
        String which = "The session of " + LondonWords.of(session.startAt());
        if (kind == CaseEvent.Kind.CANCELLED) {
            return which + " was cancelled";
        }
        boolean presumed = session.outcome() != null && session.outcome().presumed();
        return which + (presumed ? " is presumed missed, as nobody said what became of it" : " was missed");
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
