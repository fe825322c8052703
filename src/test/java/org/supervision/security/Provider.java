package org.supervision.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.TokenRequest;
import java.text.ParseException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.MockWebServerWrapper;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;

/** A council's sign-in provider on this machine, which asks nobody for anything. */
final class Provider {

    static final String ISSUER = "council";
    static final String AUDIENCE = "api://supervision";
    static final String CLIENT = "supervision";

    private final MockOAuth2Server server;

    /** @param usual who signs in where nobody else is expected */
    Provider(Account usual) {
        server = new MockOAuth2Server(new OAuth2Config(
                false, null, null, false, new OAuth2TokenProvider(), Set.of(usual), new MockWebServerWrapper()));
        server.start();
    }

    String issuer() {
        return server.issuerUrl(ISSUER).toString();
    }

    /** Whoever signs in next is this. */
    void expect(Account account) {
        server.enqueueCallback(account);
    }

    /** A token for the product's REST. */
    SignedJWT token(Account account) {
        return server.issueToken(account.issuerId, CLIENT, account);
    }

    /** The same token, signed by somebody else. */
    SignedJWT forged(SignedJWT token) throws JOSEException, ParseException {
        SignedJWT forged = new SignedJWT(token.getHeader(), token.getJWTClaimsSet());
        forged.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));
        return forged;
    }

    void stop() {
        server.shutdown();
    }

    /** An account; what the provider claims of it may change while somebody is signed in. */
    static final class Account implements OAuth2TokenCallback {

        final Map<String, Object> claims = new HashMap<>();
        private boolean alwaysFresh;
        String issuerId = ISSUER;
        String audience = AUDIENCE;
        long expiresInSeconds = 600;

        Account(String staffId, String... groups) {
            claims.put("staff_id", staffId);
            claims.put("groups", List.of(groups));
            claims.put("scp", "supervision");
        }

        Account claiming(String name, Object value) {
            claims.put(name, value);
            return this;
        }

        /** Signed in this long ago. */
        Account signedIn(long secondsAgo) {
            return claiming("auth_time", Instant.now().getEpochSecond() - secondsAgo);
        }

        /** Signs in anew each time. */
        Account alwaysFresh() {
            alwaysFresh = true;
            return this;
        }

        void groups(String... groups) {
            claims.put("groups", List.of(groups));
        }

        @Override
        public String issuerId() {
            return issuerId;
        }

        @Override
        public String subject(TokenRequest request) {
            return "sub-" + claims.get("staff_id");
        }

        @Override
        public String typeHeader(TokenRequest request) {
            return "JWT";
        }

        @Override
        public List<String> audience(TokenRequest request) {
            return List.of(audience);
        }

        @Override
        public Map<String, Object> addClaims(TokenRequest request) {
            return alwaysFresh ? signedIn(0).claims : claims;
        }

        @Override
        public long tokenExpiry() {
            return expiresInSeconds;
        }
    }
}
