package org.supervision.handover;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.agreement.ReportingLine;
import org.supervision.people.LineManagement;
import org.supervision.people.People;
import org.supervision.people.Person;

/** Who can supervise somebody from a day on. */
@Component
public class SupervisorRules {

    private final People people;
    private final LineManagement line;
    private final ReportingLine reportingLine;

    SupervisorRules(People people, LineManagement line, ReportingLine reportingLine) {
        this.people = people;
        this.line = line;
        this.reportingLine = reportingLine;
    }

    /**
     * Why somebody cannot be chosen.
     *
     * @param message in plain words
     * @param clause such as {@code B8}
     */
    public record Obstacle(String message, String clause) {}

    /**
     * Why this person cannot supervise the other from this London date on; empty where they can.
     *
     * @param supervisor user id of who is to supervise
     * @param supervisee user id
     */
    public Optional<Obstacle> obstacle(String supervisor, String supervisee, LocalDate from) {
        Optional<Person> person = people.find(supervisor);
        if (supervisor.equals(supervisee)) {
            return Optional.of(new Obstacle("Nobody supervises themselves.", "A1.2"));
        }
        if (person.isEmpty() || !line.isActive(supervisor)) {
            return Optional.of(new Obstacle("Choose somebody who works here.", "B8"));
        }
        if (!person.get().activeOn(from)) {
            return Optional.of(new Obstacle("They will have left by that day.", "B8"));
        }
        if (!reportingLine.supervises(person.get())) {
            return Optional.of(new Obstacle("They do not supervise: choose a manager.", "B8"));
        }
        if (line.above(supervisor).contains(supervisee)) {
            return Optional.of(new Obstacle("They are managed by the supervisee: choose somebody else.", "B8"));
        }
        return Optional.empty();
    }

    /**
     * Those of whom {@link #obstacle} finds nothing, by name: of themselves and of those below them nobody.
     *
     * @param but user id of whoever is left out; null for nobody
     * @param typed words of a name or user id; anybody's where it is blank
     * @param most how many at most
     */
    public List<Person> candidates(String supervisee, LocalDate from, @Nullable String but, String typed, int most) {
        Set<String> managed = line.below(supervisee);
        return reportingLine.supervising(
                typed,
                found -> found.stream()
                        .filter(person -> person.activeOn(from)
                                && !managed.contains(person.userId())
                                && !person.userId().equals(but))
                        .toList(),
                most);
    }

    /** The one of {@link #candidates} with this user id. */
    public Optional<Person> candidate(String supervisee, LocalDate from, @Nullable String but, String userId) {
        return userId.equals(but) || obstacle(userId, supervisee, from).isPresent()
                ? Optional.empty()
                : people.find(userId);
    }

    /** Those who supervise, by name, so many at most. */
    public List<Person> supervisors(String typed, int most) {
        return reportingLine.supervising(typed, found -> found, most);
    }

    /** The one of {@link #supervisors} with this user id. */
    public Optional<Person> supervisor(String userId) {
        return reportingLine.supervising(userId);
    }
}
