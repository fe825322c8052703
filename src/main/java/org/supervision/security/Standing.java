package org.supervision.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.client.RestClientException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks again every few minutes whether somebody who is signed in may still be: the provider for a new ID token, by the
 * refresh token, and then the directory. Whoever has lost a group works on without it; whoever has lost all, left, or whose
 * account was closed, is signed out. While the provider can't be reached people work on as they are.
 */
class Standing extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);
    private static final Pattern SIGN_OUT =
            Pattern.compile("/camunda/api/[^/]+/auth/user/[^/]+/logout/?", Pattern.CASE_INSENSITIVE);
    private static final String CHECKED_AT = Standing.class.getName() + ".checkedAt";

    private final Admission admission;
    private final EngineSession engineSession;
    private final OAuth2AuthorizedClientRepository clients;
    private final OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> refresh;
    private final JwtDecoderFactory<ClientRegistration> idTokens;
    private final AuthenticationEntryPoint signIn;
    private final Duration recheck;
    private final InstantSource clock;
    private final SharedSessions<?> sessions;
    private final JdbcClient jdbc;

    Standing(
            Admission admission,
            EngineSession engineSession,
            OAuth2AuthorizedClientRepository clients,
            OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> refresh,
            JwtDecoderFactory<ClientRegistration> idTokens,
            AuthenticationEntryPoint signIn,
            Duration recheck,
            InstantSource clock,
            SharedSessions<?> sessions,
            JdbcClient jdbc) {
        this.admission = admission;
        this.engineSession = engineSession;
        this.clients = clients;
        this.refresh = refresh;
        this.idTokens = idTokens;
        this.signIn = signIn;
        this.recheck = recheck;
        this.clock = clock;
        this.sessions = sessions;
        this.jdbc = jdbc;
    }

    /** Begins the session of somebody who has just signed in. */
    void begin(HttpServletRequest request, OidcUser user) {
        Admission.Admitted admitted = admission.admit(user);
        admission.tellEngine(admitted);
        engineSession.establish(request, admitted.userId());
        request.getSession().setAttribute(CHECKED_AT, clock.instant());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        HttpSession session = request.getSession(false);
        if (session != null && authentication instanceof OAuth2AuthenticationToken token) {
            if (!stands(request, response, session, token)) {
                session.invalidate();
                SecurityContextHolder.clearContext();
                signIn.commence(request, response, new InsufficientAuthenticationException("No longer admitted"));
                return;
            }
        }
        chain.doFilter(request, response);
        if (session != null && SIGN_OUT.matcher(request.getRequestURI()).matches()) {
            session.invalidate();
        }
    }

    private boolean stands(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpSession session,
            OAuth2AuthenticationToken token) {
        Instant now = clock.instant();
        Instant checkedAt = (Instant) session.getAttribute(CHECKED_AT);
        if (checkedAt == null) {
            return false;
        }
        if (now.isBefore(checkedAt.plus(recheck)) || !isFirst(session, now)) {
            return true;
        }
        session.setAttribute(CHECKED_AT, now);
        return isStillAdmitted(request, response, token);
    }

    /**
     * Whether of several requests, on whichever node, this is the one that asks; a provider may take a refresh token only
     * once. The others go on meanwhile.
     */
    private boolean isFirst(HttpSession session, Instant now) {
        return jdbc.sql("update spring_session set rechecked_at = :now"
                                + " where session_id = :id and (rechecked_at is null or rechecked_at <= :before)")
                        .param("now", Timestamp.from(now))
                        .param("id", sessions.idIn(session.getId()))
                        .param("before", Timestamp.from(now.minus(recheck)))
                        .update()
                > 0;
    }

    private boolean isStillAdmitted(
            HttpServletRequest request, HttpServletResponse response, OAuth2AuthenticationToken token) {
        OAuth2AuthorizedClient client =
                clients.loadAuthorizedClient(token.getAuthorizedClientRegistrationId(), token, request);
        if (client == null || client.getRefreshToken() == null) {
            return false;
        }
        try {
            Jwt fresh = newIdToken(client, token, request, response);
            Admission.Admitted admitted = admission.admit(fresh);
            if (!admitted.userId().equals(token.getName())) {
                return false;
            }
            admission.tellEngine(admitted);
            engineSession.establish(request, admitted.userId());
            return true;
        } catch (OAuth2AuthorizationException e) {
            return isUnreachable(e);
        } catch (NotAdmittedException | JwtException e) {
            return false;
        }
    }

    private Jwt newIdToken(
            OAuth2AuthorizedClient client,
            OAuth2AuthenticationToken token,
            HttpServletRequest request,
            HttpServletResponse response) {
        OAuth2AccessTokenResponse answer = refresh.getTokenResponse(new OAuth2RefreshTokenGrantRequest(
                client.getClientRegistration(), client.getAccessToken(), client.getRefreshToken()));
        clients.saveAuthorizedClient(
                new OAuth2AuthorizedClient(
                        client.getClientRegistration(),
                        client.getPrincipalName(),
                        answer.getAccessToken(),
                        answer.getRefreshToken()),
                token,
                request,
                response);
        if (!(answer.getAdditionalParameters().get(OidcParameterNames.ID_TOKEN) instanceof String idToken)) {
            throw new JwtException("The provider gave no new ID token");
        }
        return idTokens.createDecoder(client.getClientRegistration()).decode(idToken);
    }

    /** A refusal has a code of its own; anything else is a failure on the way. */
    private static boolean isUnreachable(OAuth2AuthorizationException e) {
        boolean unreachable = e.getCause() instanceof RestClientException;
        if (unreachable) {
            LOG.warn(
                    "The sign-in provider could not be asked again: {}",
                    e.getError().getErrorCode());
        }
        return unreachable;
    }
}
