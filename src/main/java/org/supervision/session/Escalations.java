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
                .orElseThrow(() -> new IllegalStateException("Nobody stands above " + session.key()));
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
                .filter(line::isActive)
                .filter(candidate -> !session.parties().include(candidate))
                .findFirst();
    }
}
