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

    /**
     * On which side this person stands.
     *
     * @throws IllegalArgumentException if on neither
     */
    public Party sideOf(String userId) {
        if (supervisor.equals(userId)) {
            return Party.SUPERVISOR;
        }
        if (supervisee.equals(userId)) {
            return Party.SUPERVISEE;
        }
        throw new IllegalArgumentException(userId + " is no party");
    }

    /** The other person of the two; for whoever has followed the supervisor or stands in for them, the supervisee. */
    public String otherThan(String userId) {
        return userId.equals(supervisee) ? supervisor : supervisee;
    }

    /** Both, the supervisor first. */
    public List<String> both() {
        return List.of(supervisor, supervisee);
    }
}
