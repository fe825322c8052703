package org.supervision.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.camunda.bpm.engine.IdentityService;
import org.springframework.stereotype.Component;
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
    private final Problems problems;

    SessionRequired(IdentityService identity, Problems problems) {
        this.identity = identity;
        this.problems = problems;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/camunda/api/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (identity.getCurrentAuthentication() != null) {
            return true;
        }
        problems.signedOut(request, response);
        return false;
    }
}
