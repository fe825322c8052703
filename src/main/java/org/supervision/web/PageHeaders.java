package org.supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets the product's pages load their own styles and scripts from files of this server and nothing else, and keeps them
 * out of caches.
 */
@Configuration(proxyBeanMethods = false)
class PageHeaders implements WebMvcConfigurer, HandlerInterceptor {

    static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    static Map<String, String> all() {
        return Map.of("Content-Security-Policy", POLICY, "Referrer-Policy", "no-referrer", "Cache-Control", "no-store");
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .addPathPatterns("/", "/outbox", "/outbox/**", "/signed-out", "/sign-in-refused", "/error")
                .addPathPatterns(Doors.WITH_SESSION + "/**", Doors.AT_EACH_REQUEST + "/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        all().forEach(response::setHeader);
        return true;
    }
}
