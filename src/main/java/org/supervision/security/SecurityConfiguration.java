package org.supervision.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import org.camunda.bpm.engine.IdentityService;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.web.server.ConditionalOnManagementPort;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.supervision.engine.EngineAccess;
import org.supervision.people.Groups;
import org.supervision.people.People;

/**
 * Who may reach which path. Scripts sign in with HTTP Basic at each request and never get a session; people in the
 * engine's web applications have a session, which counts nowhere else. What isn't named here does not exist for anybody.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String NO_DEVICES = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

    private final IdentityService identity;
    private final Problems problems;
    private final @Nullable BearerTokens bearerTokens;

    SecurityConfiguration(IdentityService identity, Problems problems, ObjectProvider<BearerTokens> bearerTokens) {
        this.identity = identity;
        this.problems = problems;
        this.bearerTokens = bearerTokens.getIfAvailable();
    }

    @Bean
    static FilterRegistrationBean<HttpWall> httpWall(SignInSettings signIn) {
        FilterRegistrationBean<HttpWall> wall =
                new FilterRegistrationBean<>(new HttpWall(signIn.registration().isEmpty()));
        wall.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return wall;
    }

    @Bean
    static FilterRegistrationBean<SessionLimits> sessionLimits(
            @Value("${supervision.sign-in.longest-session}") Duration longest) {
        FilterRegistrationBean<SessionLimits> limits =
                new FilterRegistrationBean<>(new SessionLimits(InstantSource.system(), longest));
        limits.setOrder(SessionRepositoryFilter.DEFAULT_ORDER + 1);
        return limits;
    }

    @Bean
    @WithPasswords
    static FilterRegistrationBean<PasswordStanding> passwordStanding(
            IdentityService identity, EngineAccess access, People people) {
        FilterRegistrationBean<PasswordStanding> standing =
                new FilterRegistrationBean<>(new PasswordStanding(identity, access, people));
        standing.addUrlPatterns("/camunda/api/*");
        standing.setOrder(SessionRepositoryFilter.DEFAULT_ORDER + 2);
        return standing;
    }

    @Bean
    static FilterRegistrationBean<DeskWall> deskWall(IdentityService identity) {
        FilterRegistrationBean<DeskWall> wall = new FilterRegistrationBean<>(new DeskWall(identity));
        // by name, since filters of servlets run after those of paths: the engine's, which say who it is
        wall.addServletNames("Engine Api", "Cockpit Api");
        return wall;
    }

    /** Figures and health on a port of their own, which only this machine reaches unless an operator says otherwise. */
    @Bean
    @Order(0)
    @ConditionalOnManagementPort(ManagementPortType.DIFFERENT)
    SecurityFilterChain management(HttpSecurity http, Environment environment) throws Exception {
        return http.securityMatcher(request ->
                        request.getLocalPort() == environment.getProperty("local.management.port", Integer.class, -1))
                .authorizeHttpRequests(requests -> {
                    requests.requestMatchers(get("/actuator/health", "/actuator/health/**", "/actuator/prometheus"))
                            .permitAll();
                    requests.anyRequest().denyAll();
                })
                .csrf(AbstractHttpConfigurer::disable)
                .headers(SecurityConfiguration::strict)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    /** The product's own REST and its description, for everybody who has a sign-in. */
    @Bean
    @Order(1)
    SecurityFilterChain productRest(HttpSecurity http) throws Exception {
        http.securityMatcher(paths("/api/**", "/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/**"))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated());
        return basic(http).build();
    }

    /** The engine's REST, for other systems and administrators; staff use Tasklist and the product's own. */
    @Bean
    @Order(2)
    SecurityFilterChain engineRest(HttpSecurity http) throws Exception {
        http.securityMatcher(paths("/engine-rest", "/engine-rest/**"))
                .authorizeHttpRequests(requests -> requests
                        // waits for work that there is none of here, for up to half an hour
                        .requestMatchers(paths(
                                "/engine-rest/external-task/fetchAndLock",
                                "/engine-rest/engine/*/external-task/fetchAndLock"))
                        .denyAll()
                        .anyRequest()
                        .hasAnyAuthority(Groups.INTEGRATION, Groups.ADMINISTRATORS));
        return basic(http).build();
    }

    /** Tasklist, Cockpit and Admin: their own filters keep the session, the CSRF token and the headers. */
    @Bean
    @Order(3)
    @WithPasswords
    SecurityFilterChain webApplications(HttpSecurity http) throws Exception {
        return http.securityMatcher(paths("/camunda", "/camunda/**"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(SecurityConfiguration::webApplicationHeaders)
                .build();
    }

    /** The product's pages, which only show; everything else isn't there. */
    @Bean
    @Order(4)
    SecurityFilterChain pages(HttpSecurity http) throws Exception {
        RequestMatcher outbox = paths("/outbox", "/outbox/**");
        http.authorizeHttpRequests(requests -> {
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                            .permitAll();
                    requests.requestMatchers(get("/outbox", "/outbox/**")).hasAuthority(Groups.ADMINISTRATORS);
                    requests.requestMatchers(get(
                                    "/",
                                    "/actuator/health",
                                    "/actuator/health/**",
                                    "/favicon.ico",
                                    "/forms/**",
                                    "/signed-out"))
                            .permitAll();
                    // under a secret address, for programs that cannot sign in; it says itself whose it is
                    requests.requestMatchers(get("/calendar/*"), any(HttpMethod.HEAD, "/calendar/*"))
                            .permitAll();
                    requests.requestMatchers(get("/css/**", "/js/**", "/images/**", "/fonts/**"))
                            .permitAll();
                    requests.anyRequest().denyAll();
                })
                .csrf(AbstractHttpConfigurer::disable)
                .headers(SecurityConfiguration::strict)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .httpBasic(basic -> basic.authenticationEntryPoint(
                        (request, response, e) -> problems.signInFirst(request, response)))
                .exceptionHandling(refused -> refused.authenticationEntryPoint((request, response, e) -> {
                            if (outbox.matches(request)) {
                                problems.signInFirst(request, response);
                            } else {
                                response.sendError(HttpServletResponse.SC_NOT_FOUND);
                            }
                        })
                        .accessDeniedHandler(
                                (request, response, e) -> response.sendError(HttpServletResponse.SC_NOT_FOUND)));
        return http.build();
    }

    private HttpSecurity basic(HttpSecurity http) throws Exception {
        if (bearerTokens != null) {
            http.oauth2ResourceServer(tokens -> tokens.jwt(jwt ->
                            jwt.decoder(bearerTokens.decoder()).jwtAuthenticationConverter(bearerTokens.person()))
                    .authenticationEntryPoint((request, response, e) -> problems.signInFirst(request, response)));
        }
        return http.csrf(AbstractHttpConfigurer::disable)
                .headers(SecurityConfiguration::strict)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .httpBasic(basic -> basic.authenticationEntryPoint(
                        (request, response, e) -> problems.signInFirst(request, response)))
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, e) -> problems.signInFirst(request, response))
                        .accessDeniedHandler((request, response, e) -> problems.forbidden(request, response)))
                .addFilterAfter(new EngineIdentityFilter(identity), AuthorizationFilter.class);
    }

    /** What the engine's own filters leave out. */
    static void webApplicationHeaders(HeadersConfigurer<HttpSecurity> headers) {
        headers.defaultsDisabled()
                .contentTypeOptions(options -> {})
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy(NO_DEVICES));
    }

    /** What is answered here loads nothing; the product's pages say themselves what they load. */
    private static void strict(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'"))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .permissionsPolicyHeader(permissions -> permissions.policy(NO_DEVICES));
    }

    static RequestMatcher paths(String... patterns) {
        return any(null, patterns);
    }

    private static RequestMatcher get(String... patterns) {
        return any(HttpMethod.GET, patterns);
    }

    private static RequestMatcher any(@Nullable HttpMethod method, String... patterns) {
        PathPatternRequestMatcher.Builder builder = PathPatternRequestMatcher.withDefaults();
        return new OrRequestMatcher(Arrays.stream(patterns)
                .map(pattern -> (RequestMatcher) builder.matcher(method, pattern))
                .toList());
    }
}
