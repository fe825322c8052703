package org.supervision.handover;

/**
 * An agreement's supervisor has gone and nobody follows (B8).
 *
 * @param agreementId row id
 * @param from user id of the supervisor until now
 */
public record SupervisorLost(long agreementId, String from) {}
