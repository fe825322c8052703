package org.supervision.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets nobody without a session reach the product's REST below Tasklist's path: the engine's own filters set the session's
 * user and check the CSRF token there, but pass anonymous requests on.
 */
@Component
class SessionRequired implements HandlerInterceptor, WebMvcConfigurer {

    private final IdentityService identity;

    SessionRequired(IdentityService identity) {
        this.identity = identity;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/camunda/api/**");
    }

    /** @throws ResponseStatusException 401, which is told as a page to whoever has followed a link */
    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (identity.getCurrentAuthentication() == null) {
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED, "Sign in first.");
        }
        return true;
    }
}
