package org.supervision.session;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        sessions.findAllById(sessionIds).forEach(session -> who.put(session.key(), seenBy(session.parties(), reader)));
        businessKeys.stream()
                .filter(key -> !key.startsWith(SESSION_PREFIX))
                .forEach(key -> who.put(key, seenBy(agreements.parties(Agreement.idOf(key)), reader)));
        return who;
    }

    @Override
    public Map<Long, String> what(String taskKey, Collection<Long> elements) {
        return taskKey.equals("Task_UpdateCaseFile") ? cases.namesOf(elements) : Map.of();
    }

    private String seenBy(Parties parties, String reader) {
        String supervisor = people.nameOf(parties.supervisor());
        String supervisee = people.nameOf(parties.supervisee());
        if (reader.equals(parties.supervisor())) {
            return supervisee + " (you supervise)";
        }
        if (reader.equals(parties.supervisee())) {
            return supervisor + " (supervises you)";
        }
        return supervisor + " and " + supervisee;
    }
}
