package org.supervision.security;

import java.util.Collection;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.PasswordPolicy;
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

    /** Whether the password policy, where it is on, takes this password for this user. */
    public boolean accepts(String userId, String password) {
        PasswordPolicy policy = identity.getPasswordPolicy();
        return policy == null
                || identity.checkPasswordAgainstPolicy(policy, password, identity.newUser(userId))
                        .isValid();
    }

    /**
     * Makes a sign-in, unless there is one of this id already: an existing one keeps its password and groups.
     *
     * @throws org.camunda.bpm.engine.ProcessEngineException if the password policy doesn't take the password
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
