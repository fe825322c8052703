package org.supervision.people;

import java.util.Set;

/**
 * Who acts for a manager may be another one from now on: published inside the transaction that says so.
 *
 * @param people user ids of the manager and of those who acted or are to act for him
 */
public record DeputyChanged(Set<String> people) {

    public DeputyChanged {
        people = Set.copyOf(people);
    }
}
