package org.supervision.security;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.AuthorizationQuery;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import org.supervision.people.Groups;

/**
 * The rights of each group in the engine, made at every start exactly as they stand here. A right to a task is not among
 * them: it comes and goes with its assignee and candidates.
 */
@Component
public class EngineAuthorizations implements InitializingBean {

    private static final String WELCOME = "welcome";
    private static final String TASKLIST = "tasklist";
    private static final String COCKPIT = "cockpit";

    private static final String AGREEMENT = "supervisionAgreement";
    private static final String CHANGE = "agreementChange";
    private static final String CONSULTATION = "consultation";
    private static final String ABSENCE = "absenceCover";
    private static final String DISAGREEMENT = "disagreementReferral";
    static final String DISCLOSURE = "recordDisclosure";
    private static final String SUBJECT_ACCESS = "subjectAccess";
    private static final String SUPERVISOR = "changeOfSupervisor";

    private static final List<Grant> MATRIX = matrix();

    private final IdentityService identity;
    private final AuthorizationService authorizations;

    EngineAuthorizations(IdentityService identity, AuthorizationService authorizations) {
        this.identity = identity;
        this.authorizations = authorizations;
    }

    /** One row of the matrix: what a group may do with a resource. */
    private record Grant(String group, Resource resource, String id, Permission... permissions) {}

    private static List<Grant> matrix() {
        List<Grant> grants = new ArrayList<>();
        for (String staff : List.of(
                Groups.SUPERVISORS, Groups.SUPERVISEES, Groups.MANAGERS, Groups.RECORDS_OFFICERS, Groups.AUDITORS)) {
            grants.add(access(staff, TASKLIST));
            grants.add(access(staff, WELCOME));
        }
        // a line manager supervises supervisors, and so starts agreements too
        grants.addAll(start(Groups.SUPERVISORS, AGREEMENT, CHANGE, ABSENCE, CONSULTATION, DISAGREEMENT));
        grants.addAll(start(Groups.MANAGERS, AGREEMENT, CHANGE, ABSENCE, CONSULTATION, DISAGREEMENT, SUPERVISOR));
        grants.addAll(start(Groups.SUPERVISEES, CHANGE, ABSENCE, CONSULTATION, DISAGREEMENT));
        grants.addAll(start(Groups.RECORDS_OFFICERS, DISCLOSURE, SUBJECT_ACCESS));

        grants.add(access(Groups.PROCESS_OWNERS, COCKPIT));
        grants.add(access(Groups.PROCESS_OWNERS, WELCOME));
        grants.add(new Grant(
                Groups.PROCESS_OWNERS,
                Resources.PROCESS_DEFINITION,
                Authorization.ANY,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE,
                ProcessDefinitionPermissions.READ_HISTORY,
                ProcessDefinitionPermissions.READ_TASK,
                ProcessDefinitionPermissions.RETRY_JOB));
        grants.add(
                new Grant(Groups.PROCESS_OWNERS, Resources.DECISION_DEFINITION, Authorization.ANY, Permissions.READ));

        grants.add(new Grant(
                Groups.INTEGRATION,
                Resources.PROCESS_DEFINITION,
                Authorization.ANY,
                ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE));

        for (Resource resource : Resources.values()) {
            grants.add(new Grant(Groups.ADMINISTRATORS, resource, Authorization.ANY, Permissions.ALL));
        }
        return List.copyOf(grants);
    }

    private static Grant access(String group, String application) {
        return new Grant(group, Resources.APPLICATION, application, Permissions.ACCESS);
    }

    private static List<Grant> start(String group, String... processes) {
        List<Grant> grants = new ArrayList<>();
        for (String process : processes) {
            grants.add(new Grant(
                    group,
                    Resources.PROCESS_DEFINITION,
                    process,
                    ProcessDefinitionPermissions.READ,
                    ProcessDefinitionPermissions.CREATE_INSTANCE));
        }
        grants.add(new Grant(group, Resources.PROCESS_INSTANCE, Authorization.ANY, Permissions.CREATE));
        return grants;
    }

    @Override
    public void afterPropertiesSet() {
        Groups.ALL.forEach(this::makeGroup);
        MATRIX.forEach(this::make);
        // an earlier version offered it to all managers
        grants(Groups.MANAGERS, Resources.PROCESS_DEFINITION, DISCLOSURE)
                .list()
                .forEach(grant -> authorizations.deleteAuthorization(grant.getId()));
    }

    private AuthorizationQuery grants(String group, Resource resource, String id) {
        return authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .groupIdIn(group)
                .resourceType(resource)
                .resourceId(id);
    }

    private void makeGroup(String id) {
        if (identity.createGroupQuery().groupId(id).count() == 0) {
            Group group = identity.newGroup(id);
            group.setName(Character.toUpperCase(id.charAt(0)) + id.substring(1).replace('-', ' '));
            group.setType(id.equals(Groups.ADMINISTRATORS) ? "SYSTEM" : "WORKFLOW");
            identity.saveGroup(group);
        }
    }

    private void make(Grant grant) {
        Authorization authorization =
                grants(grant.group(), grant.resource(), grant.id()).singleResult();
        if (authorization == null) {
            authorization = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            authorization.setGroupId(grant.group());
            authorization.setResource(grant.resource());
            authorization.setResourceId(grant.id());
        }
        authorization.setPermissions(grant.permissions());
        authorizations.saveAuthorization(authorization);
    }
}
