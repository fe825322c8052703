package org.supervision.people;

/** What somebody is in the organisation. */
public enum Role {
    SOCIAL_WORKER,
    TEAM_MANAGER,
    GROUP_MANAGER,
    SERVICE_MANAGER,
    STRATEGIC_MANAGER,
    PROCESS_OWNER,
    RECORDS_OFFICER,
    AUDITOR,
    ADMINISTRATOR
}
