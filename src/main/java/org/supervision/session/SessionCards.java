package org.supervision.session;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.Parties;
import org.supervision.people.People;
import org.supervision.taskform.CardDetails;

/** Says on a card whom a session, or a round of booking, is about. */
@Component
class SessionCards implements CardDetails {

    private static final String SESSION_PREFIX = "SE-";

    private final SessionRepository sessions;
    private final SessionCases cases;
    private final AgreementService agreements;
    private final People people;

    SessionCards(SessionRepository sessions, SessionCases cases, AgreementService agreements, People people) {
        this.cases = cases;
        this.sessions = sessions;
        this.agreements = agreements;
        this.people = people;
    }

    @Override
    public Collection<String> processes() {
        return List.of("supervisionSession", "sessionBooking");
    }

    @Override
    public Map<String, String> who(Collection<String> businessKeys, String reader) {
        Map<String, String> who = new HashMap<>();
        List<Long> sessionIds = businessKeys.stream()
                .filter(key -> key.startsWith(SESSION_PREFIX))
                .map(SupervisionSession::idOf)
                .toList();
        Map<String, Parties> parties = new HashMap<>();
        sessions.findAllById(sessionIds).forEach(session -> parties.put(session.key(), session.parties()));
        agreements
                .all(businessKeys.stream()
                        .filter(key -> !key.startsWith(SESSION_PREFIX))
                        .map(Agreement::idOf)
                        .toList())
                .forEach(agreement -> parties.put(agreement.key(), agreement.parties()));
        UnaryOperator<String> names = people.names(
                parties.values().stream().flatMap(two -> two.both().stream()).toList());
        parties.forEach((key, two) -> who.put(key, seenBy(two, reader, names)));
        return who;
    }

    @Override
    public Map<Long, String> what(String taskKey, Collection<Long> elements) {
        return taskKey.equals("Task_UpdateCaseFile") ? cases.namesOf(elements) : Map.of();
    }

    private static String seenBy(Parties parties, String reader, UnaryOperator<String> names) {
        String supervisor = names.apply(parties.supervisor());
        String supervisee = names.apply(parties.supervisee());
        if (reader.equals(parties.supervisor())) {
            return supervisee + " (you supervise)";
        }
        if (reader.equals(parties.supervisee())) {
            return supervisor + " (supervises you)";
        }
        return supervisor + " and " + supervisee;
    }
}
