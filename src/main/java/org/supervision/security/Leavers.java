package org.supervision.security;

import org.springframework.stereotype.Component;
import org.supervision.engine.SignInBar;
import org.supervision.people.People;

/** Keeps out whoever has left, by the directory; whoever it never knew, such as another system, is none of its business. */
@Component
class Leavers implements SignInBar {

    private final People people;

    Leavers(People people) {
        this.people = people;
    }

    @Override
    public boolean isBarred(String userId) {
        return people.hasLeft(userId);
    }
}
