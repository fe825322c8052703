package org.supervision.taskform;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Refuses what a form in a browser sends once somebody else has signed in there: each form says whom it was opened for,
 * or else the text of one party would become the other's draft of a task that both share.
 */
@Component
class OpenedFor implements HandlerInterceptor, WebMvcConfigurer {

    private static final String HEADER = "Opened-For";

    private final CurrentUser currentUser;

    OpenedFor(CurrentUser currentUser) {
        this.currentUser = currentUser;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/tasks/**", "/camunda/api/supervision/tasks/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String openedFor = request.getHeader(HEADER);
        if (openedFor != null && !openedFor.equals(currentUser.require())) {
            throw new OpenedForAnotherException();
        }
        return true;
    }

    /** The form on the page is another person's. */
    static final class OpenedForAnotherException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
