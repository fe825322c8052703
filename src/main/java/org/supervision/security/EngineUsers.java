package org.supervision.security;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;
import org.supervision.people.Groups;
import org.supervision.people.People;

/**
 * Signs in by user id and password against the engine's users, the same that Tasklist uses; the engine slows down
 * repeated wrong passwords. The authorities are the user's groups. Where people sign in elsewhere, passwords are for other
 * systems only: nobody of the directory, and nobody in another group than theirs.
 */
@Component
class EngineUsers implements AuthenticationProvider {

    private final IdentityService identity;
    private final People people;
    private final boolean forPeople;

    EngineUsers(IdentityService identity, People people, SignInSettings settings) {
        this.identity = identity;
        this.people = people;
        this.forPeople = settings.registration().isEmpty();
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        String userId = authentication.getName();
        Object password = authentication.getCredentials();
        if (password == null || !identity.checkPassword(userId, password.toString())) {
            throw new BadCredentialsException("User id or password is wrong");
        }
        List<SimpleGrantedAuthority> groups = identity.createGroupQuery().groupMember(userId).list().stream()
                .map(Group::getId)
                .map(SimpleGrantedAuthority::new)
                .toList();
        if (!forPeople
                && (people.find(userId).isPresent()
                        || !groups.equals(List.of(new SimpleGrantedAuthority(Groups.INTEGRATION))))) {
            throw new BadCredentialsException("Passwords are for other systems here");
        }
        return UsernamePasswordAuthenticationToken.authenticated(userId, null, groups);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
