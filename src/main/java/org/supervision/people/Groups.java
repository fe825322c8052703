package org.supervision.people;

import java.util.List;

/** The groups that people belong to, which decide what they may do in the engine. */
public final class Groups {

    /** Those who supervise. */
    public static final String SUPERVISORS = "supervisors";

    /** Those who are supervised, supervisors and managers among them. */
    public static final String SUPERVISEES = "supervisees";

    /** Line managers of supervisors, Service Managers and Strategic Managers. */
    public static final String MANAGERS = "managers";

    /** Those who watch over the processes, without any content. */
    public static final String PROCESS_OWNERS = "process-owners";

    /** Those who keep the records. */
    public static final String RECORDS_OFFICERS = "records-officers";

    /** Those who audit records. */
    public static final String AUDITORS = "auditors";

    /** Other systems that use the engine's own REST. */
    public static final String INTEGRATION = "integration";

    /** Administrators; the engine's own name for them. */
    public static final String ADMINISTRATORS = "camunda-admin";

    /** All of them. */
    public static final List<String> ALL = List.of(
            SUPERVISORS,
            SUPERVISEES,
            MANAGERS,
            PROCESS_OWNERS,
            RECORDS_OFFICERS,
            AUDITORS,
            INTEGRATION,
            ADMINISTRATORS);

    private Groups() {}
}
