package org.supervision.security;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.supervision.engine.EngineAccess;
import org.supervision.notification.SweepTask;
import org.supervision.people.DirectoryChanged;
import org.supervision.people.People;
import org.supervision.people.Role;

/**
 * Offers <i>Record disclosure</i> in Tasklist to the Service Managers of the directory, of all managers, beside the records
 * officers (A6.3): there is no group of theirs. Follows the directory at each start and import, and daily.
 */
@Component
class DisclosureStarters implements SweepTask {

    private final AuthorizationService authorizations;
    private final EngineAccess access;
    private final People people;
    private final ProcessEngineConfigurationImpl engine;

    DisclosureStarters(
            AuthorizationService authorizations,
            EngineAccess access,
            People people,
            ProcessEngineConfigurationImpl engine) {
        this.engine = engine;
        this.authorizations = authorizations;
        this.access = access;
        this.people = people;
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        access.asTheProduct(this::follow);
    }

    @EventListener(DirectoryChanged.class)
    void imported() {
        access.asTheProduct(this::follow);
    }

    @Override
    public void sweep(Instant now) {
        access.asTheProduct(this::follow);
    }

    /** In one command, so that all that is granted goes to the database together. */
    private void follow() {
        engine.getCommandExecutorTxRequired().execute(context -> {
            grant();
            return null;
        });
    }

    private void grant() {
        Set<String> missing = new TreeSet<>(people.withRole(Role.SERVICE_MANAGER));
        List<Authorization> granted = authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .resourceType(Resources.PROCESS_DEFINITION)
                .resourceId(EngineAuthorizations.DISCLOSURE)
                .list();
        for (Authorization one : granted) {
            if (one.getUserId() != null && !missing.remove(one.getUserId())) {
                authorizations.deleteAuthorization(one.getId());
            }
        }
        for (String userId : missing) {
            Authorization one = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            one.setUserId(userId);
            one.setResource(Resources.PROCESS_DEFINITION);
            one.setResourceId(EngineAuthorizations.DISCLOSURE);
            one.addPermission(ProcessDefinitionPermissions.READ);
            one.addPermission(ProcessDefinitionPermissions.CREATE_INSTANCE);
            authorizations.saveAuthorization(one);
        }
    }
}
