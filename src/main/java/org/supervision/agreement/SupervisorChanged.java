package org.supervision.agreement;

/**
 * An agreement has another supervisor from now on (B6); published inside the transaction that changed it. Its terms count
 * until the new supervisor's are signed.
 *
 * @param agreementId row id
 * @param from user id of the former supervisor
 * @param to user id of the new one
 */
public record SupervisorChanged(long agreementId, String from, String to) {}
