package org.supervision.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientRefreshTokenTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.client.RestClient;
import org.supervision.people.Groups;

/**
 * Sign-in with the organisation's account by OpenID Connect, as a confidential client with PKCE. The provider is a
 * standard {@code spring.security.oauth2.client} registration. Pages lead there; requests of scripts get a 401.
 */
@Configuration(proxyBeanMethods = false)
@WithSingleSignOn
class SingleSignOnConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final RequestMatcher OUR_PAGES = SecurityConfiguration.paths("/outbox", "/outbox/**");

    private final SignInSettings settings;
    private final ClientRegistration provider;

    SingleSignOnConfiguration(SignInSettings settings, ClientRegistrationRepository providers) {
        this.settings = settings;
        this.provider = Objects.requireNonNull(
                providers.findByRegistrationId(settings.registration()), SignInSettings.REGISTRATION);
    }

    @Bean
    OAuth2AuthorizedClientRepository authorizedClients() {
        return new HttpSessionOAuth2AuthorizedClientRepository();
    }

    @Bean
    Standing standing(
            Admission admission,
            EngineSession engineSession,
            OAuth2AuthorizedClientRepository clients,
            AuthenticationEntryPoint signIn,
            SharedSessions<?> sessions,
            JdbcClient jdbc) {
        return new Standing(
                admission,
                engineSession,
                clients,
                refreshClient(),
                new OidcIdTokenDecoderFactory(),
                signIn,
                settings.recheck(),
                InstantSource.system(),
                sessions,
                jdbc);
    }

    /** Belongs to the chain below only. */
    @Bean
    FilterRegistrationBean<Standing> standingOnlyInItsChain(Standing standing) {
        FilterRegistrationBean<Standing> registration = new FilterRegistrationBean<>(standing);
        registration.setEnabled(false);
        return registration;
    }

    /** To the provider, where a page was asked for; a plain 401 to everything else. */
    @Bean
    AuthenticationEntryPoint signIn(Problems problems) {
        AuthenticationEntryPoint toProvider =
                new LoginUrlAuthenticationEntryPoint("/oauth2/authorization/" + settings.registration());
        return (request, response, e) -> {
            if (isPage(request)) {
                toProvider.commence(request, response, e);
            } else {
                problems.signedOut(request, response);
            }
        };
    }

    /** Tasklist, Cockpit and Admin, and the pages for administrators: all with the session of the provider's sign-in. */
    @Bean
    @Order(3)
    SecurityFilterChain webApplications(
            HttpSecurity http,
            Admission admission,
            Standing standing,
            SignedIn signedIn,
            AuthenticationEntryPoint signIn,
            ClientRegistrationRepository providers)
            throws Exception {
        HttpSessionRequestCache pagesAskedFor = new HttpSessionRequestCache();
        pagesAskedFor.setRequestMatcher(SingleSignOnConfiguration::isPage);
        return http.securityMatcher(SecurityConfiguration.paths(
                        "/camunda",
                        "/camunda/**",
                        "/outbox",
                        "/outbox/**",
                        "/oauth2/authorization/*",
                        "/login/oauth2/code/*"))
                .authorizeHttpRequests(requests -> requests.requestMatchers(OUR_PAGES)
                        .hasAuthority(Groups.ADMINISTRATORS)
                        .anyRequest()
                        .authenticated())
                .oauth2Login(login -> login.loginPage("/oauth2/authorization/" + settings.registration())
                        .authorizationEndpoint(
                                endpoint -> endpoint.authorizationRequestResolver(new SignInRequests(providers)))
                        .userInfoEndpoint(users -> users.oidcUserService(people(admission)))
                        .successHandler(signedIn)
                        .failureHandler(new SignInRefused()))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(pagesAskedFor))
                .headers(SecurityConfiguration::webApplicationHeaders)
                .exceptionHandling(refused -> refused.authenticationEntryPoint(signIn)
                        .accessDeniedHandler(
                                (request, response, e) -> response.sendError(HttpServletResponse.SC_NOT_FOUND)))
                .addFilterAfter(standing, AuthorizationFilter.class)
                .build();
    }

    /** Bearer tokens for the product's REST: from the provider, for us, allowing this, and of somebody who may come in. */
    @Bean
    BearerTokens bearerTokens(Admission admission) {
        String audience = Objects.requireNonNullElse(settings.api().audience(), "");
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(
                        provider.getProviderDetails().getJwkSetUri())
                .build();
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(
                new JwtIssuerValidator(provider.getProviderDetails().getIssuerUri()),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD,
                        claimed -> claimed != null && !audience.isBlank() && claimed.contains(audience)),
                token -> allowed(token, settings.api().scope()),
                token -> recent(token, settings.api().longest(), InstantSource.system())));
        return new BearerTokens(decoder, token -> {
            Admission.Admitted admitted = admission.admit(token);
            return new JwtAuthenticationToken(token, authorities(admitted.groups()), admitted.userId());
        });
    }

    /** An ID token has no scope: so that none passes for an access token. */
    private static OAuth2TokenValidatorResult allowed(Jwt token, String scope) {
        boolean allows = new JwtGrantedAuthoritiesConverter()
                .convert(token).stream()
                        .anyMatch(granted -> granted.getAuthority().equals("SCOPE_" + scope));
        return allows
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(OAuth2ErrorCodes.INSUFFICIENT_SCOPE));
    }

    /** Groups may have been taken away since it was issued. */
    private static OAuth2TokenValidatorResult recent(Jwt token, Duration longest, InstantSource clock) {
        return token.getIssuedAt() != null
                        && clock.instant().isBefore(token.getIssuedAt().plus(longest))
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error(
                        OAuth2ErrorCodes.INVALID_TOKEN, "The token is too old: ask the provider for a new one", null));
    }

    private static OAuth2UserService<OidcUserRequest, OidcUser> people(Admission admission) {
        return request -> {
            Admission.Admitted admitted = admission.admit(request.getIdToken());
            return new Colleague(authorities(admitted.groups()), request.getIdToken(), admitted.userId());
        };
    }

    private static List<GrantedAuthority> authorities(List<String> groups) {
        return groups.stream()
                .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                .toList();
    }

    private static OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> refreshClient() {
        SimpleClientHttpRequestFactory patient = new SimpleClientHttpRequestFactory();
        patient.setConnectTimeout(PATIENCE);
        patient.setReadTimeout(PATIENCE);
        RestClientRefreshTokenTokenResponseClient client = new RestClientRefreshTokenTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(patient)
                .messageConverters(converters -> {
                    converters.clear();
                    converters.add(new FormHttpMessageConverter());
                    converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    private static boolean isPage(HttpServletRequest request) {
        String accept = Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT), "");
        return HttpMethod.GET.matches(request.getMethod()) && accept.contains(MediaType.TEXT_HTML_VALUE);
    }
}
