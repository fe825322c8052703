package org.supervision.agreement;

/**
 * No sessions are owed under this agreement until it is resumed. Published inside the transaction.
 *
 * @param agreementId the agreement's row id
 */
public record AgreementSuspended(long agreementId) {}
