package org.supervision.absence;

/**
 * A supervisor has been away for longer than the policy gives to a supervisee without one ({@code
 * allocation.permanentDays}). Said at every look at such an absence: whoever hears it acts once.
 *
 * @param agreementId row id of the agreement in force that lacks its supervisor
 */
public record SupervisorLongAbsent(long agreementId, String supervisor, String supervisee) {}
