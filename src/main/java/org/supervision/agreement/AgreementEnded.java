package org.supervision.agreement;

/**
 * An agreement is over: no sessions are owed. Published inside the transaction.
 *
 * @param agreementId the agreement's row id
 * @param reason why; {@link EndReason#SUPERSEDED} leaves open cases open (E17)
 */
public record AgreementEnded(long agreementId, EndReason reason) {}
