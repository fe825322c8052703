package org.supervision.security;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;

/** The provider knows the person, but this product has no place for them. */
class NotAdmittedException extends OAuth2AuthenticationException {

    private static final long serialVersionUID = 1L;

    NotAdmittedException(String reason) {
        super(reason);
    }
}
