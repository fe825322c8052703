package org.supervision.security;

import java.util.Collection;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;

/** Makes sign-ins in the engine's own user table. */
@Component
public class SignIns {

    private final IdentityService identity;

    /** @param authorizations the groups that sign-ins are put into must be there first */
    SignIns(IdentityService identity, EngineAuthorizations authorizations) {
        this.identity = identity;
    }

    /** Whether there is a sign-in of this id. */
    public boolean exists(String userId) {
        return identity.createUserQuery().userId(userId).count() > 0;
    }

    /** Whether anybody is in this group. */
    public boolean hasMembers(String group) {
        return identity.createUserQuery().memberOfGroup(group).count() > 0;
    }

    /**
     * Makes a sign-in, unless there is one of this id already: an existing one keeps its password and groups.
     *
     * @throws org.camunda.bpm.engine.exception.NullValueException if the password breaks the password policy
     */
    public void make(String userId, String firstName, String lastName, String password, Collection<String> groups) {
        if (exists(userId)) {
            return;
        }
        User user = identity.newUser(userId);
        user.setFirstName(firstName);
        user.setLastName(lastName);
        user.setPassword(password);
        identity.saveUser(user);
        groups.forEach(group -> identity.createMembership(userId, group));
    }
}
