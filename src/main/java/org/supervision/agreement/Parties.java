package org.supervision.agreement;

import java.util.List;

/**
 * The two people of an agreement, by user id.
 *
 * @param supervisor who supervises
 * @param supervisee who is supervised
 */
public record Parties(String supervisor, String supervisee) {

    /** The user id on this side. */
    public String of(Party party) {
        return party == Party.SUPERVISOR ? supervisor : supervisee;
    }

    /** Whether this person is one of the two. */
    public boolean include(String userId) {
        return supervisor.equals(userId) || supervisee.equals(userId);
    }

    /** On which side this person acts: the supervisee, or the supervisor and whoever has followed them or stands in. */
    public Party sideOf(String userId) {
        return supervisee.equals(userId) ? Party.SUPERVISEE : Party.SUPERVISOR;
    }

    /** The other person of the two, by the side on which this one acts. */
    public String otherThan(String userId) {
        return of(sideOf(userId).other());
    }

    /** Both, the supervisor first. */
    public List<String> both() {
        return List.of(supervisor, supervisee);
    }
}
