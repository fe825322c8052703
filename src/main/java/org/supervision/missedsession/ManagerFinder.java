package org.supervision.missedsession;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Parties;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.LineManagement;
import org.supervision.people.People;
import org.supervision.people.Person;

/**
 * Finds who can see to a case or decide a disagreement: the wanted place in the reporting line, or the next above it. Never
 * a party to it (E13), nobody who has left or is away for long, and for somebody who is represented the deputy (E14).
 */
@Component
public class ManagerFinder {

    private final LineManagement line;
    private final People people;
    private final WorkingCalendar calendar;

    ManagerFinder(LineManagement line, People people, WorkingCalendar calendar) {
        this.line = line;
        this.people = people;
        this.calendar = calendar;
    }

    /** Why somebody was passed over. */
    public enum Reason {
        PARTY,
        VACANT,
        LEFT,
        ABSENT,
        REPRESENTED
    }

    /**
     * A place that could not be asked itself.
     *
     * @param person user id; empty where nobody holds the place
     */
    public record PassedOver(Optional<String> person, Reason reason) {}

    /**
     * Who was found, and who was passed over on the way.
     *
     * @param manager user id; empty when nobody in the line is left
     */
    public record Found(Optional<String> manager, List<PassedOver> passedOver) {}

    /**
     * Looks from this place upwards.
     *
     * @param absentWd from how many working days on an absence is passed over
     */
    public Found find(EscalationTable.Target target, Parties parties, int absentWd) {
        List<PassedOver> passedOver = new ArrayList<>();
        for (Optional<String> candidate : candidates(target, parties.supervisor())) {
            Optional<String> manager = ask(candidate, parties, absentWd, passedOver);
            if (manager.isPresent()) {
                return new Found(manager, passedOver);
            }
        }
        return new Found(Optional.empty(), passedOver);
    }

    /** Whether this person may see to the business of these two. */
    public boolean isEligible(String userId, Parties parties) {
        return !parties.include(userId) && line.isActive(userId);
    }

    /** The places from the target upwards, each person once; an empty one is a vacant post. */
    private Set<Optional<String>> candidates(EscalationTable.Target target, String supervisor) {
        Set<Optional<String>> places = new LinkedHashSet<>();
        if (target == EscalationTable.Target.LM) {
            List<String> above = line.above(supervisor);
            if (above.isEmpty()) {
                places.add(Optional.empty());
            }
            above.forEach(manager -> places.add(Optional.of(manager)));
        }
        if (target != EscalationTable.Target.STR) {
            places.add(line.serviceManagerOf(supervisor));
        }
        places.add(line.strategicManagerOf(supervisor));
        return places;
    }

    private Optional<String> ask(
            Optional<String> candidate, Parties parties, int absentWd, List<PassedOver> passedOver) {
        if (candidate.isEmpty()) {
            passedOver.add(new PassedOver(candidate, Reason.VACANT));
            return candidate;
        }
        String userId = candidate.get();
        if (parties.include(userId)) {
            passedOver.add(new PassedOver(candidate, Reason.PARTY));
            return Optional.empty();
        }
        if (!line.isActive(userId)) {
            passedOver.add(new PassedOver(candidate, Reason.LEFT));
            return Optional.empty();
        }
        Optional<String> deputy = line.deputyOf(userId).filter(person -> isEligible(person, parties));
        if (deputy.isPresent()) {
            passedOver.add(new PassedOver(candidate, Reason.REPRESENTED));
            return deputy;
        }
        if (isAwayLongerThan(absentWd, userId)) {
            passedOver.add(new PassedOver(candidate, Reason.ABSENT));
            return Optional.empty();
        }
        return candidate;
    }

    /** Entered, or known to the directory by the days for which a deputy was to be named. */
    private boolean isAwayLongerThan(int workingDays, String userId) {
        LocalDate today = calendar.today();
        LocalDate back = calendar.addWorkingDays(today, workingDays);
        if (line.awayUntil(userId).filter(until -> until.isAfter(back)).isPresent()) {
            return true;
        }
        return people.find(userId)
                .filter(person ->
                        person.deputyFrom() != null && !today.isBefore(person.deputyFrom()) && isAwayPast(person, back))
                .isPresent();
    }

    private static boolean isAwayPast(Person person, LocalDate day) {
        return person.deputyUntil() == null || person.deputyUntil().isAfter(day);
    }
}
