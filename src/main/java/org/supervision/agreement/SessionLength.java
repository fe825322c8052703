package org.supervision.agreement;

import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.policy.Policies;
import org.supervision.policy.Policy;

/** How long a session with somebody is to last at least and at most: shorter for part-time staff, if the policy says so (B2). */
@Component
public class SessionLength {

    private static final int FULL_TIME_PERCENT = 100;

    private final Policies policies;
    private final People people;

    SessionLength(Policies policies, People people) {
        this.policies = policies;
        this.people = people;
    }

    /** A planned length's bounds, in minutes, both inclusive. */
    public record Bounds(int min, int max) {

        /** Whether a length lies within. */
        public boolean allow(long minutes) {
            return minutes >= min && minutes <= max;
        }
    }

    /** The bounds for this supervisee on this London date. */
    public Bounds of(String supervisee, LocalDate on) {
        Policy policy = policies.on(on);
        int fullTime = policy.session().minMinutes();
        int min = policy.frequency().partTimeProRata() == Policy.ProRata.DURATION
                ? people.find(supervisee, on)
                        .map(person -> shorterByPartTime(fullTime, person))
                        .orElse(fullTime)
                : fullTime;
        return new Bounds(min, policy.session().maxMinutes());
    }

    private static int shorterByPartTime(int minutes, Person person) {
        return (minutes * person.workingPattern().ftePercent() + FULL_TIME_PERCENT - 1) / FULL_TIME_PERCENT;
    }
}
