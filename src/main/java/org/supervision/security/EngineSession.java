package org.supervision.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.camunda.bpm.webapp.impl.util.ServletContextUtil;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Signs somebody in to the engine's web applications, in the way that their own form does. */
@Component
@WithSingleSignOn
class EngineSession {

    private final ProcessEngine engine;

    EngineSession(@Lazy ProcessEngine engine) {
        this.engine = engine;
    }

    /** Puts the user, with the groups that the engine knows, into this request's session in place of whoever was there. */
    void establish(HttpServletRequest request, String userId) {
        HttpSession session = request.getSession();
        UserAuthentication user = AuthenticationUtil.createAuthentication(engine, userId);
        user.setCacheValidationTime(ServletContextUtil.getAuthCacheValidationTime(request.getServletContext()));
        Authentications authentications = AuthenticationUtil.getAuthsFromSession(session);
        authentications.addOrReplace(user);
        AuthenticationUtil.updateSession(session, authentications);
    }
}
