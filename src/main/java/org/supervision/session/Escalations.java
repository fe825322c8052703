package org.supervision.session;

import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.supervision.people.LineManagement;
import org.supervision.people.People;
import org.supervision.people.Role;

/** Which manager a session's business goes to: never to whoever holds it, does the supervisor's part now, or is supervised. */
@Component
public class Escalations {

    private final InCharge inCharge;
    private final LineManagement line;
    private final People people;

    Escalations(InCharge inCharge, LineManagement line, People people) {
        this.inCharge = inCharge;
        this.line = line;
        this.people = people;
    }

    /**
     * The line manager of whoever does the supervisor's part of a session, their deputy while they have one, or the first above who has not left
     * and is no party; an administrator for whoever has nobody above, as for an agreement.
     *
     * @throws IllegalStateException if there is nobody
     */
    public String lineManagerFor(SupervisionSession session) {
        return first(session, line.above(inCharge.of(session)).stream())
                .or(() -> first(session, seniors(session)))
                .or(() -> first(session, people.withRole(Role.ADMINISTRATOR).stream()))
                .orElseThrow(() -> nobodyAbove(session));
    }

    /**
     * The line manager in person, even while a deputy acts: what is personal is for them alone, and waits (A5.1).
     *
     * @throws IllegalStateException if there is nobody
     */
    public String lineManagerInPersonFor(SupervisionSession session) {
        return inPerson(session).orElseThrow(() -> nobodyAbove(session));
    }

    /** Whether there is anybody who could be told what is personal (A5.1): nobody stands above the highest. */
    public boolean hasLineManagerInPerson(SupervisionSession session) {
        return inPerson(session).isPresent();
    }

    private Optional<String> inPerson(SupervisionSession session) {
        return Stream.concat(line.above(inCharge.of(session)).stream(), seniors(session))
                .filter(manager -> isEligible(session, manager))
                .findFirst();
    }

    private Stream<String> seniors(SupervisionSession session) {
        Stream<String> ofTheirLine = Stream.of(
                        line.serviceManagerOf(session.supervisee()),
                        line.serviceManagerOf(inCharge.of(session)),
                        line.strategicManagerOf(session.supervisee()),
                        line.strategicManagerOf(inCharge.of(session)))
                .flatMap(Optional::stream);
        return Stream.concat(ofTheirLine, people.withRole(Role.STRATEGIC_MANAGER).stream());
    }

    /** Each manager or, while they are represented, the deputy; a deputy who is a party is passed over (E13, E14). */
    private Optional<String> first(SupervisionSession session, Stream<String> candidates) {
        return candidates
                .flatMap(candidate -> Stream.concat(line.deputyOf(candidate).stream(), Stream.of(candidate)))
                .filter(candidate -> isEligible(session, candidate))
                .findFirst();
    }

    private boolean isEligible(SupervisionSession session, String userId) {
        return line.isActive(userId)
                && !session.parties().include(userId)
                && !inCharge.of(session).equals(userId);
    }

    private static IllegalStateException nobodyAbove(SupervisionSession session) {
        return new IllegalStateException("Nobody stands above " + session.key());
    }
}
