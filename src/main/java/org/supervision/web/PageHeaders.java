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
                .addPathPatterns("/camunda/api/supervision/password")
                .addPathPatterns(OutboxController.IN_TASKLIST, OutboxController.IN_TASKLIST + "/**")
                .addPathPatterns(TodayController.IN_TASKLIST, TodayController.IN_REST)
                .addPathPatterns(TeamController.IN_TASKLIST, TeamController.IN_TASKLIST + "/**")
                .addPathPatterns(TeamController.IN_REST, TeamController.IN_REST + "/**")
                .addPathPatterns(CopiesController.IN_TASKLIST, CopiesController.IN_TASKLIST + "/**")
                .addPathPatterns(CopiesController.IN_REST, CopiesController.IN_REST + "/**")
                .addPathPatterns(CasesController.IN_TASKLIST, CasesController.IN_TASKLIST + "/**")
                .addPathPatterns(CasesController.IN_REST, CasesController.IN_REST + "/**")
                .addPathPatterns(ActionsController.IN_TASKLIST, ActionsController.IN_TASKLIST + "/**")
                .addPathPatterns(ActionsController.IN_REST, ActionsController.IN_REST + "/**")
                .addPathPatterns(DisclosuresController.IN_TASKLIST, DisclosuresController.IN_TASKLIST + "/**")
                .addPathPatterns(DisclosuresController.IN_REST, DisclosuresController.IN_REST + "/**")
                .addPathPatterns(AuditController.IN_TASKLIST, AuditController.IN_TASKLIST + "/**")
                .addPathPatterns(AuditController.IN_REST, AuditController.IN_REST + "/**")
                .addPathPatterns(ComplianceController.IN_TASKLIST, ComplianceController.IN_TASKLIST + "/**")
                .addPathPatterns(ComplianceController.IN_REST, ComplianceController.IN_REST + "/**")
                .addPathPatterns(RetentionController.IN_TASKLIST, RetentionController.IN_TASKLIST + "/**")
                .addPathPatterns(RetentionController.IN_REST, RetentionController.IN_REST + "/**")
                .addPathPatterns(PaperAgreementsController.IN_TASKLIST, PaperAgreementsController.IN_TASKLIST + "/**")
                .addPathPatterns(PaperAgreementsController.IN_REST, PaperAgreementsController.IN_REST + "/**")
                .addPathPatterns(SubjectAccessController.IN_TASKLIST, SubjectAccessController.IN_TASKLIST + "/**")
                .addPathPatterns(SubjectAccessController.IN_REST, SubjectAccessController.IN_REST + "/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        all().forEach(response::setHeader);
        return true;
    }
}
