package org.supervision.security;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.PasswordPolicy;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;
import org.supervision.engine.EngineAccess;

/** Makes sign-ins in the engine's own user table. */
@Component
public class SignIns {

    /** What a password has to be where the policy is on, in words. */
    static final String POLICY = "At least 10 characters, capital and small letters, a digit and a special character,"
            + " without the user's name";

    private final IdentityService identity;
    private final EngineAccess access;

    /** @param authorizations the groups that sign-ins are put into must be there first */
    SignIns(IdentityService identity, EngineAccess access, EngineAuthorizations authorizations) {
        this.identity = identity;
        this.access = access;
    }

    /** What became of a change of password. */
    enum Change {
        DONE,
        WRONG_PASSWORD,
        SAME_PASSWORD,
        TOO_WEAK
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

    /** Takes a sign-in away, if there is one of this id. */
    void remove(String userId) {
        identity.deleteUser(userId);
    }

    /**
     * Changes somebody's own password. Wrong current ones keep them waiting like wrong ones at sign-in.
     *
     * @param current what it is now
     * @param chosen what it is to be
     */
    Change changePassword(String userId, String current, String chosen) {
        AtomicReference<Change> change = new AtomicReference<>(Change.WRONG_PASSWORD);
        access.asTheProduct(() -> {
            if (!identity.checkPassword(userId, current)) {
                return;
            }
            if (chosen.equals(current)) {
                change.set(Change.SAME_PASSWORD);
            } else if (chosen.isEmpty() || !accepts(userId, chosen)) {
                change.set(Change.TOO_WEAK);
            } else {
                User user = identity.createUserQuery().userId(userId).singleResult();
                user.setPassword(chosen);
                identity.saveUser(user);
                change.set(Change.DONE);
            }
        });
        return change.get();
    }
}
