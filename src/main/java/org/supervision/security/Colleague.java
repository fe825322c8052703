package org.supervision.security;

import java.util.Collection;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** Somebody whom the provider identified, under the user id that the directory has. */
class Colleague extends DefaultOidcUser {

    private static final long serialVersionUID = 1L;

    private final String userId;

    Colleague(Collection<? extends GrantedAuthority> groups, OidcIdToken idToken, String userId) {
        super(groups, idToken);
        this.userId = userId;
    }

    @Override
    public String getName() {
        return userId;
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other) && other instanceof Colleague colleague && userId.equals(colleague.userId);
    }

    @Override
    public int hashCode() {
        return userId.hashCode();
    }
}
