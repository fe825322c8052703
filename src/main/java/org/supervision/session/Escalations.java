package org.supervision.session;

import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.supervision.people.LineManagement;

/** Which manager a session's business goes to: never to one of its two parties. */
@Component
public class Escalations {

    private final LineManagement line;

    Escalations(LineManagement line) {
        this.line = line;
    }

    /**
     * The line manager of whoever holds the session, their deputy while they have one, or the first above who has not left
     * and is no party.
     *
     * @throws IllegalStateException if there is nobody
     */
    public String lineManagerFor(SupervisionSession session) {
        return first(session, line.above(session.supervisor()).stream())
                .or(() -> first(session, seniors(session)))
                .orElseThrow(() -> nobodyAbove(session));
    }

    /**
     * The line manager in person, even while a deputy acts: what is personal is for them alone, and waits (A5.1).
     *
     * @throws IllegalStateException if there is nobody
     */
    public String lineManagerInPersonFor(SupervisionSession session) {
        return Stream.concat(line.above(session.supervisor()).stream(), seniors(session))
                .filter(manager -> isEligible(session, manager))
                .findFirst()
                .orElseThrow(() -> nobodyAbove(session));
    }

    private Stream<String> seniors(SupervisionSession session) {
        return Stream.of(
                        line.serviceManagerOf(session.supervisee()),
                        line.serviceManagerOf(session.supervisor()),
                        line.strategicManagerOf(session.supervisee()),
                        line.strategicManagerOf(session.supervisor()))
                .flatMap(Optional::stream);
    }

    /** Each manager or, while they are represented, the deputy; a deputy who is a party is passed over (E13, E14). */
    private Optional<String> first(SupervisionSession session, Stream<String> candidates) {
        return candidates
                .flatMap(candidate -> Stream.concat(line.deputyOf(candidate).stream(), Stream.of(candidate)))
                .filter(candidate -> isEligible(session, candidate))
                .findFirst();
    }

    private boolean isEligible(SupervisionSession session, String userId) {
        return line.isActive(userId) && !session.parties().include(userId);
    }

    private static IllegalStateException nobodyAbove(SupervisionSession session) {
        return new IllegalStateException("Nobody stands above " + session.key());
    }
}
